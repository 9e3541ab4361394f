// Files as the page meets them: base64 and deflate for what ships with it, and the weights that
// lesson 11 saved (torch.save of a state_dict: a zip that holds a pickle and the raw numbers).

{
  function fromBase64(text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  }

  // --- deflate (RFC 1951) ----------------------------------------------------------------------

  const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
  const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  // How many codes of each length there are, and the symbols in the order of their codes.
  function huffman(lengths) {
    const counts = new Uint16Array(16);
    for (const length of lengths) counts[length] += 1;
    counts[0] = 0;
    const places = new Uint16Array(16);
    for (let i = 1; i < 16; i++) places[i] = places[i - 1] + counts[i - 1];
    const symbols = new Uint16Array(lengths.length);
    lengths.forEach((length, symbol) => {
      if (length) symbols[places[length]++] = symbol;
    });
    return { counts, symbols };
  }

  // The bytes that were deflated, exactly `size` of them. Throws where the data is damaged.
  function inflate(bytes, size) {
    const out = new Uint8Array(size);
    let [written, at, bit] = [0, 0, 0];
    const fail = () => {
      throw new Error("The compressed data is damaged.");
    };
    const bits = (n) => {
      let value = 0;
      for (let i = 0; i < n; i++) {
        if (at >= bytes.length) fail();
        value |= ((bytes[at] >> bit) & 1) << i;
        bit += 1;
        if (bit === 8) [bit, at] = [0, at + 1];
      }
      return value;
    };
    const decode = ({ counts, symbols }) => {
      let [code, first, index] = [0, 0, 0];
      for (let length = 1; length < 16; length++) {
        if (at >= bytes.length) fail();
        code |= (bytes[at] >> bit) & 1;
        bit += 1;
        if (bit === 8) {
          bit = 0;
          at += 1;
        }
        const count = counts[length];
        if (code - count < first) return symbols[index + code - first];
        index += count;
        first = (first + count) << 1;
        code <<= 1;
      }
      return fail();
    };
    const put = (byte) => {
      if (written >= size) fail();
      out[written++] = byte;
    };
    const tables = () => {
      const [literals, far, codes] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
      const codeLengths = new Array(19).fill(0);
      for (let i = 0; i < codes; i++) codeLengths[CODE_ORDER[i]] = bits(3);
      const code = huffman(codeLengths);
      const lengths = [];
      while (lengths.length < literals + far) {
        const symbol = decode(code);
        if (symbol < 16) lengths.push(symbol);
        else {
          const value = symbol === 16 ? (lengths.at(-1) ?? fail()) : 0;
          const times = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
          for (let i = 0; i < times; i++) lengths.push(value);
        }
      }
      return [huffman(lengths.slice(0, literals)), huffman(lengths.slice(literals))];
    };
    const fixed = () => [
      huffman(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
      huffman(new Array(30).fill(5)),
    ];
    for (let last = 0; !last; ) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) {
        if (bit) [bit, at] = [0, at + 1];
        const length = bytes[at] | (bytes[at + 1] << 8);
        at += 4; // the length stands there twice, once with all bits turned
        if (at + length > bytes.length) fail();
        for (let i = 0; i < length; i++) put(bytes[at++]);
        continue;
      }
      if (kind === 3) fail();
      const [literal, distance] = kind === 1 ? fixed() : tables();
      for (let symbol = decode(literal); symbol !== 256; symbol = decode(literal)) {
        if (symbol < 256) {
          put(symbol);
          continue;
        }
        if (symbol > 285) fail();
        const length = LENGTH_BASE[symbol - 257] + bits(LENGTH_EXTRA[symbol - 257]);
        const far = decode(distance);
        const back = far < 30 ? DISTANCE_BASE[far] + bits(DISTANCE_EXTRA[far]) : fail();
        if (back > written) fail();
        for (let i = 0; i < length; i++) put(out[written - back]);
      }
    }
    if (written !== size) fail();
    return out;
  }

  // --- a zip file ------------------------------------------------------------------------------

  class WeightsError extends Error {}

  const NOT_TORCH =
    "This is not a file that torch.save wrote. Lesson 11 saves one with training.save_model; " +
    "`make train` writes build/training/mnist_mlp.pt.";
  const DAMAGED = "This file is damaged or cut off. Copy it again, or save the weights again.";

  const LARGEST = 20e6; // bytes; the weights are 0.24 MB

  const CRC = Uint32Array.from({ length: 256 }, (_, i) => {
    for (let k = 0; k < 8; k++) i = i & 1 ? (i >>> 1) ^ 0xedb88320 : i >>> 1;
    return i;
  });

  function crc32(bytes) {
    let crc = -1;
    for (const byte of bytes) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255];
    return ~crc >>> 0;
  }

  // {name: bytes} of all files in a zip; each is held against its checksum.
  function unzip(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 4 || view.getUint32(0, true) !== 0x04034b50) throw new WeightsError(NOT_TORCH);
    // The list of contents stands at the end, behind the files.
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw new WeightsError(DAMAGED);
    const files = {};
    let at = view.getUint32(end + 16, true);
    for (let n = view.getUint16(end + 10, true); n > 0; n--) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new WeightsError(DAMAGED);
      const [method, crc] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
      const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
      const [nameLength, extra] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      const local = view.getUint32(at + 42, true);
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (size > LARGEST) throw new WeightsError(DAMAGED); // a few bytes can unpack to gigabytes
      const raw = bytes.subarray(start, start + packed);
      const content = method === 0 ? raw : inflate(raw, size);
      if (content.length !== size || crc32(content) !== crc) throw new WeightsError(DAMAGED);
      files[name] = content;
      at += 46 + nameLength + extra + view.getUint16(at + 32, true);
    }
    return files;
  }

  // --- a pickle: only what a state_dict needs. No code of the file is ever run -------------------

  const MARK = Symbol("mark");
  const NUMBERS = {
    FloatStorage: [4, "getFloat32"],
    DoubleStorage: [8, "getFloat64"],
  };
  const CALLS = {
    "collections OrderedDict": () => new Map(),
    "torch._utils _rebuild_tensor_v2": ([storage, offset, shape, strides]) => ({
      storage,
      offset,
      shape,
      strides,
    }),
  };

  function unpickle(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const stack = [];
    const memo = new Map();
    let at = 0;
    const text = (length) => new TextDecoder().decode(bytes.subarray(at, (at += length)));
    const line = () => text(bytes.indexOf(10, at) - at + 1).trimEnd();
    const toMark = () => stack.splice(stack.lastIndexOf(MARK)).slice(1);
    const opcodes = {
      0x80: () => (at += 1), // protocol
      "(": () => stack.push(MARK),
      ")": () => stack.push([]),
      "}": () => stack.push(new Map()),
      "]": () => stack.push([]),
      N: () => stack.push(null),
      0x88: () => stack.push(true),
      0x89: () => stack.push(false),
      K: () => stack.push(view.getUint8(at++)),
      M: () => stack.push(view.getUint16((at += 2) - 2, true)),
      J: () => stack.push(view.getInt32((at += 4) - 4, true)),
      X: () => stack.push(text(view.getUint32((at += 4) - 4, true))),
      q: () => memo.set(view.getUint8(at++), stack.at(-1)),
      r: () => memo.set(view.getUint32((at += 4) - 4, true), stack.at(-1)),
      h: () => stack.push(memo.get(view.getUint8(at++))),
      j: () => stack.push(memo.get(view.getUint32((at += 4) - 4, true))),
      t: () => stack.push(toMark()),
      0x85: () => stack.push(stack.splice(-1)),
      0x86: () => stack.push(stack.splice(-2)),
      0x87: () => stack.push(stack.splice(-3)),
      c: () => stack.push({ global: `${line()} ${line()}` }),
      Q: () => stack.push({ storage: stack.pop() }),
      R: () => {
        const values = stack.pop();
        const { global } = stack.pop();
        if (!Object.hasOwn(CALLS, global)) {
          throw new WeightsError(
            `This file holds more than weights: it asks for ${global}. Save net.state_dict().`,
          );
        }
        stack.push(CALLS[global](values));
      },
      b: () => stack.pop(), // attributes of the dict: versions of the layers
      s: () => {
        const value = stack.pop();
        const key = stack.pop();
        stack.at(-1).set(key, value);
      },
      u: () => {
        const pairs = toMark();
        for (let i = 0; i < pairs.length; i += 2) stack.at(-1).set(pairs[i], pairs[i + 1]);
      },
    };
    for (;;) {
      const byte = view.getUint8(at++);
      const opcode = byte < 0x80 ? String.fromCharCode(byte) : byte;
      if (opcode === ".") return stack.pop();
      if (!opcodes[opcode]) {
        throw new WeightsError("This file holds more than weights. Save net.state_dict().");
      }
      opcodes[opcode]();
    }
  }

  // The weights in a file that torch.save(net.state_dict(), path) wrote, as a network. Throws
  // WeightsError, with a message for the reader, for anything else.
  function readWeights(bytes, sizes = LIVE.SIZES) {
    try {
      return networkIn(bytes, sizes);
    } catch (error) {
      // Damaged bytes lead anywhere: beyond the end, to impossible sizes, to half a letter.
      throw error instanceof WeightsError ? error : new WeightsError(DAMAGED);
    }
  }

  function networkIn(bytes, sizes) {
    if (bytes.length > LARGEST) throw new WeightsError(NOT_TORCH);
    const files = unzip(bytes);
    const pickle = Object.keys(files).find((name) => /^[^/]+\/data\.pkl$/.test(name));
    if (!pickle) throw new WeightsError(NOT_TORCH);
    const folder = pickle.slice(0, -"data.pkl".length);
    const order = files[`${folder}byteorder`];
    if (order && new TextDecoder().decode(order) !== "little") {
      throw new WeightsError("This file was written on a big-endian machine. Save it on another.");
    }
    const state = unpickle(files[pickle]);
    if (!(state instanceof Map)) {
      throw new WeightsError("This file holds no dict of weights. Save net.state_dict().");
    }
    const wanted = sizes.slice(1).flatMap((outputs, l) => [
      [`fc${l + 1}.weight`, [outputs, sizes[l]]],
      [`fc${l + 1}.bias`, [outputs]],
    ]);
    const described = ([name, shape]) => `${name} (${shape.join(", ")})`;
    const found = [...state].map(([name, tensor]) => [name, tensor?.shape ?? []]);
    if (found.map(described).join() !== wanted.map(described).join()) {
      const other = found.find((pair, i) => !wanted[i] || described(pair) !== described(wanted[i]));
      const missing = `${found.length} of its ${wanted.length} arrays`;
      throw new WeightsError(
        `These are the weights of another network: it holds ${other ? described(other) : missing}. ` +
          `This page needs ${sizes.join("-")}, the Net of lesson 11.`,
      );
    }
    const net = new LIVE.Network(sizes);
    wanted.forEach(([name, shape], i) => net.parameters[i].set(numbersOf(state.get(name), shape)));
    return net;

    function numbersOf({ storage, offset, strides }, shape) {
      const [, { global }, key] = storage.storage;
      const kind = NUMBERS[global.split(" ")[1]];
      if (!kind) throw new WeightsError(`These weights are of ${global}: save them as float32.`);
      const raw = files[`${folder}data/${key}`];
      const view = raw && new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
      const columns = shape[1] ?? 1;
      return Float32Array.from({ length: shape[0] * columns }, (_, i) => {
        const place =
          offset + Math.floor(i / columns) * strides[0] + (i % columns) * (strides[1] ?? 0);
        if (!view || (place + 1) * kind[0] > view.byteLength) throw new WeightsError(DAMAGED);
        const value = view[kind[1]](place * kind[0], true);
        if (!Number.isFinite(value)) {
          throw new WeightsError("These weights hold NaN or infinity: that training went wrong.");
        }
        return value;
      });
    }
  }

  Object.assign(LIVE, { fromBase64, inflate, unzip, readWeights, WeightsError });
}
