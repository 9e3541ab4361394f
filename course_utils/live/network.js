// The course's network in JavaScript: forward, backward, three optimisers, the gradient check.
// The page, the widget in JupyterLab and the tests in Node all run this file. It knows no browser.
//
// Rows are samples. A matrix (rows, columns) is one typed array, row after row. Parameters and
// gradients are lists [W1, b1, W2, b2, ...], W of shape (out, in), b of shape (out,), as in
// numpy_network.py.

const LIVE = {};

{
  const SIZES = [784, 64, 64, 64, 10];

  // A source of random numbers that a seed decides (mulberry32).
  class Random {
    constructor(seed) {
      this.state = seed >>> 0;
    }

    uniform() {
      this.state = (this.state + 0x6d2b79f5) >>> 0;
      let t = this.state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    }

    // Box and Muller: two uniform numbers give one from the bell curve.
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
      return radius * Math.cos(2 * Math.PI * this.uniform());
    }

    below(n) {
      return Math.floor(n * this.uniform());
    }

    permutation(n) {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = this.below(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    }
  }

  // The positions and values of the numbers in a row that are not 0. Four pixels of five are
  // paper and half of the units are off: leaving them out changes no sum and saves most of the time.
  function nonzeros(matrix, start, length, at, values) {
    let count = 0;
    for (let j = 0; j < length; j++) {
      const value = matrix[start + j];
      if (value !== 0) {
        at[count] = j;
        values[count++] = value;
      }
    }
    return count;
  }

  // z = x @ W.T + b
  function linear(x, W, b, n) {
    const outputs = b.length;
    const inputs = W.length / outputs;
    const z = new W.constructor(n * outputs);
    const at = new Int32Array(inputs);
    const values = new Float64Array(inputs);
    for (let i = 0; i < n; i++) {
      const count = nonzeros(x, i * inputs, inputs, at, values);
      let k = 0;
      // Four units at once: each value is fetched once for all of them, which halves the time.
      for (; k + 4 <= outputs; k += 4) {
        const [r0, r1, r2, r3] = [k * inputs, (k + 1) * inputs, (k + 2) * inputs, (k + 3) * inputs];
        let [s0, s1, s2, s3] = [b[k], b[k + 1], b[k + 2], b[k + 3]];
        for (let c = 0; c < count; c++) {
          const value = values[c];
          const j = at[c];
          s0 += value * W[r0 + j];
          s1 += value * W[r1 + j];
          s2 += value * W[r2 + j];
          s3 += value * W[r3 + j];
        }
        z.set([s0, s1, s2, s3], i * outputs + k);
      }
      for (; k < outputs; k++) {
        let sum = b[k];
        for (let c = 0; c < count; c++) sum += values[c] * W[k * inputs + at[c]];
        z[i * outputs + k] = sum;
      }
    }
    return z;
  }

  // dz.T @ x, of shape (out, in): for each weight the sum over the samples.
  function outer(dz, x, outputs, n) {
    const inputs = x.length / n;
    const dW = new dz.constructor(outputs * inputs);
    const at = new Int32Array(inputs);
    const values = new Float64Array(inputs);
    for (let i = 0; i < n; i++) {
      const count = nonzeros(x, i * inputs, inputs, at, values);
      for (let k = 0; k < outputs; k++) {
        const g = dz[i * outputs + k];
        if (g === 0) continue;
        const row = k * inputs;
        for (let c = 0; c < count; c++) dW[row + at[c]] += g * values[c];
      }
    }
    return dW;
  }

  // dz.sum(axis=0)
  function columnSums(dz, outputs, n) {
    const db = new dz.constructor(outputs);
    for (let i = 0; i < n; i++) for (let k = 0; k < outputs; k++) db[k] += dz[i * outputs + k];
    return db;
  }

  // dz @ W
  function back(dz, W, outputs, n) {
    const inputs = W.length / outputs;
    const da = new dz.constructor(n * inputs);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < outputs; k++) {
        const g = dz[i * outputs + k];
        if (g === 0) continue;
        for (let j = 0; j < inputs; j++) da[i * inputs + j] += g * W[k * inputs + j];
      }
    }
    return da;
  }

  function transposed(W, rows) {
    const columns = W.length / rows;
    return W.map((_, i) => W[(i % rows) * columns + Math.floor(i / rows)]);
  }

  const isSquare = (W, outputs) => W.length === outputs * outputs;

  // The five lines of the backward pass. A fault replaces one of them.
  const RIGHT = {
    error: (p, y, n) => (p - y) / n,
    dW: ({ dz, a, outputs, n }) => outer(dz, a, outputs, n),
    db: ({ dz, outputs, n }) => columnSums(dz, outputs, n),
    da: ({ dz, W, outputs, n }) => back(dz, W, outputs, n),
    mask: (da, z) => (z > 0 ? da : 0),
  };

  const LINES = {
    error: "dz = (p - y) / N",
    dW: "dW = dz.T @ a",
    db: "db = dz.sum(axis=0)",
    da: "da = dz @ W",
    mask: "dz = da * (z > 0)",
  };

  // Broken lines as people really write them; patient: its number in lesson 05, or null.
  const FAULTS = {
    "no-mean": {
      patient: 1,
      line: "error",
      code: "dz = p - y",
      belief: "The loss is a mean over N images, but the division by N was forgotten.",
      replace: (p, y) => p - y,
    },
    sign: {
      patient: 7,
      line: "error",
      code: "dz = (y - p) / N",
      belief: "“y - p or p - y, it is the same.” It turns the sign: the loss is climbed.",
      replace: (p, y, n) => (y - p) / n,
    },
    "bias-mean": {
      patient: 2,
      line: "db",
      code: "db = dz.mean(axis=0)",
      belief: "A bias is used once per image, and reuse adds up: it needs the sum, not the mean.",
      replace: ({ dz, outputs, n }) => columnSums(dz, outputs, n).map((sum) => sum / n),
    },
    "before-relu": {
      patient: 5,
      line: "dW",
      code: "dW = dz.T @ z",
      belief: "The weight was multiplied by what came out of ReLU, a, not by z in front of it.",
      replace: ({ dz, before, outputs, n }) => outer(dz, before, outputs, n),
    },
    order: {
      patient: 15,
      line: "dW",
      code: "dW = a.T @ dz",
      belief: "The shape fits where W is square, but it is the gradient turned over.",
      replace: ({ dz, a, W, outputs, n }) => {
        const dW = outer(dz, a, outputs, n);
        return isSquare(W, outputs) ? transposed(dW, outputs) : dW;
      },
    },
    transpose: {
      patient: 13,
      line: "da",
      code: "da = dz @ W.T",
      belief: "Forward multiplies by W.T, so back goes through W. W.T fits where W is square.",
      replace: ({ dz, W, outputs, n }) =>
        back(dz, isSquare(W, outputs) ? transposed(W, outputs) : W, outputs, n),
    },
    "too-early": {
      patient: 6,
      line: "da",
      code: "W = W - 0.01 * dW; da = dz @ W",
      belief: "The old weights are still needed on the way back: update after the walk.",
      replace: ({ dz, dW, W, outputs, n }) =>
        back(dz, W.map((w, i) => w - 0.01 * dW[i]), outputs, n),
    },
    "no-mask": {
      patient: 14,
      line: "mask",
      code: "dz = da",
      belief: "Where z is not above 0 the unit is off, and nothing may come back through it.",
      replace: (da) => da,
    },
    "wrong-mask": {
      patient: 11,
      line: "mask",
      code: "dz = da * (da > 0)",
      belief: "Whether the unit was on is a question to z. The sign of the gradient is no matter.",
      replace: (da) => (da > 0 ? da : 0),
    },
  };

  function passWith(fault) {
    if (!fault) return RIGHT;
    return { ...RIGHT, [FAULTS[fault].line]: FAULTS[fault].replace };
  }

  class Network {
    // Real: Float32Array, or Float64Array for a gradient check.
    constructor(sizes = SIZES, Real = Float32Array) {
      this.sizes = sizes;
      this.Real = Real;
      this.parameters = [];
      for (let l = 1; l < sizes.length; l++) {
        this.parameters.push(new Real(sizes[l] * sizes[l - 1]), new Real(sizes[l]));
      }
      this.depth = sizes.length - 1;
    }

    // First weights as He and others (2015) propose: normal, variance 2 / inputs; biases 0.
    static fresh(seed, sizes = SIZES, Real = Float32Array) {
      const net = new Network(sizes, Real);
      const random = new Random(seed);
      net.parameters.forEach((parameter, i) => {
        if (i % 2) return;
        const spread = Math.sqrt(2 / sizes[i / 2]);
        for (let j = 0; j < parameter.length; j++) parameter[j] = spread * random.normal();
      });
      return net;
    }

    // All parameters in one row, as weights files hold them.
    static from(numbers, sizes = SIZES, Real = Float32Array) {
      const net = new Network(sizes, Real);
      let start = 0;
      for (const parameter of net.parameters) {
        parameter.set(numbers.subarray(start, start + parameter.length));
        start += parameter.length;
      }
      if (start !== numbers.length) {
        throw new Error(`This network has ${start} parameters, not ${numbers.length}.`);
      }
      return net;
    }

    copy(Real = this.Real) {
      const net = new Network(this.sizes, Real);
      net.parameters.forEach((parameter, i) => parameter.set(this.parameters[i]));
      return net;
    }

    // Everything that backward needs, and the probabilities. x: (n, inputs).
    forward(x, n = 1) {
      const inputs = [];
      const zs = [];
      let a = x;
      for (let l = 0; l < this.depth; l++) {
        inputs.push(a);
        const z = linear(a, this.parameters[2 * l], this.parameters[2 * l + 1], n);
        zs.push(z);
        a = z.map((value) => (value > 0 ? value : value <= 0 ? 0 : value)); // NaN stays NaN
      }
      const scores = zs[this.depth - 1];
      const classes = this.sizes[this.depth];
      const logP = new this.Real(scores.length);
      for (let i = 0; i < n; i++) {
        const row = scores.subarray(i * classes, (i + 1) * classes);
        const top = Math.max(...row);
        let sum = 0;
        for (const score of row) sum += Math.exp(score - top);
        for (let k = 0; k < classes; k++) logP[i * classes + k] = row[k] - top - Math.log(sum);
      }
      return { n, inputs, zs, logP, p: logP.map(Math.exp) };
    }

    // The mean over the samples of -log p of the right class.
    loss({ logP, n }, labels) {
      const classes = this.sizes[this.depth];
      let sum = 0;
      for (let i = 0; i < n; i++) sum -= logP[i * classes + labels[i]];
      return sum / n;
    }

    // Gradients of the mean loss: {gradients: as parameters, dzs, das: one per layer}.
    backward({ n, inputs, zs, p }, labels, fault = null) {
      const pass = passWith(fault);
      const classes = this.sizes[this.depth];
      const gradients = [];
      const dzs = [];
      const das = [];
      let dz = p.map((value, i) =>
        pass.error(value, labels[Math.floor(i / classes)] === i % classes ? 1 : 0, n),
      );
      for (let l = this.depth - 1; l >= 0; l--) {
        const W = this.parameters[2 * l];
        const line = { dz, W, a: inputs[l], outputs: this.sizes[l + 1], n };
        line.before = l ? zs[l - 1] : inputs[0]; // the image has no ReLU in front of it
        line.dW = pass.dW(line);
        gradients.unshift(line.dW, pass.db(line));
        dzs.unshift(dz);
        if (l === 0) break; // nobody asks for the gradient at the pixels
        const da = pass.da(line);
        das.unshift(da);
        dz = da.map((value, i) => pass.mask(value, zs[l - 1][i]));
      }
      return { gradients, dzs, das };
    }

    // Mean loss and the share of right answers.
    evaluate(x, labels) {
      const record = this.forward(x, labels.length);
      const right = labels.reduce((sum, y, i) => sum + (bestOf(record.p, i) === y), 0);
      return { loss: this.loss(record, labels), accuracy: right / labels.length };
    }
  }

  // The most probable class of sample i.
  function bestOf(p, i = 0, classes = 10) {
    const row = p.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row));
  }

  class SGD {
    constructor(parameters, learningRate) {
      Object.assign(this, { parameters, learningRate });
    }

    step(gradients) {
      this.parameters.forEach((w, i) => {
        const dw = gradients[i];
        for (let j = 0; j < w.length; j++) w[j] -= this.learningRate * dw[j];
      });
    }
  }

  class Momentum {
    constructor(parameters, learningRate, momentum = 0.9) {
      Object.assign(this, { parameters, learningRate, momentum });
      this.velocities = parameters.map((w) => new w.constructor(w.length));
    }

    step(gradients) {
      this.parameters.forEach((w, i) => {
        const dw = gradients[i];
        const v = this.velocities[i];
        for (let j = 0; j < w.length; j++) {
          v[j] = this.momentum * v[j] + dw[j];
          w[j] -= this.learningRate * v[j];
        }
      });
    }
  }

  class Adam {
    constructor(parameters, learningRate, beta1 = 0.9, beta2 = 0.999, eps = 1e-8) {
      Object.assign(this, { parameters, learningRate, beta1, beta2, eps, t: 0 });
      this.means = parameters.map((w) => new w.constructor(w.length));
      this.squares = parameters.map((w) => new w.constructor(w.length));
    }

    step(gradients) {
      this.t += 1;
      const meanShare = 1 - this.beta1 ** this.t;
      const squareShare = 1 - this.beta2 ** this.t;
      this.parameters.forEach((w, i) => {
        const dw = gradients[i];
        const m = this.means[i];
        const v = this.squares[i];
        for (let j = 0; j < w.length; j++) {
          m[j] += (1 - this.beta1) * (dw[j] - m[j]);
          v[j] += (1 - this.beta2) * (dw[j] * dw[j] - v[j]);
          w[j] -= (this.learningRate * (m[j] / meanShare)) / (Math.sqrt(v[j] / squareShare) + this.eps);
        }
      });
    }
  }

  const OPTIMISERS = { SGD, momentum: Momentum, Adam };

  // A training that a seed decides: the first weights and the order of the images.
  class Training {
    // images: (N, 784); labels: N whole numbers. fault: the broken line, or null.
    constructor({ images, labels, seed, optimiser, learningRate, batchSize, fault = null }) {
      Object.assign(this, { images, labels, batchSize, fault });
      this.net = Network.fresh(seed);
      this.optimiser = new OPTIMISERS[optimiser](this.net.parameters, learningRate);
      this.random = new Random(seed + 1); // not the numbers that the weights were made of
      this.updates = 0;
      this.order = [];
    }

    get epochs() {
      return (this.updates * this.batchSize) / this.labels.length;
    }

    // One update; returns the loss of its batch before it.
    step() {
      if (this.order.length === 0) this.order = [...this.random.permutation(this.labels.length)];
      const chosen = this.order.splice(0, this.batchSize);
      const { x, y } = batchOf(this.images, this.labels, chosen);
      const record = this.net.forward(x, y.length);
      const { gradients } = this.net.backward(record, y, this.fault);
      this.optimiser.step(gradients);
      this.updates += 1;
      return this.net.loss(record, y);
    }
  }

  function batchOf(images, labels, chosen) {
    const pixels = images.length / labels.length;
    const x = new images.constructor(chosen.length * pixels);
    chosen.forEach((i, row) => x.set(images.subarray(i * pixels, (i + 1) * pixels), row * pixels));
    return { x, y: Uint8Array.from(chosen, (i) => labels[i]) };
  }

  const STEP = 1e-6; // of the gradient check, as in gradient_check.py

  // Central differences at chosen places: [{parameter, index}] -> the same with what backward says
  // (said) and what nudging finds (measured). The network is copied to float64 and never changes.
  function checkGradient(network, x, labels, places, fault = null) {
    const net = network.copy(Float64Array);
    const exact = Float64Array.from(x);
    const loss = () => net.loss(net.forward(exact, labels.length), labels);
    const record = net.forward(exact, labels.length);
    const { gradients } = net.backward(record, labels, fault);
    return places.map(({ parameter, index }) => {
      const weights = net.parameters[parameter];
      const kept = weights[index];
      weights[index] = kept + STEP;
      const above = loss();
      weights[index] = kept - STEP;
      const below = loss();
      weights[index] = kept;
      const measured = (above - below) / (2 * STEP);
      return { parameter, index, said: gradients[parameter][index], measured };
    });
  }

  // The largest difference, relative to the largest number in both (gradient_check.py).
  function relativeError(results) {
    const largest = (numbers) => Math.max(0, ...numbers.map(Math.abs));
    const size = largest(results.flatMap(({ said, measured }) => [said, measured]));
    return size === 0 ? 0 : largest(results.map((r) => r.said - r.measured)) / size;
  }

  Object.assign(LIVE, {
    SIZES,
    LINES,
    FAULTS,
    OPTIMISERS,
    Random,
    Network,
    Training,
    batchOf,
    bestOf,
    checkGradient,
    relativeError,
  });
}
