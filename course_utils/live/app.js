// What the sections share: the drawing, the network that reads it, one walk and one update.

{
  const { redrawAll } = LIVE.parts;
  const NOTHING = "Draw a digit in the box: 0 to 9, any size, anywhere.";
  let count = 0; // so that ids differ where a notebook shows two of these

  class App {
    constructor(root, sections, weights) {
      this.root = root;
      this.sections = sections;
      this.prefix = count++ ? `live${count}-` : "";
      this.listeners = [];
      const own = weights?.length ? LIVE.Network.from(weights) : null;
      this.networks = { shipped: unpackWeights(LIVE.shipped.weights), fresh: LIVE.Network.fresh(1) };
      if (own) this.networks.file = own;
      this.source = own ? "file" : "shipped";
      this.net = this.networks[this.source].copy();
      this.sets = {};
      this.forget(NOTHING);
    }

    id(name) {
      return this.prefix + name;
    }

    on(listener) {
      this.listeners.push(listener);
    }

    changed() {
      for (const listener of this.listeners) listener();
    }

    // {images: (N, 784) from 0 to 1, labels}; name: "train" or "held out".
    images(name) {
      if (!this.sets[name]) {
        const { images, labels } = LIVE.shipped.images[name];
        const bytes = LIVE.inflate(LIVE.fromBase64(images.data), images.size);
        const pixels = new Float32Array(bytes.length);
        for (let i = 0; i < bytes.length; i++) pixels[i] = bytes[i] / 255;
        this.sets[name] = {
          images: pixels,
          labels: LIVE.inflate(LIVE.fromBase64(labels.data), labels.size),
        };
      }
      return this.sets[name];
    }

    get heldOutCount() {
      return this.images("held out").labels.length.toLocaleString("en");
    }

    forget(message) {
      Object.assign(this, { image: null, record: null, label: null, hint: null, updated: null });
      this.message = message;
    }

    // The strokes of the page have changed.
    draw(strokes) {
      try {
        this.show(LIVE.prepare(LIVE.strokesToGrey(strokes)));
      } catch (error) {
        if (!(error instanceof LIVE.DigitError)) throw error;
        this.forget(strokes.length ? error.message : NOTHING);
        this.changed();
      }
    }

    // Read an image of 784 numbers. hint: the digit that it is, where that is known.
    show(image, hint = null) {
      this.forget("");
      this.image = image;
      this.hint = hint;
      this.read();
    }

    read() {
      this.record = this.net.forward(this.image);
      this.updated = null;
      if (this.label !== null) this.backward = this.net.backward(this.record, [this.label]);
      this.changed();
    }

    // The reader says what the digit was: the walk can begin.
    say(label) {
      this.label = label;
      this.updated = null;
      this.backward = this.net.backward(this.record, [label]);
      this.changed();
      const heading = this.root.querySelector(".live-walk h2");
      heading?.scrollIntoView();
      heading?.focus({ preventScroll: true });
    }

    // Another network reads: "shipped", "fresh", "trained" or "file".
    use(source) {
      this.source = source;
      this.net = this.networks[source].copy();
      if (this.image) this.read();
      else this.changed();
    }

    // One step of gradient descent on this one image.
    update(learningRate) {
      const { images, labels } = this.images("held out");
      const { record, backward, label } = this;
      const net = this.net.copy();
      new LIVE.OPTIMISERS.SGD(net.parameters, learningRate).step(backward.gradients);
      const after = net.forward(this.image);
      let [moved, furthest, square] = [0, 0, 0];
      for (const gradient of backward.gradients) {
        for (const value of gradient) {
          if (value === 0) continue;
          moved += 1;
          furthest = Math.max(furthest, Math.abs(learningRate * value));
          square += value * value;
        }
      }
      this.updated = {
        net,
        moved,
        furthest,
        foretold: -learningRate * square,
        record: after,
        lossBefore: this.net.loss(record, [label]),
        lossAfter: net.loss(after, [label]),
        accuracyBefore: this.net.evaluate(images, labels).accuracy,
        accuracyAfter: net.evaluate(images, labels).accuracy,
        read: false,
      };
      this.changed();
    }

    takeBack() {
      this.updated = null;
      this.changed();
    }

    // Go on with the updated weights.
    accept() {
      this.net = this.updated.net;
      this.read();
    }
  }

  function unpackWeights({ data, size }) {
    const bytes = LIVE.inflate(LIVE.fromBase64(data), size);
    return LIVE.Network.from(new Float32Array(bytes.buffer));
  }

  // Fill an element with some sections; returns a function that ends what still runs.
  // onward({digit, strokes or place}) goes on elsewhere when the reader has said what the digit was;
  // begin: what another page's onward was given.
  LIVE.mount = (element, options = {}) => {
    const { sections = ["read", "walk", "train", "prove"], weights, onward, begin } = options;
    const root = LIVE.parts.add(element, "div", { className: "live" });
    const app = new App(root, sections, weights);
    const ends = sections.map((name) => LIVE.sections[name](app, root, onward));
    app.changed();
    if (begin) app.begin(begin);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", redrawAll);
    const themes = new MutationObserver(redrawAll); // JupyterLab's and the site's own switch
    for (const page of [document.documentElement, document.body]) {
      themes.observe(page, { attributeFilter: ["data-jp-theme-light", "data-theme"] });
    }
    // The first reading would take longer, before the browser has compiled the steps.
    const warm = setTimeout(() => {
      for (const strokes of LIVE.shipped.drawings) LIVE.prepare(LIVE.strokesToGrey(strokes));
    }, 200);
    return () => {
      clearTimeout(warm);
      dark.removeEventListener("change", redrawAll);
      themes.disconnect();
      ends.forEach((end) => end?.());
      root.remove();
    };
  };
}
