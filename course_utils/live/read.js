// Section 1: draw a digit, and the network reads it at once.

{
  const { add, button, percent, Bars, Cells, Pad } = LIVE.parts;

  const NETWORKS = {
    shipped: "the course's, trained on 55,000 images",
    fresh: "a fresh one: random weights, it knows nothing",
    trained: "the one that you trained below",
    file: "from a file",
  };

  LIVE.sections ??= {};
  LIVE.sections.read = (app, parent, onward) => {
    const section = add(parent, "section", { className: "live-read", id: app.id("read") });
    add(section, "h2", { textContent: "Draw a digit" });
    const columns = add(section, "div", { className: "live-columns" });

    const left = add(columns, "div", { className: "live-draw" });
    const pad = new Pad(left, (strokes) => app.draw(strokes));
    const buttons = add(left, "div", { className: "live-buttons" });
    const undo = button(buttons, "Undo", () => pad.undo());
    const clear = button(buttons, "Clear", () => pad.set([]));
    const below = add(left, "div", { className: "live-seen" });
    const seen = new Cells(below, {
      rows: 28,
      columns: 28,
      ink: true,
      label: "What the network gets: the drawing as 28 by 28 pixels",
    });
    add(below, "p", {
      className: "live-caption",
      textContent: "What the network gets: your digit, centred, as 28 × 28 numbers",
    });

    const right = add(columns, "div", { className: "live-answer" });
    const answer = add(right, "p", { className: "live-says", is: { role: "status" } });
    const bars = new Bars(right, "");

    const ask = add(right, "div", { className: "live-ask", is: { role: "group" } });
    ask.setAttribute("aria-label", "Say what it was");
    const yes = button(ask, "", () => tell(app.hint ?? LIVE.bestOf(app.record.p)), "live-main");
    add(ask, "span", { textContent: "Or it was a" });
    const digits = Array.from({ length: 10 }, (_, digit) =>
      button(ask, String(digit), () => tell(digit), "live-digit"),
    );

    // The reader says what it was: the walk begins, here or on another page, which draws it again.
    function tell(digit) {
      if (!onward) app.say(digit);
      else if (pad.strokes.length) onward({ digit, strokes: pad.strokes });
      else onward({ digit, place });
    }
    app.begin = ({ digit, strokes, place }) => {
      if (strokes) pad.set(strokes);
      else showHeldOut(place);
      if (app.record) app.say(digit);
    };

    let example = -1;
    const offers = add(right, "div", { className: "live-buttons" });
    button(offers, "Draw one for me", () => {
      example = (example + 7) % 10; // 6, 3, 0, 7, ...: all ten before one comes again
      pad.set(LIVE.shipped.drawings[example]);
    });
    let misread = 0;
    let place = 0; // of the image that is shown
    function showHeldOut(i) {
      const { images, labels } = app.images("held out");
      const image = images.slice(784 * i, 784 * (i + 1));
      place = i;
      pad.show(image);
      app.show(image, labels[i]);
    }
    button(offers, "Show me one that it reads wrong", () => {
      const { images, labels } = app.images("held out");
      const { p } = app.net.forward(images, labels.length);
      const wrong = [...labels.keys()].filter((i) => LIVE.bestOf(p, i) !== labels[i]);
      if (!wrong.length) return;
      showHeldOut(wrong[misread++ % wrong.length]);
    });

    const more = add(section, "details", { className: "live-more" });
    add(more, "summary", { textContent: "Which network reads?" });
    const choices = add(more, "div", { className: "live-choices", is: { role: "radiogroup" } });
    choices.setAttribute("aria-label", "Which network reads?");
    const radios = {};
    for (const [source, text] of Object.entries(NETWORKS)) {
      const label = add(choices, "label");
      radios[source] = add(label, "input", { type: "radio", name: app.id("network") });
      label.append(text);
      radios[source].addEventListener("change", () => app.use(source));
    }
    const file = add(more, "label", { className: "live-file" });
    file.append("Weights that lesson 11 saved (a .pt file; you can also drop it on this page): ");
    const input = add(file, "input", { type: "file", accept: ".pt,.pth" });
    const said = add(more, "p", { className: "live-message", is: { role: "status" } });
    input.addEventListener("change", () => input.files.length && take(input.files[0]));

    async function take(dropped) {
      more.open = true;
      try {
        app.networks.file = LIVE.readWeights(
          new Uint8Array(await dropped.slice(0, 30e6).arrayBuffer()), // no film is read whole
        );
        said.textContent = `${dropped.name}: 59,210 weights read. This network reads now.`;
        app.use("file");
      } catch (error) {
        if (!(error instanceof LIVE.WeightsError)) throw error;
        said.textContent = `${dropped.name}: ${error.message}`;
      }
      input.value = "";
    }

    const over = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    const drop = (event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      take(event.dataTransfer.files[0]);
    };
    app.root.addEventListener("dragover", over);
    app.root.addEventListener("drop", drop);

    function update() {
      const { record, image, message } = app;
      seen.set(image);
      bars.set(record?.p ?? null, record ? app.label : null);
      ask.hidden = !record || !(onward || app.sections.includes("walk"));
      undo.disabled = pad.strokes.length === 0;
      clear.disabled = undo.disabled && !pad.image;
      for (const [source, radio] of Object.entries(radios)) {
        radio.checked = app.source === source;
        radio.disabled = !app.networks[source];
      }
      if (!record) {
        answer.textContent = message;
        return;
      }
      const best = LIVE.bestOf(record.p);
      const sure = record.p[best] < 0.5 ? "I am not sure" : "I read";
      answer.textContent = `${sure}: a ${best}, with probability ${percent(record.p[best])}`;
      yes.textContent = `It was a ${app.hint ?? best}: show how it learns`;
      digits.forEach((each, digit) => {
        each.setAttribute("aria-pressed", digit === app.label);
        each.hidden = digit === (app.hint ?? best);
      });
    }
    app.on(update);
  };
}
