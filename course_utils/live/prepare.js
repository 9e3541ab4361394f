// From a drawing to the 28 x 28 image that the network gets: the steps of digits.py, each with the
// same result as there. An array is {height, width, data}, row after row.

{
  const PEN = 0.05; // its width as a share of the page, as in pad.py
  const PAGE = 224; // pixels a side
  const MARGIN = 20;
  const WIDEST = 2.6; // width over height

  class DigitError extends Error {}

  const MESSAGES = {
    nothing: "Nothing is drawn yet.",
    dot: "That is a dot. Draw a whole digit, as large as you like.",
    faint:
      "Nothing is written here, or it is too faint. Use a darker pen on plain paper, in good and " +
      "even light.",
    area:
      "The ink is an area, not the stroke of a pen. Is it a card on a table, or a window on a " +
      "screen? Then cut out the page, so that the digit stands on it alone. Else write larger, or " +
      "with a thinner pen.",
    framed:
      "There is a frame or a circle around the ink. Cut out what is inside it, with a margin of " +
      "blank paper.",
    edge:
      "The ink reaches the edge of the picture. Leave a margin of blank paper around the digit. " +
      "Lines of the paper and shadows count as ink if they are as dark as the pen.",
    lying:
      "The ink is far wider than high: a line, a word, or a page on its side. Turn the picture " +
      "upright, and write one digit on it.",
    specks:
      "There are only specks. Take the picture from nearer, so that the digit is large.",
  };

  function array(height, width, Kind = Uint8Array, data = new Kind(height * width)) {
    return { height, width, data };
  }

  // Python rounds halves to the even number.
  function roundHalfEven(value) {
    const low = Math.floor(value);
    if (value - low !== 0.5) return Math.round(value);
    return low % 2 === 0 ? low : low + 1;
  }

  // The number that would stand at a place if the values were sorted (Hoare's selection).
  function selected(values, place) {
    let low = 0;
    let high = values.length - 1;
    while (low < high) {
      const pivot = values[(low + high) >> 1];
      let i = low;
      let j = high;
      while (i <= j) {
        while (values[i] < pivot) i += 1;
        while (values[j] > pivot) j -= 1;
        if (i > j) break;
        const kept = values[i];
        values[i++] = values[j];
        values[j--] = kept;
      }
      if (place <= j) high = j;
      else if (place >= i) low = i;
      else break;
    }
    return values[place];
  }

  function median(values) {
    const copy = new Float64Array(values);
    const middle = copy.length >> 1;
    const upper = selected(copy, middle);
    return copy.length % 2 ? upper : (selected(copy, middle - 1) + upper) / 2;
  }

  // --- the page --------------------------------------------------------------------------------

  // The share of ink in each pixel of the page, drawn four times as large and then averaged.
  // strokes: lists of points [x, y] in 0..1; a stroke of one point is a dot.
  function ink(strokes) {
    const side = 4 * PAGE;
    const fine = new Uint8Array(side * side);
    const radius = (PEN * side) / 2;
    for (const stroke of strokes) {
      const points = stroke.map(([x, y]) => [x * side, y * side]);
      points.forEach((to, i) => {
        if (i) drawBar(fine, side, points[i - 1].map(Math.trunc), to.map(Math.trunc), radius);
        drawDot(fine, side, to, radius);
      });
    }
    const page = array(PAGE, PAGE, Float32Array);
    const fours = new Uint32Array(fine.buffer); // four pixels beside each other in one number
    for (let y = 0; y < PAGE; y++) {
      for (let x = 0; x < PAGE; x++) {
        const at = 4 * y * PAGE + x;
        const four = fours[at] + fours[at + PAGE] + fours[at + 2 * PAGE] + fours[at + 3 * PAGE];
        const count = Math.imul(four, 0x01010101) >>> 24; // the sum of its four bytes
        // As whole grey levels, since pictures hold nothing finer.
        page.data[y * PAGE + x] = Math.floor((count * 255) / 16 + 0.5) / 255;
      }
    }
    return page;
  }

  // Sets the pixels of one row whose middles lie from left to right.
  function fillRow(fine, side, row, left, right) {
    if (row < 0 || row >= side) return;
    const from = Math.max(0, Math.ceil(left - 0.5));
    const to = Math.min(side - 1, Math.floor(right - 0.5));
    if (from <= to) fine.fill(1, row * side + from, row * side + to + 1);
  }

  // Pillow draws on whole pixels: a dot reaches from one pixel to another, both included.
  function drawDot(fine, side, [x, y], radius) {
    const left = Math.trunc(x - radius);
    const right = Math.trunc(x + radius) + 1;
    const top = Math.trunc(y - radius);
    const bottom = Math.trunc(y + radius) + 1;
    for (let row = top; row < bottom; row++) {
      const share = (2 * row + 1 - top - bottom) / (bottom - top); // -1 at the top, 1 below
      const half = ((right - left) / 2) * Math.sqrt(1 - share * share);
      fillRow(fine, side, row, (left + right) / 2 - half, (left + right) / 2 + half);
    }
  }

  // A straight bar between the middles of two pixels, without the round ends.
  function drawBar(fine, side, [x0, y0], [x1, y1], radius) {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length = Math.hypot(dx, dy);
    if (!length) return;
    const bottom = Math.ceil(Math.max(y0, y1) + radius);
    for (let row = Math.floor(Math.min(y0, y1) - radius); row <= bottom; row++) {
      // In this row, two pairs of parallel lines bound x: the ends of the bar and its sides.
      const y = row - y0;
      const ends = between(dx, -y * dy, length * length - y * dy);
      const sides = between(dy, y * dx - radius * length, y * dx + radius * length);
      const left = Math.max(ends[0], sides[0]);
      const right = Math.min(ends[1], sides[1]);
      fillRow(fine, side, row, x0 + left + 0.5, x0 + right + 0.5);
    }
  }

  // The x for which low <= factor * x <= high, as [from, to].
  function between(factor, low, high) {
    if (factor === 0) return low <= 0 && high >= 0 ? [-Infinity, Infinity] : [Infinity, -Infinity];
    return factor > 0 ? [low / factor, high / factor] : [high / factor, low / factor];
  }

  // The page as brightness: dark ink on white, with a margin around it.
  function strokesToGrey(strokes) {
    if (!strokes.length) throw new DigitError(MESSAGES.nothing);
    const reach = (axis) => {
      const places = strokes.flat().map((point) => point[axis]);
      return places.reduce((a, b) => Math.max(a, b)) - places.reduce((a, b) => Math.min(a, b));
    };
    const dots = strokes.every((stroke) => stroke.length < 2);
    if (dots || Math.max(reach(0), reach(1)) < 2 * PEN) throw new DigitError(MESSAGES.dot);
    const page = ink(strokes);
    const side = PAGE + 2 * MARGIN;
    const grey = array(side, side, Float32Array);
    grey.data.fill(1);
    for (let y = 0; y < PAGE; y++) {
      for (let x = 0; x < PAGE; x++) {
        grey.data[(y + MARGIN) * side + x + MARGIN] = 1 - page.data[y * PAGE + x];
      }
    }
    return grey;
  }

  // --- the steps of digits.py ------------------------------------------------------------------

  // Brightness minus that of the paper, a curved surface fitted to the picture, again and again
  // without what lies far from it: the ink.
  function removeLight({ height, width, data }) {
    const place = (i, n) => Math.fround(n > 1 ? -1 + (2 * i) / (n - 1) : -1);
    const xs = Float64Array.from({ length: width }, (_, column) => place(column, width));
    const every = Math.max(1, roundHalfEven(Math.sqrt((height * width) / 1000)));
    const a = [];
    const b = [];
    for (let row = 0; row < height; row += every) {
      const y = place(row, height);
      for (let column = 0; column < width; column += every) {
        const x = xs[column];
        a.push([1, x, y, x * x, x * y, y * y]);
        b.push(data[row * width + column]);
      }
    }
    const middle = median(b);
    let distance = b.map((value) => Math.abs(value - middle));
    let numbers;
    for (const n of [3, 3, 6, 6]) {
      const limit = 3 * median(distance) + 0.01;
      numbers = leastSquares(a, b, n, (i) => distance[i] <= limit);
      distance = b.map((value, i) => Math.abs(value - dot(a[i], numbers)));
    }
    const [c0, c1, c2, c3, c4, c5] = numbers;
    const result = array(height, width, Float32Array);
    for (let row = 0; row < height; row++) {
      const y = place(row, height);
      const constant = c0 + c2 * y + c5 * y * y;
      const slope = c1 + c4 * y;
      for (let column = 0; column < width; column++) {
        const x = xs[column];
        result.data[row * width + column] =
          data[row * width + column] - (constant + slope * x + c3 * x * x);
      }
    }
    return result;
  }

  function dot(row, numbers) {
    let sum = 0;
    for (let i = 0; i < numbers.length; i++) sum += row[i] * numbers[i];
    return sum;
  }

  // The n numbers c for which the first n of each row, times c, come closest to the values: only
  // of rows that count (normal equations).
  function leastSquares(rows, values, n, counts) {
    const m = Array.from({ length: n }, () => new Float64Array(n + 1));
    rows.forEach((row, r) => {
      if (!counts(r)) return;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) m[i][j] += row[i] * row[j];
        m[i][n] += row[i] * values[r];
      }
    });
    for (let i = 0; i < n; i++) {
      let pivot = i;
      for (let r = i + 1; r < n; r++) if (Math.abs(m[r][i]) > Math.abs(m[pivot][i])) pivot = r;
      [m[i], m[pivot]] = [m[pivot], m[i]];
      for (let r = 0; r < n; r++) {
        if (r === i || !m[i][i]) continue;
        const factor = m[r][i] / m[i][i];
        for (let j = i; j <= n; j++) m[r][j] -= factor * m[i][j];
      }
    }
    return m.map((row, i) => (row[i] ? row[n] / row[i] : 0));
  }

  // Ink above 0, whether the pen was darker than the paper or lighter.
  function inkUp({ height, width, data }) {
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += data[i] * data[i] * data[i];
    return array(height, width, Float32Array, sum > 0 ? data : negated(data));
  }

  function negated(data) {
    const result = new Float32Array(data.length);
    for (let i = 0; i < data.length; i++) result[i] = -data[i];
    return result;
  }

  // A blur with the bell curve of width 1, mirrored at the edges.
  function gaussian({ height, width, data }) {
    const half = Array.from({ length: 5 }, (_, i) => Math.exp(-0.5 * i * i));
    const total = half.reduce((sum, value, i) => sum + (i ? 2 : 1) * value, 0);
    const weights = half.map((value) => value / total);
    const mirror = (i, n) => {
      while (i < 0 || i >= n) i = i < 0 ? -1 - i : 2 * n - 1 - i;
      return i;
    };
    const [w0, w1, w2, w3, w4] = weights;
    const down = new Float32Array(data.length);
    for (let row = 0; row < height; row++) {
      const at = (d) => width * mirror(row + d, height); // where a row nearby begins
      const [a4, a3, a2, a1, a0] = [at(-4), at(-3), at(-2), at(-1), at(0)];
      const [b1, b2, b3, b4] = [at(1), at(2), at(3), at(4)];
      for (let c = 0; c < width; c++) {
        down[a0 + c] =
          data[a0 + c] * w0 +
          (data[a4 + c] + data[b4 + c]) * w4 +
          (data[a3 + c] + data[b3 + c]) * w3 +
          (data[a2 + c] + data[b2 + c]) * w2 +
          (data[a1 + c] + data[b1 + c]) * w1;
      }
    }
    const both = array(height, width, Float32Array);
    const line = new Float64Array(width + 8); // a row with its mirror images on both sides
    for (let row = 0; row < height; row++) {
      const start = row * width;
      for (let c = 0; c < width; c++) line[c + 4] = down[start + c];
      for (let d = 1; d <= 4; d++) {
        line[4 - d] = line[4 + mirror(-d, width)];
        line[width + 3 + d] = line[4 + mirror(width - 1 + d, width)];
      }
      for (let c = 0; c < width; c++) {
        const j = c + 4;
        both.data[start + c] =
          line[j] * w0 +
          (line[j - 4] + line[j + 4]) * w4 +
          (line[j - 3] + line[j + 3]) * w3 +
          (line[j - 2] + line[j + 2]) * w2 +
          (line[j - 1] + line[j + 1]) * w1;
      }
    }
    return both;
  }

  // 1 where there is ink: above the middle between mean paper and mean ink.
  function blackAndWhite(picture) {
    const smooth = gaussian(picture).data;
    let level = -Infinity;
    let total = 0;
    for (let i = 0; i < smooth.length; i++) {
      total += smooth[i];
      if (smooth[i] > level) level = smooth[i];
    }
    level /= 2;
    let contrast = 0;
    let before = null;
    while (level !== before) {
      let inkSum = 0;
      let inkCount = 0;
      for (let i = 0; i < smooth.length; i++) {
        if (smooth[i] > level) {
          inkSum += smooth[i];
          inkCount += 1;
        }
      }
      if (!inkCount) break;
      const inkMean = inkSum / inkCount;
      const paperMean = (total - inkSum) / (smooth.length - inkCount);
      before = level;
      level = Math.fround((inkMean + paperMean) / 2);
      contrast = inkMean - paperMean;
    }
    const noise = 1.5 * spreadOf(smooth, level);
    if (!(contrast >= Math.max(0.03, 5 * noise))) throw new DigitError(MESSAGES.faint);
    const mask = array(picture.height, picture.width);
    for (let i = 0; i < smooth.length; i++) mask.data[i] = smooth[i] > level ? 1 : 0;
    return mask;
  }

  // The median distance of the paper from its median, from every fourth of its pixels.
  function spreadOf(smooth, level) {
    const paper = new Float64Array(smooth.length);
    let count = 0;
    for (let i = 0, seen = 0; i < smooth.length; i++) {
      if (smooth[i] <= level && seen++ % 4 === 0) paper[count++] = smooth[i];
    }
    const some = paper.subarray(0, count);
    const middle = median(some);
    for (let i = 0; i < count; i++) some[i] = Math.abs(some[i] - middle);
    return median(some);
  }

  // The steps to the neighbours of a pixel: down, right, down, right, ...
  const ONLY_FOUR = [-1, 0, 0, -1, 0, 1, 1, 0];
  const ALL_EIGHT = [...ONLY_FOUR, -1, -1, -1, 1, 1, -1, 1, 1]; // those that touch at a corner too

  // Fills `marks` with a mark from a place on, wherever the data has the same value as there;
  // calls visit(row, column).
  function flood({ height, width, data }, start, marks, mark, neighbours, visit = null) {
    const value = data[start];
    const stack = [start];
    marks[start] = mark;
    while (stack.length) {
      const i = stack.pop();
      const row = Math.floor(i / width);
      const column = i - row * width;
      if (visit) visit(row, column);
      for (let n = 0; n < neighbours.length; n += 2) {
        const y = row + neighbours[n];
        const x = column + neighbours[n + 1];
        const next = y * width + x;
        if (y < 0 || y >= height || x < 0 || x >= width) continue;
        if (!marks[next] && data[next] === value) {
          marks[next] = mark;
          stack.push(next);
        }
      }
    }
  }

  // Only the ink of the digit: the largest connected piece, with the pieces close to it.
  function keepDigit(mask) {
    const { height, width, data } = mask;
    const marks = new Int32Array(data.length);
    const pieces = [];
    for (let i = 0; i < data.length; i++) {
      if (!data[i] || marks[i]) continue;
      const piece = { mark: pieces.length + 1, area: 0, top: height, left: width, bottom: 0, right: 0 };
      flood(mask, i, marks, piece.mark, ALL_EIGHT, (row, column) => {
        piece.area += 1;
        piece.top = Math.min(piece.top, row);
        piece.left = Math.min(piece.left, column);
        piece.bottom = Math.max(piece.bottom, row + 1);
        piece.right = Math.max(piece.right, column + 1);
      });
      piece.side = Math.max(piece.bottom - piece.top, piece.right - piece.left);
      piece.atEdge =
        !piece.top || !piece.left || piece.bottom === height || piece.right === width;
      pieces.push(piece);
    }
    const smallest = Math.max(6, 0.04 * Math.max(height, width));
    const candidates = pieces.filter((piece) => !piece.atEdge && piece.side >= smallest);
    if (!candidates.length) {
      throw new DigitError(pieces.some((piece) => piece.atEdge) ? MESSAGES.edge : MESSAGES.specks);
    }
    const largest = candidates.reduce((best, piece) => (piece.area > best.area ? piece : best));
    let box = largest;
    let chosen = [];
    for (;;) {
      const rows = (box.bottom - box.top) * 0.4; // digits stand side by side
      const columns = (box.right - box.left) * 0.15;
      const close = pieces.filter(
        (piece) =>
          piece.top <= box.bottom + rows &&
          piece.left <= box.right + columns &&
          piece.bottom >= box.top - rows &&
          piece.right >= box.left - columns,
      );
      if (close.some((piece) => piece.atEdge && piece.area > 9)) throw new DigitError(MESSAGES.edge);
      const kept = close.filter((piece) => !piece.atEdge);
      if (kept.length === chosen.length && kept.every((piece, i) => piece === chosen[i])) break;
      chosen = kept;
      box = {
        top: Math.min(...chosen.map((piece) => piece.top)),
        left: Math.min(...chosen.map((piece) => piece.left)),
        bottom: Math.max(...chosen.map((piece) => piece.bottom)),
        right: Math.max(...chosen.map((piece) => piece.right)),
      };
    }
    const tall = box.bottom - box.top;
    const others = pieces.filter(
      (piece) =>
        !chosen.includes(piece) && !piece.atEdge && piece.bottom - piece.top > 0.5 * tall,
    );
    if (others.length) {
      throw new DigitError(
        `There seem to be ${1 + others.length} digits. Cut out one: one digit a picture.`,
      );
    }
    if (box.right - box.left > WIDEST * tall) throw new DigitError(MESSAGES.lying);
    const longest = Math.max(tall, box.right - box.left);
    const only = ({ mark }) => array(height, width, Uint8Array, equalTo(marks, mark));
    const large = chosen.filter((piece) => piece.side > 0.3 * longest);
    if (large.length > 1) {
      const outer = only(large.reduce((best, piece) => (piece.side > best.side ? piece : best)));
      const inside = fillHoles(outer).data;
      const enclosed = new Set(marks.filter((_, i) => inside[i] && !outer.data[i]));
      if (large.some((piece) => enclosed.has(piece.mark))) throw new DigitError(MESSAGES.framed);
    }
    if (isArea(crop(only(largest)), longest)) throw new DigitError(MESSAGES.area);
    const isKept = new Uint8Array(pieces.length + 1);
    for (const piece of chosen) isKept[piece.mark] = 1;
    const kept = array(height, width);
    for (let i = 0; i < marks.length; i++) kept.data[i] = isKept[marks[i]];
    return kept;
  }

  function equalTo(marks, mark) {
    const result = new Uint8Array(marks.length);
    for (let i = 0; i < marks.length; i++) result[i] = marks[i] === mark ? 1 : 0;
    return result;
  }

  // The ink with everything that it encloses: from there no way leads to the edge.
  function fillHoles(mask) {
    const { height, width, data } = mask;
    const reached = new Uint8Array(data.length);
    for (let row = 0; row < height; row++) {
      const onlyEnds = row > 0 && row < height - 1;
      for (let column = 0; column < width; column += onlyEnds ? Math.max(1, width - 1) : 1) {
        const i = row * width + column;
        if (!data[i] && !reached[i]) flood(mask, i, reached, 1, ONLY_FOUR);
      }
    }
    return array(height, width, Uint8Array, equalTo(reached, 0));
  }

  // Whether a piece of ink, cropped, is a card, a window or a blob, and not the path of a pen.
  // digits.py says where the numbers come from. side: the longer one of the whole digit. What costs
  // little is asked first: nearly every digit is told from an area without a distance.
  function isArea(piece, side) {
    const inked = count(piece);
    // A circle of this diameter alone would cover more than half of the square.
    if (inked > 0.5 * side * side && thickness(piece) > 0.85 * side) return true;
    const filled = fillHoles(piece);
    const area = count(filled);
    const corners = convexHull(piece);
    let hull = 0;
    for (let i = 2; i < corners.length; i++) hull += turn(corners[0], corners[i - 1], corners[i]) / 2;
    if (inked < 0.5 * area || area <= 0.87 * hull) return false;
    if (area * largestQuadrilateral(corners) <= 0.87 * hull ** 2) return false;
    return thickness(filled) >= 0.3 * side;
  }

  // Two triangles, one on each side of a line between two corners.
  function largestQuadrilateral(corners) {
    let largest = 0;
    for (const from of corners) {
      for (const to of corners) {
        let most = 0;
        let least = 0;
        for (let i = 0; i < corners.length; i++) {
          const triangle = turn(from, to, corners[i]) / 2;
          if (triangle > most) most = triangle;
          if (triangle < least) least = triangle;
        }
        if (most - least > largest) largest = most - least;
      }
    }
    return largest;
  }

  function count({ data }) {
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += data[i];
    return sum;
  }

  // The diameter of the largest circle that lies in the ink.
  function thickness(mask) {
    let deepest = 0;
    for (const depth of distances(pad(mask, 1), 0)) if (depth > deepest) deepest = depth;
    return 2 * deepest - 1;
  }

  // Twice the area of a triangle of points (x, y), above 0 if they turn to one side.
  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

  // The corners of the smallest convex shape around the ink (Andrew 1979).
  function convexHull({ height, width, data }) {
    const points = [];
    for (let y = 0; y < height; y++) {
      const row = data.subarray(y * width, (y + 1) * width);
      const first = row.indexOf(1);
      if (first < 0) continue;
      points.push([first, y]); // what lies between the first and the last is no corner
      const last = row.lastIndexOf(1);
      if (last !== first) points.push([last, y]);
    }
    const half = (ordered) => {
      const corners = [];
      for (const point of ordered) {
        while (corners.length > 1 && turn(corners.at(-2), corners.at(-1), point) <= 0) corners.pop();
        corners.push(point);
      }
      return corners.slice(0, -1);
    };
    points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return [...half(points), ...half(points.reverse())];
  }

  // The smallest upright rectangle that holds all ink.
  function crop({ height, width, data }) {
    let top = height;
    let left = width;
    let bottom = 0;
    let right = 0;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        if (!data[row * width + column]) continue;
        if (row < top) top = row;
        if (column < left) left = column;
        if (column >= right) right = column + 1;
        bottom = row + 1;
      }
    }
    const result = array(bottom - top, right - left, data.constructor);
    for (let row = top; row < bottom; row++) {
      const line = data.subarray(row * width + left, row * width + right);
      result.data.set(line, (row - top) * result.width);
    }
    return result;
  }

  function pad({ height, width, data }, margin) {
    const result = array(height + 2 * margin, width + 2 * margin, data.constructor);
    for (let row = 0; row < height; row++) {
      const line = data.subarray(row * width, (row + 1) * width);
      result.data.set(line, (row + margin) * result.width + margin);
    }
    return result;
  }

  // The digit sheared towards the upright by half of its slant.
  function straighten(whole) {
    const mask = crop(whole);
    const { height, width, data } = mask;
    let n = 0;
    let sumX = 0;
    let sumY = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (!data[y * width + x]) continue;
        n += 1;
        sumX += x;
        sumY += y;
      }
    }
    let xy = 0;
    let yy = 0;
    for (let row = 0; row < height; row++) {
      const y = row - sumY / n;
      for (let column = 0; column < width; column++) {
        if (!data[row * width + column]) continue;
        xy += (column - sumX / n) * y;
        yy += y * y;
      }
    }
    const slant = (0.5 * xy) / Math.max(yy, 1);
    const extra = Math.ceil((Math.abs(slant) * height) / 2);
    const sheared = array(height, width + 2 * extra);
    const inRow = (column) => Math.min(width - 1, Math.max(0, column));
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < sheared.width; column++) {
        // Where this pixel came from; between two old pixels their mean counts, by distance.
        const from = column + 0.5 + slant * (row + 0.5) + (-slant * height) / 2 - extra;
        if (from < 0 || from >= width) continue;
        const low = Math.floor(from - 0.5);
        const a = 255 * data[row * width + inRow(low)];
        const b = 255 * data[row * width + inRow(low + 1)];
        const grey = Math.trunc(a + (b - a) * (from - 0.5 - low));
        sheared.data[row * sheared.width + column] = grey > 127 ? 1 : 0;
      }
    }
    return sheared;
  }

  // The distance of each pixel to the nearest one where `target` holds, exact (Felzenszwalb and
  // Huttenlocher 2012): first along the columns, then the lower envelope of parabolas in each row.
  function distances({ height, width, data }, target) {
    const far = 1e12;
    const squares = new Float64Array(height * width);
    for (let column = 0; column < width; column++) {
      let nearest = -far;
      for (let row = 0; row < height; row++) {
        const i = row * width + column;
        if (data[i] === target) nearest = row;
        squares[i] = row - nearest;
      }
      nearest = far;
      for (let row = height - 1; row >= 0; row--) {
        const i = row * width + column;
        if (data[i] === target) nearest = row;
        squares[i] = Math.min(squares[i], nearest - row) ** 2;
      }
    }
    const result = new Float64Array(height * width);
    const bottoms = new Int32Array(width);
    const begins = new Float64Array(width + 1);
    for (let row = 0; row < height; row++) {
      const f = squares.subarray(row * width, (row + 1) * width);
      let last = 0;
      bottoms[0] = 0;
      begins[0] = -Infinity;
      begins[1] = Infinity;
      for (let q = 1; q < width; q++) {
        let from;
        for (;;) {
          // Where the parabola of q crosses the last one of the envelope.
          const v = bottoms[last];
          from = (f[q] + q * q - (f[v] + v * v)) / (2 * (q - v));
          if (from > begins[last]) break;
          last -= 1; // never below 0, since begins[0] is -Infinity
        }
        last += 1;
        bottoms[last] = q;
        begins[last] = from;
        begins[last + 1] = Infinity;
      }
      for (let q = 0, k = 0; q < width; q++) {
        while (begins[k + 1] < q) k += 1;
        result[row * width + q] = Math.sqrt((q - bottoms[k]) ** 2 + f[bottoms[k]]);
      }
    }
    return result;
  }

  // The digit with a pen of a width as in MNIST. The distance of an ink pixel from the paper, on
  // average, is a quarter of the pen's width (and half a pixel: between middles).
  function evenPen(whole) {
    const [thinnest, thickest] = [2.6, 3.5];
    const small = crop(whole);
    const unit = Math.max(small.height, small.width) / 20;
    const mask = pad(small, Math.trunc(2 * unit) + 1);
    const { height, width, data } = mask;
    const depth = distances(mask, 0);
    let sum = 0;
    let n = 0;
    for (let i = 0; i < data.length; i++) {
      if (!data[i]) continue;
      sum += depth[i];
      n += 1;
    }
    const pen = ((4 * sum) / n - 2) / unit;
    if (pen >= thinnest && pen <= thickest) return mask;
    const evened = array(height, width);
    if (pen < thinnest) {
      const reach = ((thinnest - pen) / 2) * unit + 0.5;
      const outside = distances(mask, 1);
      for (let i = 0; i < data.length; i++) evened.data[i] = outside[i] <= reach ? 1 : 0;
    } else {
      const reach = ((pen - thickest) / 2) * unit + 0.5;
      for (let i = 0; i < data.length; i++) evened.data[i] = depth[i] > reach ? 1 : 0;
    }
    return evened;
  }

  // A row of grey values with another length: each new one is the mean of the old ones that it
  // covers, in the whole-number arithmetic of Pillow's BOX.
  function shrinkRow(values, length) {
    const scale = values.length / length;
    const support = 0.5 * Math.max(scale, 1);
    const shrunk = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const middle = (i + 0.5) * scale;
      const from = Math.max(0, Math.trunc(middle - support + 0.5));
      const to = Math.min(values.length, Math.trunc(middle + support + 0.5));
      let sum = 0;
      let covered = 0;
      for (let j = from; j < to; j++) {
        const offset = (j - middle + 0.5) * (1 / Math.max(scale, 1));
        if (offset <= -0.5 || offset > 0.5) continue;
        sum += values[j];
        covered += 1;
      }
      const share = Math.trunc(0.5 + 2 ** 22 / covered);
      shrunk[i] = Math.min(255, Math.floor((sum * share + 2 ** 21) / 2 ** 22));
    }
    return shrunk;
  }

  // The digit in a box whose longer side is 20, 0 paper to 1 ink.
  function fitBox(whole) {
    const { height, width, data } = crop(whole);
    const factor = 20 / Math.max(height, width);
    const newWidth = Math.max(1, roundHalfEven(width * factor));
    const newHeight = Math.max(1, roundHalfEven(height * factor));
    const wide = array(height, newWidth);
    for (let row = 0; row < height; row++) {
      const line = data.subarray(row * width, (row + 1) * width).map((value) => 255 * value);
      wide.data.set(shrinkRow(line, newWidth), row * newWidth);
    }
    const box = array(newHeight, newWidth, Float32Array);
    for (let column = 0; column < newWidth; column++) {
      const line = Uint8Array.from({ length: height }, (_, row) => wide.data[row * newWidth + column]);
      shrinkRow(line, newHeight).forEach((value, row) => {
        box.data[row * newWidth + column] = value / 255;
      });
    }
    return box;
  }

  // The box in 28 x 28, moved by whole pixels so that its centre of mass is at pixel 14, 14.
  function centre(box) {
    const { height, width, data } = box;
    let [sum, rows, columns] = [0, 0, 0];
    data.forEach((value, i) => {
      sum += value;
      rows += value * Math.floor(i / width);
      columns += value * (i % width);
    });
    const limit = (value, room) => Math.min(Math.max(value, 0), room);
    const top = limit(roundHalfEven(14 - rows / sum), 28 - height);
    const left = limit(roundHalfEven(14 - columns / sum), 28 - width);
    const image = array(28, 28, Float32Array);
    for (let row = 0; row < height; row++) {
      image.data.set(data.subarray(row * width, (row + 1) * width), (top + row) * 28 + left);
    }
    return image;
  }

  const STEPS = {
    "remove the light": removeLight,
    "ink up": inkUp,
    "black and white": blackAndWhite,
    "keep the digit": keepDigit,
    straighten,
    "even the pen": evenPen,
    "fit a box of 20": fitBox,
    "centre in 28": centre,
  };

  // The image that the network gets, 784 numbers from 0 paper to 1 ink. Throws DigitError, with a
  // message for the reader, if there is not exactly one whole digit.
  function prepare(grey) {
    return Object.values(STEPS).reduce((picture, step) => step(picture), grey).data;
  }

  Object.assign(LIVE, { PEN, DigitError, STEPS, ink, strokesToGrey, prepare });
}
