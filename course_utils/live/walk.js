// Section 2: one step of backpropagation on the digit just drawn. Walk back layer by layer, update
// every weight, read the same digit again.

{
  const { add, button, percent, say, select, strongest, Bars, Cells, Tiles } = LIVE.parts;

  const LAYERS = 4;
  const RATES = { 0.0001: "0.0001", 0.001: "0.001", 0.01: "0.01", 0.1: "0.1", 1: "1" };

  // The stages of the walk: what is computed, in the words and letters of lesson 05.
  const STAGES = [
    {
      layer: 0,
      title: "Forward: how the answer came about",
      code: "z = x @ W.T + b,  a = relu(z)",
      text:
        "Each cell is one unit: it multiplies what comes in by weights of its own, adds up, and adds " +
        "its bias: z. Above 0, z goes on as a; else the unit is off. At the end, softmax makes " +
        "probabilities p of ten z: a larger z, a larger p. Point at a cell to see its sum.",
    },
    {
      layer: 4,
      kind: "dz",
      title: "Start at the end: how wrong is each output?",
      code: "dz4 = p - y",
      text:
        "y is the right answer: 1 for your digit, 0 for the others. p − y is the gradient of each z: " +
        "how fast the loss rises when that z grows. Red, below 0: a larger z would lower the loss. " +
        "Blue: a smaller one would.",
    },
  ];
  for (let l = LAYERS; l >= 1; l--) {
    const came = l > 1 ? `a${l - 1}` : "x";
    STAGES.push({
      layer: l,
      kind: "dW",
      title: l > 1 ? `The weights into ${l === 4 ? "the output" : `layer ${l}`}` : "The weights into layer 1: your digit again",
      code: `dW${l} = dz${l}.T @ ${came},  db${l} = dz${l}`,
      text: {
        4:
          "A weight was multiplied by what came in, a3. So its gradient is dz times what came in. " +
          "Where 0 came in, the weight played no part: gradient 0. The bias was only added: its " +
          "gradient is dz.",
        1:
          "Once more dz times what came in, and that is your digit. So the gradient of a unit's 784 " +
          "weights is a picture of your digit: blue or red, strong or pale.",
      }[l] ?? "As before: dz times what came in.",
    });
    if (l > 1) {
      STAGES.push({
        layer: l - 1,
        kind: "dz",
        title: `Back through the weights to layer ${l - 1}`,
        code: `da${l - 1} = dz${l} @ W${l},  dz${l - 1} = da${l - 1} * (z${l - 1} > 0)`,
        text:
          l === LAYERS
            ? "Each unit of layer 3 fed all ten outputs. What they hand back, each through its own " +
              "weight, adds up: da. Where the unit was on, that is its dz; where it was off, dz is 0."
            : "The same again, one layer further back.",
      });
    }
  }

  const nameOf = (l) => (l === 0 ? "image" : l === LAYERS ? "output" : `layer ${l}`);
  const wide = (textContent) => add(null, "span", { className: "live-wide", textContent }); // not on a phone
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
    const sure = add(body, "div", { className: "live-buttons" });
    const fresh = () => {
      app.use("fresh");
      section.scrollIntoView();
    };
    button(sure, "Let a fresh network read it", fresh, "live-main");
    button(sure, "Walk all the same", () => {
      anyway = true;
      app.changed();
    });

    let anyway = false; // the reader walks though there is little to learn
    let stage = 0;
    let unit = { layer: 4, index: 0, part: "a" };
    let learningRate = null; // until the reader chooses one: by the network

    // --- the steps ---------------------------------------------------------------------------

    const walk = add(body, "div", { className: "live-walking" }); // the buttons stay in sight until its end
    const bar = add(walk, "div", { className: "live-steps" });
    const back = button(bar, "Back", () => stepTo(stage - 1));
    const next = button(bar, "", () => (stage < STAGES.length - 1 ? stepTo(stage + 1) : toUpdate()));
    next.className = "live-main";
    const where = add(bar, "span", { className: "live-caption" });
    const step = add(walk, "div", { className: "live-step", is: { "aria-live": "polite" } });
    const title = add(step, "h3");
    const code = add(step, "code");
    const text = add(step, "p");
    const skip = button(null, "Skip to the update", toUpdate, "live-link");

    // --- the map: the units of each layer, and below them their gradients ----------------------

    const beside = add(walk, "div", { className: "live-beside" });
    const left = add(beside, "div");
    const map = add(left, "div", { className: "live-map" });
    const cards = [];
    for (let l = 0; l <= LAYERS; l++) {
      const card = add(map, "div", { className: "live-card" });
      const units = LIVE.SIZES[l];
      const columns = l === 0 ? 28 : l === LAYERS ? 5 : 8;
      const letter = l === 0 ? "x" : l === LAYERS ? "p" : `a${l}`;
      const heading = `${nameOf(l)}, ${letter}`;
      const part = { card };
      add(card, "div", { className: "live-card-title", children: [wide(`${nameOf(l)}, `), letter] });
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
        const gradient = add(card, "div", { className: "live-gradient" }); // hidden until it is known
        add(gradient, "div", { className: "live-card-title", children: [wide("gradient "), `dz${l}`] });
        part.dz = new Cells(gradient, {
          ...shape,
          names: l === LAYERS,
          label: `dz${l}, the gradient at ${nameOf(l)}; the arrow keys choose a unit`,
          choose: (index) => chooseUnit(l, index, "dz"),
        });
        part.dzNote = add(gradient, "div", { className: "live-caption" });
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
    key.append("Full colour: the number below.");

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
        add(box, "div", { className: "live-caption", textContent: say(strongest(values)) });
        add(box, "div", { className: "live-caption", textContent: caption });
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
          `Softmax: p[${k}] = e^z / (the sum of all ten e^z) = ${say(p[k])}`,
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
      showLines([
        `dz4[${k}] = p[${k}] − y[${k}] = ${say(p[k])} − ${y} = ${say(dz)}: this z should ${dz < 0 ? "grow" : "shrink"}.`,
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
      const way = dW[j] === 0 ? "" : `: this weight should ${dW[j] < 0 ? "grow" : "shrink"}`;
      const lines = [
        `For example dW${l}[${k}, ${j}] = dz${l}[${k}] · ${came}[${j}] = ${say(dz[k])} · ${say(x[j])} = ${say(dW[j])}${way}.`,
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
      if (part === "a") explainForward(layer, index);
      else if (now.kind === "dW" && now.layer === layer) explainWeights(layer, index);
      else if (layer === LAYERS) explainOutput(index);
      else explainBack(layer, index);
    }

    function chooseUnit(layer, index, part) {
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
    add(other, "figcaption", { textContent: "Their gradients, dW1: your digit in each unit that was on" });
    const gradientTiles = new Tiles(other, "The gradients of the first-layer weights, 64 pictures");

    // Whoever has scrolled down to the cells must see what the next step says.
    function stepTo(index) {
      goTo(index);
      const box = step.getBoundingClientRect();
      if (box.top < bar.getBoundingClientRect().bottom || box.bottom > window.innerHeight) {
        walk.scrollIntoView({ block: "start" });
      }
    }

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
      next.textContent = last ? "To the update" : nextWords(nextStage);
      where.replaceChildren(wide("step "), `${stage} of ${STAGES.length - 1}`);
      [title.textContent, code.textContent, text.textContent] = [now.title, now.code, now.text];
      if (!last) text.append(" ", skip);
      cards.forEach(({ card, a, aNote, dz, dzNote }, l) => {
        const values = l === 0 ? app.image : l === LAYERS ? record.p : record.inputs[l];
        a.set(values);
        aNote.textContent = say(strongest(values));
        if (!dz) return;
        dz.canvas.parentElement.classList.toggle("live-reached", reached(l));
        dz.set(backward.dzs[l - 1]);
        dzNote.textContent = say(strongest(backward.dzs[l - 1]));
        card.classList.toggle("live-now", Boolean(now.kind) && now.layer === l);
      });
      images.hidden = !last;
      weightTiles.set(app.net.parameters[0]);
      gradientTiles.set(backward.gradients[0]);
      markUnit();
      explain();
      updateBox.hidden = !last && !app.updated;
    }

    function nextWords({ kind, layer }) {
      if (kind === "dz") return layer === LAYERS ? "Walk backward" : `Next: back to layer ${layer}`;
      return "Next: its weights";
    }

    // --- the update ------------------------------------------------------------------------------

    const updateBox = add(body, "div", { className: "live-update", id: app.id("update") });
    const updateTitle = add(updateBox, "h3", { textContent: "Update: every weight a little against its gradient", tabIndex: -1 });
    add(updateBox, "code", { textContent: "W = W - η * dW,  b = b - η * db" });
    add(updateBox, "p", {
      textContent:
        "A gradient says which way the loss rises, so its weight moves the other way. The learning " +
        "rate η says how far.",
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
    const whyNow = add(result, "p");
    const foretold = add(result, "p");
    const others = add(result, "p");
    const onward = add(result, "div", { className: "live-buttons" });
    button(onward, "Walk again, with the new weights", () => {
      anyway = true;
      app.accept();
      goTo(0);
      section.scrollIntoView();
    });
    button(onward, "Take the update back", () => app.takeBack());
    const train = () => app.root.querySelector(".live-train").scrollIntoView();
    const training = button(onward, "Go on: train with thousands of images", train, "live-main");
    training.hidden = !app.sections.includes("train");

    function rateNow() {
      return learningRate ?? (app.source === "fresh" ? 0.01 : 0.001);
    }

    function toUpdate() {
      goTo(STAGES.length - 1); // all gradients are known there
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
      moved.textContent = updated ? `${movedWords(updated)} Did it help?` : "";
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
            : ` It still reads ${best}: one step was not enough.`;
      const [from, to] = [percent(p[y]), percent(q[y])];
      changed.textContent =
        from === to
          ? `The probability of the ${y} stays at ${to}.${reads}`
          : `The probability of the ${y} ${way} from ${from} to ${to}.${reads}`;
      const [was, is] = [updated.lossBefore, updated.lossAfter];
      if (was < 0.0005) whyNow.textContent = "p − y was nearly 0, so the gradients were too: no weight moved far.";
      else whyNow.textContent = is < was ? whyItHelped(updated) : whyItDidNot(was, is);
      foretold.textContent =
        `The gradients foretold a change of ${say(updated.foretold)}; it was ${say(is - was)}. ` +
        (Math.abs(is - was - updated.foretold) > 0.2 * Math.abs(updated.foretold)
          ? "They hold for small steps only: try a smaller η."
          : "For so small a step the two nearly agree.");
      others.textContent =
        `Of ${app.heldOutCount} other digits it read ${percent(updated.accuracyBefore)} right before, ` +
        `${percent(updated.accuracyAfter)} after. One image can spoil the rest: training takes many, in turn.`;
    }

    // One weight as an example: of the right output, from the unit that said most.
    function movedWords(updated) {
      const said = app.record.inputs[LAYERS - 1];
      const j = said.indexOf(Math.max(...said));
      const at = 64 * app.label + j;
      const [before, after] = [app.net, updated.net].map((net) => net.parameters[2 * LAYERS - 2][at]);
      const gradient = app.backward.gradients[2 * LAYERS - 2][at];
      return (
        `${updated.moved.toLocaleString("en")} of 59,210 weights moved; nothing came into the others, or ` +
        `their unit was off. One that moved: W4[${app.label}, ${j}], gradient ${say(gradient)}, from ` +
        `${say(before)} to ${say(after)}.`
      );
    }

    function whyItHelped({ record, lossBefore, lossAfter }) {
      const y = app.label;
      const [before, after] = [app.record.zs[LAYERS - 1], record.zs[LAYERS - 1]];
      const others = [...before.keys()].filter((digit) => digit !== y);
      const shift = others.reduce((sum, digit) => sum + after[digit] - before[digit], 0) / others.length;
      return (
        `Why? p − y was ${say(app.backward.dzs[LAYERS - 1][y])} at the ${y} and above 0 at the others: ` +
        `the z of the ${y} should grow, the others' shrink. The walk back turned that into a gradient ` +
        "for each weight, and each moved a little against its own. So the z of the " +
        `${y} went from ${say(before[y])} to ${say(after[y])} (the others: ${shift < 0 ? "" : "+"}${say(shift)} on ` +
        `average), its p rose, and the loss fell from ${say(lossBefore)} to ${say(lossAfter)}.`
      );
    }

    function whyItDidNot(was, is) {
      return (
        `Why not? The loss went from ${say(was)} to ${say(is)}: a gradient is right close by only, and ` +
        "the step was too long. Take the update back and choose a smaller η."
      );
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
      const { image, record, label } = app;
      if (seen.image !== image || seen.label !== label) anyway = false;
      const p = record.p[label];
      const best = LIVE.bestOf(record.p);
      const little = p >= 0.97 && app.source !== "fresh" && !app.updated && !anyway;
      const answer =
        best === label
          ? `It reads your ${label} right, with ${percent(p)}.`
          : `It reads your ${label} as a ${best}, and gives the ${label} only ${percent(p)}.`;
      intro.textContent = little
        ? `It reads your ${label} right and is sure (${percent(p)}): little to learn. So take a network with random weights, and teach it your ${label}.`
        : `${answer} The loss says how bad that is: −log p = ${say(app.net.loss(record, [label]))}; right and sure would be 0. Which way must each weight move to make it smaller?`;
      sure.hidden = !little;
      walk.hidden = little;
      drawUpdate();
      if (seen.record !== record || seen.label !== label) {
        seen = { image, record, label };
        goTo(0);
      } else draw();
    });
  };
}
