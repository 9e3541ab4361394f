// What the sections are built of: elements, cells, bars, curves, the pad. No formula stands here.

{
  const NEAREST = 0.004; // points closer together than this share of the page are left out

  // A new child: tag, then properties, attributes (in a dict `is`), children.
  function add(parent, tag, { is = {}, children = [], ...properties } = {}) {
    const element = Object.assign(document.createElement(tag), properties);
    for (const [name, value] of Object.entries(is)) element.setAttribute(name, value);
    element.append(...children);
    parent?.append(element);
    return element;
  }

  // A number as the lessons print it: three digits, or with an exponent where it is small.
  function say(value) {
    if (value === 0) return "0";
    const size = Math.abs(value);
    let text;
    if (size >= 100) text = size.toFixed(0);
    else if (size >= 0.01) text = size.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
    else if (size >= 0.0005) text = size.toFixed(4);
    else text = size.toExponential(1);
    return value < 0 ? `−${text}` : text;
  }

  // A probability as a percentage that never claims 0 or 100, though float32 may.
  function percent(p) {
    if (p > 0.9995) return "> 99.9\u00a0%";
    if (p < 0.0005) return "< 0.1\u00a0%";
    return `${(100 * p).toFixed(1)}\u00a0%`;
  }

  // The number farthest from 0, with its sign.
  function strongest(values) {
    let top = 0;
    for (const value of values) if (Math.abs(value) > Math.abs(top)) top = value;
    return top;
  }

  const largest = (values) => Math.abs(strongest(values));

  // --- canvases --------------------------------------------------------------------------------

  const shown = new Set(); // every canvas on the page, to draw it anew when the theme changes

  // A canvas with as many pixels as the screen has; paint(context, width, height, colours) fills it.
  class Picture {
    constructor(parent, className, label, aspect, paint) {
      this.canvas = add(parent, "canvas", {
        className,
        is: { role: "img", "aria-label": label },
      });
      this.canvas.style.aspectRatio = String(aspect);
      this.aspect = aspect;
      this.paint = paint;
      this.watch = new ResizeObserver(() => this.draw()); // also tells when it first appears
      this.watch.observe(this.canvas);
      shown.add(this);
    }

    draw() {
      const { canvas } = this;
      const width = Math.round(canvas.clientWidth * (window.devicePixelRatio || 1));
      if (!width) return; // not on the screen
      const height = Math.round(width / this.aspect);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      const style = getComputedStyle(canvas); // live.css puts the colours there
      const colours = {
        positive: style.color,
        negative: style.textDecorationColor,
        mark: style.caretColor,
      };
      const context = canvas.getContext("2d");
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, height);
      this.paint(context, width, height, colours);
    }

    remove() {
      this.watch.disconnect();
      shown.delete(this);
      this.canvas.remove();
    }
  }

  function redrawAll() {
    for (const picture of shown) {
      if (picture.canvas.isConnected) picture.draw();
      else picture.remove(); // its widget was closed
    }
  }

  function paintCell(context, colours, value, scale, x, y, width, height) {
    if (!value || !scale) return;
    context.globalAlpha = Math.min(1, Math.abs(value) / scale);
    context.fillStyle = value > 0 ? colours.positive : colours.negative;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }

  // A grid of cells, one per number: blue above 0, red below, the stronger the larger. `choose`
  // makes it a control: pointer or arrow keys choose a cell. `names` writes each cell's number into it.
  class Cells extends Picture {
    constructor(parent, { rows, columns, label, ink = false, names = false, choose = null }) {
      super(parent, `live-cells${ink ? " live-ink" : ""}`, label, columns / rows, (...all) =>
        this.paintCells(...all),
      );
      Object.assign(this, { rows, columns, label, ink, names, choose });
      Object.assign(this, { values: null, scale: 1, chosen: -1 });
      if (choose) this.listen();
    }

    // scale: the number with the full colour; without it, the largest of the values.
    set(values, scale = largest(values ?? [])) {
      this.values = values;
      this.scale = scale;
      this.tell();
      this.draw();
    }

    mark(index) {
      if (this.chosen === index) return;
      this.chosen = index;
      this.tell();
      this.draw();
    }

    paintCells(context, width, height, colours) {
      if (!this.values) return;
      const [w, h] = [width / this.columns, height / this.rows];
      const gap = w > 7 && !this.ink ? Math.max(1, Math.round(w / 12)) : 0;
      const at = (column) => Math.round(column * w);
      const down = (row) => Math.round(row * h);
      this.values.forEach((value, i) => {
        const [row, column] = [Math.floor(i / this.columns), i % this.columns];
        const [x, y] = [at(column), down(row)];
        const [cw, ch] = [at(column + 1) - x - gap, down(row + 1) - y - gap];
        if (gap) {
          context.globalAlpha = 0.13; // so that a cell with 0 can be seen
          context.fillStyle = colours.mark;
          context.fillRect(x, y, cw, ch);
        }
        paintCell(context, colours, value, this.scale, x, y, cw, ch);
        if (!this.names) return;
        context.fillStyle = colours.mark;
        context.font = `${Math.round(ch / 2)}px system-ui, sans-serif`;
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(i, x + cw / 2, y + ch / 2);
      });
      context.globalAlpha = 1;
      if (this.chosen >= 0) {
        const line = Math.max(2, Math.round(width / 70));
        const [row, column] = [Math.floor(this.chosen / this.columns), this.chosen % this.columns];
        context.strokeStyle = colours.mark;
        context.lineWidth = line;
        context.strokeRect(at(column) + line / 2, down(row) + line / 2, w - line, h - line);
      }
    }

    tell() {
      if (!this.choose || !this.values) return;
      const index = Math.max(0, this.chosen);
      this.canvas.setAttribute("aria-valuenow", index);
      this.canvas.setAttribute("aria-valuetext", `${index}: ${say(this.values[index])}`);
    }

    listen() {
      const { canvas } = this;
      canvas.tabIndex = 0;
      canvas.classList.add("live-choose");
      canvas.setAttribute("role", "slider");
      canvas.setAttribute("aria-valuemin", 0);
      canvas.setAttribute("aria-valuemax", this.rows * this.columns - 1);
      canvas.setAttribute("aria-valuenow", 0);
      const under = (event) => {
        const box = canvas.getBoundingClientRect();
        const share = (value, size, n) =>
          Math.min(n - 1, Math.max(0, Math.floor((value / size) * n)));
        const column = share(event.clientX - box.left, box.width, this.columns);
        const row = share(event.clientY - box.top, box.height, this.rows);
        this.choose(row * this.columns + column);
      };
      canvas.addEventListener("pointermove", (event) => {
        if (event.pointerType === "mouse" || event.buttons) under(event); // a finger slides sideways
      });
      canvas.addEventListener("pointerdown", under);
      canvas.addEventListener("keydown", (event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns };
        const last = this.rows * this.columns - 1;
        const now = Math.max(0, this.chosen);
        const next = { Home: 0, End: last }[event.key] ?? now + (by[event.key] ?? NaN);
        if (Number.isNaN(next)) return;
        event.preventDefault();
        if (next >= 0 && next <= last) this.choose(next);
      });
    }
  }

  // First-layer weights as images: one tile of 28 x 28 per unit, each with its own scale.
  class Tiles extends Picture {
    constructor(parent, label, choose = null) {
      super(parent, "live-tiles", label, 1, (...all) => this.paintTiles(...all));
      this.values = null;
      this.small = document.createElement("canvas");
      this.small.width = this.small.height = 8 * 29 - 1;
      if (!choose) return;
      this.canvas.classList.add("live-choose");
      this.canvas.addEventListener("click", (event) => {
        const box = this.canvas.getBoundingClientRect();
        const pixel = (value, size) =>
          Math.min(230, Math.max(0, Math.floor((value / size) * 231)));
        const x = pixel(event.clientX - box.left, box.width);
        const y = pixel(event.clientY - box.top, box.height);
        if (x % 29 === 28 || y % 29 === 28) return; // between two tiles
        const unit = Math.floor(y / 29) * 8 + Math.floor(x / 29);
        choose(unit, (y % 29) * 28 + (x % 29));
      });
    }

    set(values) {
      this.values = values;
      this.draw();
    }

    paintTiles(context, width, height, colours) {
      if (!this.values) return;
      const rgb = (text) => text.match(/[\d.]+/g).slice(0, 3).map(Number);
      const positive = rgb(colours.positive);
      const negative = rgb(colours.negative);
      const neutral = rgb(colours.mark); // pale, so that a unit without gradient shows as a tile
      const side = this.small.width;
      const picture = new ImageData(side, side);
      for (let unit = 0; unit < 64; unit++) {
        const tile = this.values.subarray(784 * unit, 784 * (unit + 1));
        const scale = largest(tile) || 1;
        for (let i = 0; i < 784; i++) {
          const x = (unit % 8) * 29 + (i % 28);
          const y = Math.floor(unit / 8) * 29 + Math.floor(i / 28);
          const colour = tile[i] > 0 ? positive : tile[i] < 0 ? negative : neutral;
          const alpha = 22 + 233 * (Math.abs(tile[i]) / scale);
          picture.data.set([...colour, alpha], 4 * (y * side + x));
        }
      }
      this.small.getContext("2d").putImageData(picture, 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(this.small, 0, 0, width, height);
    }
  }

  // --- ten bars --------------------------------------------------------------------------------

  class Bars {
    constructor(parent, title) {
      this.root = add(parent, "div", { className: "live-bars" });
      this.title = title && add(this.root, "div", { className: "live-caption", textContent: title });
      this.rows = Array.from({ length: 10 }, (_, digit) => {
        const row = add(this.root, "div", { className: "live-bar-row" });
        add(row, "span", { className: "live-bar-digit", textContent: digit });
        const track = add(row, "span", { className: "live-bar-track" });
        return { row, bar: add(track, "span", { className: "live-bar" }), number: add(row, "span") };
      });
    }

    // p: ten probabilities, or null. right: the digit that it was, or null.
    set(p, right = null) {
      const best = p ? LIVE.bestOf(p) : -1;
      this.rows.forEach(({ row, bar, number }, digit) => {
        row.classList.toggle("live-best", digit === best);
        row.classList.toggle("live-right", digit === right);
        bar.style.width = p ? `${100 * p[digit]}%` : "0";
        number.textContent = p ? percent(p[digit]) : "";
      });
    }
  }

  // --- curves ----------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";

  function svg(parent, tag, attributes = {}, text = "") {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    parent.append(element);
    return element;
  }

  // Lines over the number of updates. series: {name: class of its line}.
  class Curves {
    constructor(parent, { title, label, series, top = null, format = say }) {
      Object.assign(this, { top, format, series });
      const figure = add(parent, "figure", { className: "live-figure" });
      add(figure, "figcaption", { textContent: title });
      this.root = svg(figure, "svg", { viewBox: "0 0 400 200", role: "img", "aria-label": label });
      this.grid = svg(this.root, "g");
      this.lines = {};
      for (const [name, className] of Object.entries(series)) {
        this.lines[name] = svg(this.root, "polyline", { class: `live-line ${className}` });
      }
      const legend = add(figure, "div", { className: "live-legend" });
      for (const [name, className] of Object.entries(series)) {
        add(legend, "span", {
          children: [add(null, "i", { className: `live-key ${className}` }), name],
        });
      }
      this.set({});
    }

    // data: {name: [[x, y], ...]}.
    set(data) {
      const points = Object.values(data).flat();
      const across = niceTop(Math.max(10, ...points.map(([x]) => x)));
      const finite = points.map(([, y]) => y).filter(Number.isFinite);
      const up = this.top ?? Math.min(5, niceTop(Math.max(0.5, ...finite)));
      const place = ([x, y]) => {
        const height = Number.isFinite(y) ? Math.min(1, Math.max(0, y / up)) : 1;
        return `${(44 + (346 * x) / across).toFixed(1)},${(175 - 165 * height).toFixed(1)}`;
      };
      for (const name of Object.keys(this.series)) {
        this.lines[name].setAttribute("points", (data[name] ?? []).map(place).join(" "));
      }
      this.grid.replaceChildren();
      for (let i = 0; i <= 4; i++) {
        const y = 175 - (165 * i) / 4;
        svg(this.grid, "line", { x1: 44, x2: 390, y1: y, y2: y, class: "live-grid" });
        const at = { x: 39, y: y + 4, "text-anchor": "end" };
        svg(this.grid, "text", at, this.format((up * i) / 4));
      }
      for (let i = 0; i <= 2; i++) {
        const at = { x: 44 + 173 * i, y: 192, "text-anchor": i === 2 ? "end" : i ? "middle" : "start" };
        svg(this.grid, "text", at, `${Math.round((across * i) / 2)}${i === 2 ? " updates" : ""}`);
      }
    }
  }

  // The next of 1, 2, 2.5, 5, 10, 20, ... that is not below a number.
  function niceTop(value) {
    const unit = 10 ** Math.floor(Math.log10(value));
    return unit * [1, 2, 2.5, 5, 10].find((factor) => factor * unit >= value * 0.999);
  }

  // A long curve with at most n points, each the mean of those that it stands for.
  function thinned(values, n = 200) {
    const size = Math.max(1, Math.ceil(values.length / n));
    const points = [];
    for (let i = 0; i < values.length; i += size) {
      const part = values.slice(i, i + size);
      points.push([i + part.length / 2, part.reduce((sum, value) => sum + value, 0) / part.length]);
    }
    return points;
  }

  // --- the page to draw on ---------------------------------------------------------------------

  const HOW =
    "Page to draw on, with mouse, pen or finger. With the keyboard: arrow keys move the pen, the " +
    "space bar sets it down and lifts it, backspace takes the last stroke back.";

  class Pad extends Picture {
    // changed(strokes) is called when a stroke is finished, taken back or when all are cleared.
    constructor(parent, changed) {
      super(parent, "live-page", HOW, 1, (...all) => this.paintPage(...all));
      Object.assign(this, { changed, strokes: [], current: null, pointer: null, pen: null });
      this.image = null; // 784 pixels that are shown until somebody draws
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute("role", "application");
      this.listen();
    }

    set(strokes) {
      this.strokes = strokes;
      this.current = this.pointer = this.image = null;
      this.draw();
      this.changed(strokes);
    }

    show(image) {
      this.strokes = [];
      this.image = image;
      this.draw();
    }

    undo() {
      this.set(this.strokes.slice(0, -1));
    }

    finish() {
      const strokes = [...this.strokes, this.current];
      this.set(strokes);
    }

    paintPage(context, width, height, { mark }) {
      if (this.image && !this.current) {
        const at = (cell) => Math.round((cell * width) / 28);
        this.image.forEach((value, i) => {
          const [x, y] = [at(i % 28), at(Math.floor(i / 28))];
          const [w, h] = [at((i % 28) + 1) - x, at(Math.floor(i / 28) + 1) - y];
          paintCell(context, { positive: mark }, value, 1, x, y, w, h);
        });
      } else if (!this.strokes.length && !this.current && !this.pen) {
        context.globalAlpha = 0.6;
        context.fillStyle = mark;
        context.font = `${Math.round(height / 14)}px system-ui, sans-serif`;
        context.textAlign = "center";
        context.fillText("draw here", width / 2, height / 2);
        context.globalAlpha = 1;
        return;
      }
      context.setTransform(width, 0, 0, height, 0, 0);
      context.lineCap = context.lineJoin = "round";
      context.strokeStyle = mark;
      context.lineWidth = LIVE.PEN;
      for (const stroke of this.current ? [...this.strokes, this.current] : this.strokes) {
        context.beginPath();
        context.moveTo(...stroke[0]);
        for (const point of stroke) context.lineTo(...point); // one point alone is a dot
        context.stroke();
      }
      if (this.pen) {
        context.lineWidth = 0.008;
        context.beginPath();
        context.arc(...this.pen, this.current ? 0.02 : 0.045, 0, 2 * Math.PI);
        context.stroke();
      }
    }

    place(event) {
      const box = this.canvas.getBoundingClientRect();
      const share = (value) => Number(Math.min(1, Math.max(0, value)).toFixed(4));
      return [
        share((event.clientX - box.left) / box.width),
        share((event.clientY - box.top) / box.height),
      ];
    }

    listen() {
      const { canvas } = this;
      canvas.addEventListener("pointerdown", (event) => {
        if (this.pointer !== null || event.button !== 0) return; // one finger, the left button
        event.preventDefault(); // no text is marked
        canvas.focus({ preventScroll: true });
        this.pen = null;
        this.pointer = event.pointerId;
        canvas.setPointerCapture(this.pointer); // the stroke goes on beyond the page's edge
        this.current = [this.place(event)];
        this.draw();
      });
      canvas.addEventListener("pointermove", (event) => {
        if (event.pointerId !== this.pointer) return;
        const all = event.getCoalescedEvents?.() ?? [];
        for (const point of (all.length ? all : [event]).map((each) => this.place(each))) {
          const [x, y] = this.current.at(-1);
          if (Math.hypot(point[0] - x, point[1] - y) > NEAREST) this.current.push(point);
        }
        this.draw();
      });
      for (const kind of ["pointerup", "pointercancel"]) {
        canvas.addEventListener(kind, (event) => {
          if (event.pointerId === this.pointer) this.finish();
        });
      }
      canvas.addEventListener("keydown", (event) => this.key(event));
      canvas.addEventListener("blur", () => {
        this.pen = null;
        if (this.current && this.pointer === null) this.finish();
        this.draw();
      });
    }

    key(event) {
      const step = event.shiftKey ? 0.01 : 0.04;
      const by = {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowUp: [0, -step],
        ArrowDown: [0, step],
      }[event.key];
      if (!by && ![" ", "Backspace"].includes(event.key)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || this.pointer !== null) return;
      event.preventDefault();
      this.pen ??= [0.5, 0.2];
      if (by) {
        const inside = (value) => Number(Math.min(0.97, Math.max(0.03, value)).toFixed(4));
        this.pen = [inside(this.pen[0] + by[0]), inside(this.pen[1] + by[1])];
        this.current?.push(this.pen);
      } else if (event.key === "Backspace") {
        if (this.current) this.current = null;
        else this.undo();
      } else if (this.current) this.finish();
      else this.current = [this.pen];
      this.draw();
    }
  }

  function button(parent, text, click, className = "") {
    const element = add(parent, "button", { type: "button", textContent: text, className });
    element.addEventListener("click", click);
    return element;
  }

  // A label above its control.
  let fields = 0;
  function field(parent, text, tag, properties) {
    const box = add(parent, "div", { className: "live-field" });
    const id = `live-field-${fields++}`;
    add(box, "label", { textContent: text, htmlFor: id });
    return add(box, tag, { id, ...properties });
  }

  // A labelled choice. options: {value: text}.
  function select(parent, text, options, chosen, changed) {
    const element = field(parent, text, "select");
    for (const [value, name] of Object.entries(options)) {
      add(element, "option", { value, textContent: name, selected: value === chosen });
    }
    element.addEventListener("change", () => changed(element.value));
    return element;
  }

  // A labelled whole number, kept within its bounds.
  function number(parent, text, value, low, high, changed) {
    const bounds = { type: "number", min: low, max: high, step: 1, value };
    const element = field(parent, text, "input", bounds);
    element.addEventListener("change", () => {
      const whole = Math.round(Number(element.value));
      const within = Number.isFinite(whole) ? whole : low;
      element.value = Math.min(Number(element.max), Math.max(low, within));
      changed(Number(element.value));
    });
    return element;
  }

  Object.assign(LIVE, {
    parts: {
      add,
      button,
      number,
      percent,
      redrawAll,
      say,
      select,
      strongest,
      thinned,
      Bars,
      Cells,
      Curves,
      Pad,
      Picture,
      Tiles,
    },
  });
}
