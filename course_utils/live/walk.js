// Section 2: one step of backpropagation on the digit just drawn. Walk back layer by layer, update
// every weight, read the same digit again.

{
  const { add, button, largest, percent, say, select, Bars, Cells, Tiles } = LIVE.parts;

  const LAYERS = 4;
  const RATES = { 0.0001: "0.0001", 0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1" };

  // The stages of the walk: what is computed, in the words and letters of lesson 05.
  const STAGES = [
    {
      layer: 0,
      title: "Forward: how the answer came about",
      code: "z = x @ W.T + b,  a = relu(z)",
      text:
        "Each cell is one unit. It multiplies every number that comes in by a weight of its own, " +
        "adds up, adds its bias: z. If z is above 0 it goes on as a, else the unit is off: 0. " +
        "Point at a cell, or tap it, to see its sum.",
    },
    {
      layer: 4,
      kind: "dz",
      title: "Start at the end: how wrong was each output?",
      code: "dz4 = p - y",
      text:
        "y is what the answer should have been: 1 for the right digit, 0 for the others. p − y is " +
        "the gradient at each output: how fast the loss changes when this z grows. Red (below 0): " +
        "more of it would lower the loss. Blue: less of it would.",
    },
  ];
  for (let l = LAYERS; l >= 1; l--) {
    const came = l > 1 ? `a${l - 1}` : "x";
    STAGES.push({
      layer: l,
      kind: "dW",
      title: l > 1 ? `The weights into ${l === 4 ? "the output" : `layer ${l}`}` : "The weights into layer 1: your digit again",
      code: `dW${l} = dz${l}.T @ ${came},  db${l} = dz${l}`,
      text:
        (l > 1
          ? `A weight was multiplied by what came in, ${came}. So its gradient is dz times what ` +
            "came in: multiply swaps. Where 0 came in, the weight played no part, and its " +
            "gradient is 0. The bias was only added: add copies."
          : "Again dz times what came in, and what came in is your digit. So the gradient of each " +
            "unit's 784 weights is a picture of your digit, blue or red, strong or pale.") +
        (l === 4 ? " Point at another output." : ""),
    });
    if (l > 1) {
      STAGES.push({
        layer: l - 1,
        kind: "dz",
        title: `Back through the weights to layer ${l - 1}`,
        code: `da${l - 1} = dz${l} @ W${l},  dz${l - 1} = da${l - 1} * (z${l - 1} > 0)`,
        text:
          `Each unit of layer ${l - 1} fed all ${l === LAYERS ? "ten outputs" : `units of layer ${l}`}. What they hand back, each ` +
          "through its own weight, adds up: da. Then ReLU: a unit that was on hands it on, one " +
          "that was off (z not above 0) gets 0.",
      });
    }
  }

  const nameOf = (l) => (l === 0 ? "image" : l === LAYERS ? "output" : `layer ${l}`);
  const times = (a, b) => Float64Array.from(a, (value, i) => value * b[i]);

  // "0.62 · 0.31 − 0.1 · 0.4 + … = ": the largest terms of a sum of products, then the rest.
  function termsOf(a, b) {
    const products = times(a, b);
    const order = [...products.keys()].sort((i, j) => Math.abs(products[j]) - Math.abs(products[i]));
    const shown = order.slice(0, 3).filter((i) => products[i] !== 0);
    const rest = order.slice(shown.length).filter((i) => products[i] !== 0);
    const bracket = (value) => (value < 0 ? `(${say(value)})` : say(value));
    const terms = shown.map((i) => `${bracket(a[i])} · ${bracket(b[i])}`);
    if (rest.length) {
      terms.push(`${bracket(rest.reduce((sum, i) => sum + products[i], 0))} from ${rest.length} more`);
    }
    return terms.join(" + ") || "0";
  }

  LIVE.sections ??= {};
  LIVE.sections.walk = (app, parent) => {
    const section = add(parent, "section", { className: "live-walk", id: app.id("walk") });
    add(section, "h2", { textContent: "Walk backward", tabIndex: -1 });
    const empty = add(section, "p", {
      className: "live-empty",
      textContent: "Draw a digit and say what it was: then watch the network learn from it here.",
    });
    const body = add(section, "div");
    const intro = add(body, "p");
    const sure = add(body, "div", { className: "live-note" });
    add(sure, "p", {
      textContent:
        "It is right and sure already, so there is little to learn: all gradients will be tiny. " +
        "You see more with a network that knows nothing yet:",
    });
    const fresh = () => {
      app.use("fresh");
      section.scrollIntoView();
    };
    button(sure, "Let a fresh network read it", fresh, "live-main");

    let stage = 0;
    let unit = { layer: 4, index: 0, part: "a" };
    let learningRate = null; // until the reader chooses one: by the network

    // --- the steps ---------------------------------------------------------------------------

    const walk = add(body, "div", { className: "live-walking" }); // the buttons stay in sight until its end
    const bar = add(walk, "div", { className: "live-steps" });
    const back = button(bar, "Back", () => goTo(stage - 1));
    const next = button(bar, "", () => (stage < STAGES.length - 1 ? goTo(stage + 1) : toUpdate()));
    next.className = "live-main";
    const where = add(bar, "span", { className: "live-caption" });
    const step = add(walk, "div", { className: "live-step", is: { "aria-live": "polite" } });
    const title = add(step, "h3");
    const code = add(step, "code");
    const text = add(step, "p");

    // --- the map: the units of each layer, and below them their gradients ----------------------

    const beside = add(walk, "div", { className: "live-beside" });
    const left = add(beside, "div");
    const map = add(left, "div", { className: "live-map" });
    const cards = [];
    for (let l = 0; l <= LAYERS; l++) {
      const card = add(map, "div", { className: "live-card" });
      const units = LIVE.SIZES[l];
      const columns = l === 0 ? 28 : l === LAYERS ? 5 : 8;
      const heading = l === 0 ? "the image, x" : l === LAYERS ? "output, p" : `layer ${l}, a${l}`;
      const part = { card, marks: {} };
      add(card, "div", { className: "live-card-title", textContent: heading });
      const shape = { rows: units / columns, columns };
      part.a = new Cells(card, {
        ...shape,
        ink: l === 0,
        names: l === LAYERS,
        label: `${heading}: ${units} ${l ? "units" : "pixels"}; the arrow keys choose one`,
        choose: l ? (index) => chooseUnit(l, index, "a") : null,
      });
      part.aNote = add(card, "div", { className: "live-caption" });
      if (l) {
        add(card, "div", { className: "live-card-title", textContent: `gradient dz${l}` });
        part.dz = new Cells(card, {
          ...shape,
          names: l === LAYERS,
          label: `dz${l}, the gradient at ${nameOf(l)}; the arrow keys choose a unit`,
          choose: (index) => chooseUnit(l, index, "dz"),
        });
        part.dzNote = add(card, "div", { className: "live-caption" });
      }
      cards.push(part);
    }
    const key = add(left, "p", { className: "live-legend" });
    for (const [className, meaning] of [
      ["live-positive", "above 0"],
      ["live-negative", "below 0"],
    ]) {
      add(key, "span", { children: [add(null, "i", { className: `live-key ${className}` }), meaning] });
    }
    key.append("The strongest colour of each picture is its largest number, written below it.");

    // --- the formula of one unit ---------------------------------------------------------------

    const why = add(beside, "div", { className: "live-why", is: { "aria-live": "polite" } });
    const whyTitle = add(why, "h3");
    const whyGrids = add(why, "div", { className: "live-grids" });
    const whyLines = add(why, "div", { className: "live-lines" });
    let grids = [];

    // parts: [{values, caption, mark?}] with an operator before each but the first.
    function showGrids(parts) {
      grids.forEach((grid) => grid.remove());
      grids = [];
      whyGrids.replaceChildren();
      for (const { operator, values, caption, ink } of parts) {
        if (operator) add(whyGrids, "span", { className: "live-operator", textContent: operator });
        const box = add(whyGrids, "div", { className: "live-grid-box" });
        const columns = { 784: 28, 64: 8, 10: 5, 1: 1 }[values.length];
        if (values.length === 1) box.classList.add("live-one");
        const grid = new Cells(box, {
          rows: values.length / columns,
          columns,
          ink,
          names: values.length === 10,
          label: caption,
        });
        grid.set(values);
        grids.push(grid);
        const top = values.length === 1 ? say(values[0]) : `largest ${say(largest(values))}`;
        add(box, "div", { className: "live-caption", textContent: caption });
        add(box, "div", { className: "live-caption", textContent: top });
      }
    }

    function showLines(lines) {
      whyLines.replaceChildren(...lines.map((line) => add(null, "p", { textContent: line })));
    }

    function explainForward(l, k) {
      const { inputs, zs, p } = app.record;
      const [W, b, x] = [app.net.parameters[2 * l - 2], app.net.parameters[2 * l - 1], inputs[l - 1]];
      const row = W.subarray(k * x.length, (k + 1) * x.length);
      const z = zs[l - 1][k];
      const came = l > 1 ? `a${l - 1}` : "x";
      whyTitle.textContent = `Forward: ${l === LAYERS ? `output ${k}` : `unit ${k} of layer ${l}`}`;
      showGrids([
        { values: x, caption: `what came in, ${came}`, ink: l === 1 },
        { operator: "×", values: row, caption: `its weights, W${l}[${k}]` },
        { operator: "=", values: times(x, row), caption: "the products" },
      ]);
      const sum = `z${l}[${k}] = ${termsOf(x, row)} + bias ${say(b[k])} = ${say(z)}`;
      if (l === LAYERS) {
        showLines([
          sum,
          `Softmax makes probabilities of the ten z: p[${k}] = e^z / (the sum of all ten e^z) = ${say(p[k])}`,
        ]);
      } else if (z > 0) showLines([sum, `It is above 0: the unit is on, a${l}[${k}] = ${say(z)}`]);
      else showLines([sum, `It is not above 0: the unit is off, a${l}[${k}] = 0`]);
    }

    function explainOutput(k) {
      const { p } = app.record;
      const y = k === app.label ? 1 : 0;
      const dz = app.backward.dzs[3][k];
      const all = Float64Array.from({ length: 10 }, (_, digit) => (digit === app.label ? 1 : 0));
      whyTitle.textContent = `The gradient at output ${k}`;
      showGrids([
        { values: p, caption: "p, what it said" },
        { operator: "−", values: all, caption: `y, what was right (${app.label})` },
        { operator: "=", values: app.backward.dzs[3], caption: "dz4" },
      ]);
      const meaning = dz < 0 ? "more of this z would lower the loss" : "less of this z would lower the loss";
      showLines([
        `dz4[${k}] = p[${k}] − y[${k}] = ${say(p[k])} − ${y} = ${say(dz)}: ${meaning}.`,
      ]);
    }

    function explainWeights(l, k) {
      const x = app.record.inputs[l - 1];
      const dz = app.backward.dzs[l - 1];
      const dW = app.backward.gradients[2 * l - 2].subarray(k * x.length, (k + 1) * x.length);
      const came = l > 1 ? `a${l - 1}` : "x";
      whyTitle.textContent = `The weights into ${l === LAYERS ? `output ${k}` : `unit ${k} of layer ${l}`}`;
      showGrids([
        { values: dz.subarray(k, k + 1), caption: `dz${l}[${k}]` },
        { operator: "×", values: x, caption: `what came in, ${came}`, ink: l === 1 },
        { operator: "=", values: dW, caption: `dW${l}[${k}]` },
      ]);
      const j = x.indexOf(Math.max(...x));
      const lines = [
        `For example dW${l}[${k}, ${j}] = dz${l}[${k}] · ${came}[${j}] = ${say(dz[k])} · ${say(x[j])} = ${say(dW[j])}, and db${l}[${k}] = dz${l}[${k}] = ${say(dz[k])}.`,
      ];
      if (dz[k] === 0) lines.push("This unit was off: dz is 0, so all of its weights stay as they are.");
      showLines(lines);
    }

    function explainBack(l, j) {
      const { das, dzs } = app.backward;
      const above = dzs[l];
      const W = app.net.parameters[2 * l];
      const column = Float64Array.from(above, (_, k) => W[k * 64 + j]);
      const z = app.record.zs[l - 1][j];
      whyTitle.textContent = `The gradient at unit ${j} of layer ${l}`;
      showGrids([
        { values: above, caption: `dz${l + 1}` },
        { operator: "×", values: column, caption: `its weights, W${l + 1}[:, ${j}]` },
        { operator: "=", values: times(above, column), caption: "what each hands back" },
      ]);
      const relu =
        z > 0
          ? `z${l}[${j}] = ${say(z)} is above 0, the unit was on: dz${l}[${j}] = ${say(dzs[l - 1][j])}`
          : `z${l}[${j}] = ${say(z)} is not above 0, the unit was off: dz${l}[${j}] = 0`;
      showLines([`da${l}[${j}] = ${termsOf(above, column)} = ${say(das[l - 1][j])}`, relu]);
    }

    // How far the walk has come: whether dz of a layer is known.
    const reached = (l) => STAGES.slice(0, stage + 1).some((s) => s.kind === "dz" && s.layer === l);

    function explain() {
      const { layer, index, part } = unit;
      const now = STAGES[stage];
      if (part === "a" || !reached(layer)) explainForward(layer, index);
      else if (now.kind === "dW" && now.layer === layer) explainWeights(layer, index);
      else if (layer === LAYERS) explainOutput(index);
      else explainBack(layer, index);
    }

    function chooseUnit(layer, index, part) {
      if (part === "dz" && !reached(layer)) part = "a";
      if (unit.layer === layer && unit.index === index && unit.part === part) return;
      unit = { layer, index, part };
      markUnit();
      explain();
    }

    function markUnit() {
      cards.forEach(({ a, dz }, l) => {
        a.mark(l === unit.layer && unit.part === "a" ? unit.index : -1);
        dz?.mark(l === unit.layer && unit.part === "dz" ? unit.index : -1);
      });
    }

    // --- first-layer weights as images ---------------------------------------------------------

    const images = add(walk, "div", { className: "live-columns live-first" });
    const one = add(images, "figure", { className: "live-figure" });
    add(one, "figcaption", { textContent: "The weights of layer 1: one picture of 28 × 28 for each unit" });
    const weightTiles = new Tiles(one, "The first-layer weights, 64 pictures");
    const other = add(images, "figure", { className: "live-figure" });
    const tilesTitle = add(other, "figcaption");
    const gradientTiles = new Tiles(other, "The gradients of the first-layer weights, 64 pictures");

    function goTo(index) {
      stage = Math.min(STAGES.length - 1, Math.max(0, index));
      const now = STAGES[stage];
      if (now.kind) {
        const dz = app.backward.dzs[now.layer - 1];
        const strongest = dz.reduce((best, v, i) => (Math.abs(v) > Math.abs(dz[best]) ? i : best), 0);
        unit = { layer: now.layer, index: strongest, part: "dz" };
      } else unit = { layer: LAYERS, index: app.label, part: "a" };
      draw();
    }

    function draw() {
      const { record, backward } = app;
      const now = STAGES[stage];
      const last = stage === STAGES.length - 1;
      const nextStage = STAGES[stage + 1];
      back.disabled = stage === 0;
      next.textContent = last ? "Now update the weights" : nextWords(nextStage);
      where.textContent = `step ${stage} of ${STAGES.length - 1}`;
      [title.textContent, code.textContent, text.textContent] = [now.title, now.code, now.text];
      cards.forEach(({ card, a, aNote, dz, dzNote }, l) => {
        const values = l === 0 ? app.image : l === LAYERS ? record.p : record.inputs[l];
        a.set(values);
        const on = values.reduce((sum, value) => sum + (value > 0), 0);
        if (l === 0) aNote.textContent = "784 pixels";
        else if (l === LAYERS) aNote.textContent = "one unit per digit";
        else aNote.textContent = `largest ${say(largest(values))}; ${on} of 64 on`;
        if (!dz) return;
        const known = reached(l);
        dz.canvas.parentElement.classList.toggle("live-reached", known);
        dz.set(known ? backward.dzs[l - 1] : new Float32Array(LIVE.SIZES[l]));
        dzNote.textContent = known ? `largest ${say(largest(backward.dzs[l - 1]))}` : "not yet known";
        card.classList.toggle("live-now", Boolean(now.kind) && now.layer === l);
      });
      weightTiles.set(app.net.parameters[0]);
      tilesTitle.textContent = last
        ? "Their gradients, dW1: your digit in each unit that was on"
        : "Their gradients, dW1, come with the last step";
      gradientTiles.set(last ? backward.gradients[0] : null);
      gradientTiles.canvas.classList.toggle("live-waiting", !last);
      markUnit();
      explain();
      updateBox.hidden = !last && !app.updated;
    }

    function nextWords({ kind, layer }) {
      if (kind === "dz") return layer === LAYERS ? "Walk backward" : `Back to layer ${layer}`;
      return `The weights into ${layer === LAYERS ? "the output" : nameOf(layer)}`;
    }

    // --- the update ------------------------------------------------------------------------------

    const updateBox = add(body, "div", { className: "live-update", id: app.id("update") });
    const updateTitle = add(updateBox, "h3", { textContent: "Update: every weight a little against its gradient", tabIndex: -1 });
    add(updateBox, "code", { textContent: "W = W - η * dW,  b = b - η * db" });
    add(updateBox, "p", {
      textContent:
        "The gradient says which way the loss rises. So each weight takes a small step the other " +
        "way. η is the learning rate: how long the step is.",
    });
    const controls = add(updateBox, "div", { className: "live-controls" });
    const rate = select(controls, "learning rate η", RATES, "0.001", (value) => {
      learningRate = Number(value);
    });
    const go = button(controls, "Update all 59,210 weights", update, "live-main");
    const moved = add(updateBox, "p", { is: { role: "status" } });
    const again = button(updateBox, "Read the same digit again", readAgain, "live-main");
    const result = add(updateBox, "div", { className: "live-result" });
    const pair = add(result, "div", { className: "live-columns" });
    const before = new Bars(pair, "before the update");
    const after = new Bars(pair, "after the update");
    const changed = add(result, "p", { className: "live-says", is: { role: "status" } });
    const foretold = add(result, "p");
    const others = add(result, "p");
    const onward = add(result, "div", { className: "live-buttons" });
    button(onward, "Walk again, with the new weights", () => {
      app.accept();
      goTo(0);
      section.scrollIntoView();
    });
    button(onward, "Take the update back", () => app.takeBack());
    const training = button(onward, "Go on: train with thousands of images", () => {
      app.root.querySelector(".live-train").scrollIntoView();
    });
    training.hidden = !app.sections.includes("train");

    function rateNow() {
      return learningRate ?? (app.source === "fresh" ? 0.1 : 0.001);
    }

    function toUpdate() {
      updateBox.hidden = false;
      updateTitle.focus({ preventScroll: true });
      updateBox.scrollIntoView({ block: "start" });
    }

    function update() {
      app.update(rateNow());
    }

    function readAgain() {
      app.updated.read = true;
      app.changed();
      result.scrollIntoView({ block: "nearest" });
    }

    function drawUpdate() {
      const { updated } = app;
      rate.value = String(rateNow());
      go.disabled = rate.disabled = Boolean(updated);
      moved.textContent = updated
        ? `${updated.moved.toLocaleString("en")} of 59,210 weights moved, none by more than ${say(updated.furthest)}. The others have the gradient 0: nothing came in, or their unit was off. Did it help?`
        : "";
      again.hidden = !updated || updated.read;
      result.hidden = !updated?.read;
      if (!updated?.read) return;
      const y = app.label;
      const [p, q] = [app.record.p, updated.record.p];
      before.set(p, y);
      after.set(q, y);
      const way = q[y] > p[y] ? "rose" : "fell";
      const best = LIVE.bestOf(q);
      const reads =
        best !== LIVE.bestOf(p)
          ? ` Now it reads ${best}.`
          : best === y
            ? ""
            : ` It still reads ${best}: one step was not enough, so walk again.`;
      const [from, to] = [percent(p[y]), percent(q[y])];
      if (from === to) {
        changed.textContent = `The probability of the ${y} stays at ${to}: p − y was nearly 0, so the gradients were too, and no weight moved far.${reads}`;
      } else changed.textContent = `The probability of the ${y} ${way} from ${from} to ${to}, because ${updated.moved.toLocaleString("en")} weights moved a little against their gradient.${reads}`;
      const [was, is] = [updated.lossBefore, updated.lossAfter];
      foretold.textContent =
        `The loss went from ${say(was)} to ${say(is)}. The gradient foretold a change of ` +
        `${say(updated.foretold)}; it was ${say(is - was)}. ` +
        (Math.abs(is - was - updated.foretold) > 0.2 * Math.abs(updated.foretold)
          ? "A gradient holds for small steps only: with a smaller η the two come closer."
          : "For so small a step the two nearly agree.");
      others.textContent =
        `And the other digits? Of ${app.heldOutCount} images that the network never learned from it ` +
        `read ${percent(updated.accuracyBefore)} right before this update and ` +
        `${percent(updated.accuracyAfter)} after it. Learning from one image alone can spoil the rest: that is why training takes many, in turn.`;
    }

    let seen = {}; // the walk begins anew with another image, label or network
    app.on(() => {
      const there = Boolean(app.record && app.label !== null);
      empty.hidden = there;
      body.hidden = !there;
      if (!there) {
        seen = {};
        return;
      }
      const { record, label } = app;
      const p = record.p[label];
      const best = LIVE.bestOf(record.p);
      const verdict =
        best === label
          ? `It reads your ${label} right, with the probability ${percent(p)}.`
          : `It reads your ${label} as a ${best}, and gives the ${label} only ${percent(p)}.`;
      intro.textContent =
        `${verdict} How bad is that? The loss says it in one number: −log p = ${say(app.net.loss(record, [label]))}; it ` +
        "would be 0 if the network were right and sure. Now we ask for each weight: which way should it move to lower the loss?";
      sure.hidden = p < 0.97 || app.source === "fresh" || Boolean(app.updated);
      drawUpdate();
      if (seen.record !== record || seen.label !== label) {
        seen = { record, label };
        goTo(0);
      } else draw();
    });
  };
}
