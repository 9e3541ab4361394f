// Section 4: is the backward pass right? Nudge weights and compare; and break a line to see it.

{
  const { add, button, number, say, select, thinned, Curves, Tiles } = LIVE.parts;

  const NAMES = ["dW1", "db1", "dW2", "db2", "dW3", "db3", "dW4", "db4"];
  const PER_PARAMETER = 12;
  const RIGHT = 1e-6; // a relative error below it passes, as in lesson 05
  const UPDATES = 300;

  LIVE.sections ??= {};
  LIVE.sections.prove = (app, parent) => {
    const section = add(parent, "section", { className: "live-prove", id: app.id("prove") });
    add(section, "h2", { textContent: "Prove it: is this backward pass right?" });
    add(section, "p", {
      textContent:
        "A wrong backward pass raises no error, and the loss often falls all the same. So we check " +
        "it against something that knows nothing of our formulas: nudge one weight by h = 0.000001 " +
        "up and down, and see how the loss moves. (L(w + h) − L(w − h)) / 2h must be the gradient.",
    });

    const controls = add(section, "div", { className: "live-controls" });
    const faults = { "": "none: the right pass" };
    for (const [name, { code }] of Object.entries(LIVE.FAULTS)) faults[name] = code;
    let fault = "";
    select(controls, "break one line", faults, "", (value) => {
      fault = value;
      measure();
      curves.set({});
      fallen.textContent = "";
    });
    let count = 5;
    select(controls, "images", { 5: "5 images", 1: "1 image" }, "5", (value) => {
      count = Number(value);
      measure();
    });
    let seed = 1;
    button(controls, "Other weights, other images", () => {
      seed += 1;
      chosen = [];
      measure();
    });

    const columns = add(section, "div", { className: "live-columns" });
    const listing = add(columns, "div", { className: "live-listing" });
    add(listing, "div", { className: "live-caption", textContent: "The backward pass, from the last layer to the first:" });
    const lines = Object.fromEntries(
      Object.keys(LIVE.LINES).map((line) => [line, add(listing, "code")]),
    );
    const belief = add(listing, "p", { className: "live-message" });

    const box = add(columns, "div", { className: "live-table" });
    const verdict = add(box, "p", { className: "live-says", is: { role: "status" } });
    const table = makeTable(box, ["gradient", "relative error", "verdict"]);
    add(box, "p", {
      className: "live-caption",
      textContent:
        `Measured on ${PER_PARAMETER} random weights of each array, in float64: the largest ` +
        "difference, relative to the largest of the numbers. 1e-7 and less: right. 0.8: a factor " +
        "of 5. 1: one of the two is 0. 2: the sign is turned.",
    });

    add(section, "h3", { textContent: "Check a weight of your choice" });
    const own = add(section, "div", { className: "live-columns" });
    const figure = add(own, "figure", { className: "live-figure" });
    add(figure, "figcaption", { textContent: "Layer 1: a tile per unit, a pixel per weight. Click on one" });
    const tiles = new Tiles(figure, "The first-layer weights; click to check one", (unit, pixel) =>
      choose(0, unit, pixel),
    );
    const form = add(own, "div", { className: "live-table" });
    const pick = add(form, "div", { className: "live-controls" });
    let [array, unit, input] = [6, 3, 14];
    select(pick, "array", Object.fromEntries(NAMES.map((n, i) => [i, n.slice(1)])), "6", (value) => {
      array = Number(value);
      limit();
    });
    const unitField = number(pick, "unit", unit, 0, 63, (value) => (unit = value));
    const inputField = number(pick, "input", input, 0, 63, (value) => (input = value));
    button(pick, "Check this weight", () => choose(array, unit, input));
    const ownTable = makeTable(form, ["weight", "backward says", "nudging says", "relative error"]);
    let chosen = [];

    function limit() {
      const outputs = LIVE.SIZES[(array >> 1) + 1];
      const inputs = array % 2 ? 1 : LIVE.SIZES[array >> 1];
      unitField.max = outputs - 1;
      inputField.max = inputs - 1;
      inputField.disabled = inputs === 1;
      unitField.value = unit = Math.min(unit, outputs - 1);
      inputField.value = input = Math.min(input, inputs - 1);
    }

    function choose(parameter, k, j) {
      const inputs = parameter % 2 ? 1 : LIVE.SIZES[parameter >> 1];
      const name = NAMES[parameter].slice(1) + (parameter % 2 ? `[${k}]` : `[${k}, ${j}]`);
      const index = k * inputs + (parameter % 2 ? 0 : j);
      chosen = [{ parameter, index, name }, ...chosen.filter((each) => each.name !== name)].slice(0, 6);
      measure();
    }

    // Fresh weights and the first images of a seed. Weights near 0 and pixels that are paper in
    // every image would have the gradient 0 whatever the pass: random weights are of places with ink.
    function makeCase() {
      const net = LIVE.Network.fresh(seed, LIVE.SIZES, Float64Array);
      const random = new LIVE.Random(seed);
      for (const parameter of net.parameters) {
        if (parameter.some((value) => value !== 0)) continue;
        for (let i = 0; i < parameter.length; i++) parameter[i] = 0.1 * random.normal(); // biases
      }
      const { images, labels } = app.images("train");
      const places = Array.from({ length: count }, (_, i) => (seed * 5 + i) % labels.length);
      const { x, y } = LIVE.batchOf(images, labels, places);
      const inked = [...Array(784).keys()].filter((j) => places.some((_, i) => x[784 * i + j] > 0));
      const random12 = net.parameters.flatMap((parameter, i) =>
        Array.from({ length: PER_PARAMETER }, () => {
          let index = random.below(parameter.length);
          if (i === 0) index += inked[random.below(inked.length)] - (index % 784);
          return { parameter: i, index };
        }),
      );
      return { net, x, y, places: random12 };
    }

    function measure() {
      const { net, x, y, places } = makeCase();
      const name = fault || null;
      const results = LIVE.checkGradient(net, x, y, places, name);
      const errors = NAMES.map((_, i) =>
        LIVE.relativeError(results.filter(({ parameter }) => parameter === i)),
      );
      const off = NAMES.filter((_, i) => !(errors[i] < RIGHT));
      fill(table, NAMES.map((array, i) => [array, shown(errors[i]), errors[i] < RIGHT ? "ok" : "wrong"]));
      ownTable.parentElement.hidden = !chosen.length;
      const own = LIVE.checkGradient(net, x, y, chosen, name);
      fill(
        ownTable,
        own.map((result, i) => {
          const error = LIVE.relativeError([result]);
          return [chosen[i].name, say(result.said), say(result.measured), shown(error)];
        }),
      );
      tiles.set(Float32Array.from(net.parameters[0]));
      say_(name, off);
    }

    function shown(error) {
      return error === 0 ? "0" : error < 0.001 ? error.toExponential(0) : say(error);
    }

    function say_(name, off) {
      for (const [line, element] of Object.entries(lines)) {
        const broken = name && LIVE.FAULTS[name].line === line;
        element.textContent = broken ? LIVE.FAULTS[name].code : LIVE.LINES[line];
        element.classList.toggle("live-broken", Boolean(broken));
      }
      belief.textContent = name
        ? `${LIVE.FAULTS[name].belief} (Patient ${LIVE.FAULTS[name].patient} of lesson 05.)`
        : "";
      if (!off.length && !name) verdict.textContent = "All eight gradients agree with nudging: this pass is right.";
      else if (!off.length) {
        verdict.textContent =
          count === 1
            ? "The check is fooled! With a single image a sum and a mean are the same. Take 5 images."
            : "The check finds nothing: here the broken line gives the same numbers.";
      } else if (off.length === 8) {
        verdict.textContent = "Caught: all eight are off, so the fault sits where all pass through.";
      } else verdict.textContent = `Caught: ${off.join(", ")} ${off.length > 1 ? "are" : "is"} off, the others are right.`;
    }

    // --- and the loss? -------------------------------------------------------------------------

    add(section, "h3", { textContent: "Would the loss have told you?" });
    const below = add(section, "div", { className: "live-columns" });
    const try_ = add(below, "div");
    button(try_, `Train ${UPDATES} updates with this pass`, compare, "live-main");
    const fallen = add(try_, "p", { className: "live-says", is: { role: "status" } });
    const curves = new Curves(below, {
      title: "Loss, smoothed",
      label: "Curves: loss per update with the right pass and with the chosen one",
      series: { "right pass": "live-past", "this pass": "live-negative" },
    });

    function compare() {
      const { images, labels } = app.images("train");
      const held = app.images("held out");
      const run = (name) => {
        const settings = { seed, optimiser: "SGD", learningRate: 0.05, batchSize: 16, fault: name };
        const training = new LIVE.Training({ images, labels, ...settings });
        const losses = Array.from({ length: UPDATES }, () => training.step());
        return { losses, accuracy: training.net.evaluate(held.images, held.labels).accuracy };
      };
      const right = run(null);
      const this_ = fault ? run(fault) : right;
      const ends = [this_.losses.slice(0, 20), this_.losses.slice(-20)].map(
        (part) => part.reduce((sum, value) => sum + value, 0) / part.length,
      );
      curves.set({ "right pass": thinned(right.losses, 60), "this pass": thinned(this_.losses, 60) });
      const falls = ends[1] < ends[0];
      const rights = `${(100 * this_.accuracy).toFixed(0)} % of the held-out images right`;
      if (!fault) fallen.textContent = `The right pass: the loss falls from ${say(ends[0])} to ${say(ends[1])}, ${rights}.`;
      else if (falls) {
        fallen.textContent = `The loss falls from ${say(ends[0])} to ${say(ends[1])}, ${rights} (the right pass: ${(100 * right.accuracy).toFixed(0)} %). A falling loss proves nothing: the check does.`;
      } else {
        fallen.textContent = Number.isFinite(ends[1])
          ? `Here the loss does not fall (${say(ends[0])} to ${say(ends[1])}): this fault shows.`
          : "Here the loss goes out of all bounds: this fault shows.";
      }
    }

    // The images take a moment to unpack: not before somebody comes here.
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      measure();
    });
    watch.observe(section);
    limit();
    return () => watch.disconnect();
  };

  function makeTable(parent, heads) {
    const table = add(parent, "table");
    const row = add(add(table, "thead"), "tr");
    for (const head of heads) add(row, "th", { textContent: head, is: { scope: "col" } });
    return add(table, "tbody");
  }

  function fill(body, rows) {
    body.replaceChildren();
    for (const cells of rows) {
      const row = add(body, "tr");
      for (const cell of cells) add(row, "td", { textContent: cell });
      if (cells.at(-1) === "wrong") row.className = "live-wrong";
    }
  }
}
