// Section 3: training from fresh weights, before the reader's eyes.

{
  const { add, button, number, say, select, thinned, Curves, Tiles } = LIVE.parts;

  const SLICE = 24; // milliseconds of computing per frame, so that the page stays alive
  const EVERY = 100; // updates between two looks at the held-out images
  const RATES = { 0.001: "0.001", 0.003: "0.003", 0.01: "0.01", 0.03: "0.03", 0.1: "0.1", 0.3: "0.3", 1: "1" };
  const USUAL = { SGD: "0.1", momentum: "0.01", Adam: "0.001" };
  const EPOCHS = 6; // then it pauses; it can go on

  LIVE.sections ??= {};
  LIVE.sections.train = (app, parent) => {
    const section = add(parent, "section", { className: "live-train", id: app.id("train") });
    add(section, "h2", { textContent: "Train: the same step, hundreds of times" });
    const intro = add(section, "p");
    const settings = { seed: 1, optimiser: "SGD", learningRate: 0.1, batchSize: 16 };

    const controls = add(section, "div", { className: "live-controls" });
    const run = button(controls, "Start", () => (running ? pause() : start()), "live-main");
    const one = button(controls, "One update", () => {
      take(1);
      draw();
    });
    const rewind = button(controls, "Rewind to the start", () => restart());
    const use = button(controls, "Let this network read my digit", () => {
      app.networks.trained = training.net.copy();
      app.use("trained");
      app.root.querySelector(".live-read h2")?.scrollIntoView();
    });
    use.hidden = !app.sections.includes("read");
    const choices = add(section, "div", { className: "live-controls" });
    number(choices, "seed", settings.seed, 0, 9999, (seed) => restart({ seed }));
    select(
      choices,
      "optimiser",
      { SGD: "SGD: the plain step", momentum: "momentum", Adam: "Adam" },
      "SGD",
      (optimiser) => {
        rate.value = USUAL[optimiser];
        restart({ optimiser, learningRate: Number(rate.value) });
      },
    );
    const rate = select(choices, "learning rate", RATES, "0.1", (value) =>
      restart({ learningRate: Number(value) }),
    );
    select(
      choices,
      "images per update",
      { 1: "1", 4: "4", 16: "16", 64: "64", 256: "256" },
      "16",
      (value) => restart({ batchSize: Number(value) }),
    );
    add(section, "p", {
      className: "live-caption",
      textContent:
        "A change of a setting rewinds. The seed chooses the random weights: the same one gives the " +
        "same training, number for number. The run before stays in grey.",
    });

    const says = add(section, "p", { className: "live-says", is: { role: "status" } });
    const columns = add(section, "div", { className: "live-columns" });
    const loss = new Curves(columns, {
      title: "Loss, smoothed: lower is better",
      label: "Curve: loss per update",
      series: { "run before": "live-past", "this run": "live-train-line" },
    });
    const accuracy = new Curves(columns, {
      title: "Right answers on held-out images, which it never trains on",
      label: "Curve: share of right answers on held-out images per update",
      series: { "run before": "live-past", "this run": "live-held-line" },
      top: 1,
      format: (share) => `${Math.round(100 * share)} %`,
    });
    const figure = add(columns, "figure", { className: "live-figure" });
    add(figure, "figcaption", { textContent: "Weights of layer 1 as images: from noise to strokes" });
    const tiles = new Tiles(figure, "The first-layer weights of the network in training");

    let training = null;
    let running = false;
    let frame = 0;
    let goal = 0; // it pauses there
    let seconds = 0;
    let losses = [];
    let looks = []; // [updates, accuracy]
    let past = { losses: [], looks: [] };
    let drawn = 0;

    function restart(changes = {}) {
      pause();
      if (losses.length > 20) past = { losses, looks };
      Object.assign(settings, changes);
      training = null;
      [losses, looks, goal, seconds] = [[], [], 0, 0];
      draw();
    }

    // Only made when it is needed: the images take a moment to unpack.
    function ready() {
      if (training) return;
      const { images, labels } = app.images("train");
      training = new LIVE.Training({ images, labels, ...settings });
      look();
    }

    function look() {
      const { images, labels } = app.images("held out");
      looks.push([training.updates, training.net.evaluate(images, labels).accuracy]);
    }

    function take(updates) {
      ready();
      for (let i = 0; i < updates; i++) {
        losses.push(training.step());
        if (training.updates % EVERY === 0) look();
      }
    }

    function start() {
      ready();
      const epoch = Math.ceil(training.labels.length / settings.batchSize);
      if (training.updates >= goal) goal = training.updates + EPOCHS * epoch;
      running = true;
      frame = requestAnimationFrame(go); // none comes while the tab is hidden
      draw();
    }

    function pause() {
      running = false;
      cancelAnimationFrame(frame);
    }

    function go(now) {
      const began = performance.now();
      while (running && performance.now() - began < SLICE) {
        take(1);
        if (training.updates >= goal || !Number.isFinite(losses.at(-1))) {
          if (looks.at(-1)[0] !== training.updates) look();
          pause();
        }
      }
      seconds += (performance.now() - began) / 1000;
      if (now - drawn > 150 || !running) {
        drawn = now;
        draw();
      }
      if (running) frame = requestAnimationFrame(go);
    }

    function draw() {
      const begun = losses.length > 0;
      run.textContent = running ? "Pause" : begun ? "Go on" : "Start";
      one.disabled = running;
      rewind.disabled = !begun;
      use.disabled = !begun || running;
      loss.set({ "run before": thinned(past.losses), "this run": thinned(losses) });
      accuracy.set({ "run before": past.looks, "this run": looks });
      tiles.set((training?.net ?? LIVE.Network.fresh(settings.seed)).parameters[0]);
      if (!begun) {
        says.textContent = "Fresh random weights: it guesses, about one right of ten.";
        return;
      }
      const last = losses.at(-1);
      const recent = losses.slice(-20);
      const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length;
      if (!Number.isFinite(last)) {
        says.textContent = `After ${training.updates} updates the loss is no number any more: the learning rate is too large. Choose a smaller one.`;
        return;
      }
      const state = running ? "Training" : "Paused";
      says.textContent =
        `${state}: ${training.updates} updates, each image seen ${training.epochs.toFixed(1)} times. ` +
        `Loss ${say(mean)}, ${(100 * looks.at(-1)[1]).toFixed(1)} % right` +
        (running ? "." : `, ${seconds.toFixed(1)} s.`);
    }

    const { size } = LIVE.shipped.images.train.labels;
    intro.textContent =
      "You saw one update for one image. Training is the same: take a few images, walk backward, " +
      "update; then the next few. Here it starts from fresh random weights, with " +
      `${size.toLocaleString("en")} images of handwritten digits that came with this page.`;
    draw();
    return pause;
  };
}
