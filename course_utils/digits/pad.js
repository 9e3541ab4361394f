// The browser's part of pad.py: a page to draw on, the image that the network gets, ten bars.

const NEAREST = 0.004; // points closer together than this share of the page are left out
const PATIENCE = 700; // milliseconds without an answer, then the pad says that it waits
const WAITING =
  "Waiting for the kernel: it is busy with another cell. Was it restarted? Then run this cell again.";

function add(parent, tag, properties = {}, attributes = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const root = add(el, "div", { className: "pad" }, { role: "group", "aria-label": "Drawing pad" });

  const left = add(root, "div", { className: "pad-column" });
  add(left, "div", { className: "pad-title", textContent: "Draw a digit" });
  const page = add(left, "canvas", { className: "pad-page" }, {
    role: "img",
    "aria-label": "Page: draw one digit with the mouse, a pen or a finger",
  });
  const buttons = add(left, "div", { className: "pad-buttons" });
  const undo = add(buttons, "button", { type: "button", textContent: "Undo" });
  const clear = add(buttons, "button", { type: "button", textContent: "Clear" });
  const label = add(left, "label", { className: "pad-label" });
  const prepared = add(label, "input", { type: "checkbox" });
  label.append("prepare it as MNIST was");

  const middle = add(root, "div", { className: "pad-column" });
  add(middle, "div", { className: "pad-title", textContent: "What the network gets" });
  const seen = add(middle, "canvas", { className: "pad-seen", width: 28, height: 28 }, {
    role: "img",
    "aria-label": "The drawing as 28 by 28 pixels",
  });

  const right = add(root, "div", { className: "pad-column" });
  add(right, "div", { className: "pad-title", textContent: "What it reads" });
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const row = add(right, "div", { className: "pad-row" });
    add(row, "span", { className: "pad-digit", textContent: digit });
    const track = add(row, "span", { className: "pad-track" });
    return { row, bar: add(track, "span", { className: "pad-bar" }), number: add(row, "span") };
  });
  // Below the bars, so that a long message does not push them.
  const answer = add(right, "div", { className: "pad-answer" }, { role: "status" });

  let current = null; // the stroke that is being drawn, and the pointer that draws it
  let pointer = null;
  let waiting = false; // has the kernel kept us waiting for longer than PATIENCE?
  let clock = null;

  function line(context, points, width) {
    if (points.length === 1) {
      context.beginPath();
      context.arc(...points[0], width / 2, 0, 2 * Math.PI);
      context.fill();
      return;
    }
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(...points[0]);
    for (const point of points) context.lineTo(...point);
    context.stroke();
  }

  function drawPage() {
    // As many pixels as the screen has, so that lines are sharp on every display.
    const size = Math.round(page.clientWidth * (window.devicePixelRatio || 1));
    if (size === 0) return; // not on the screen yet
    if (page.width !== size) page.width = page.height = size;
    const context = page.getContext("2d");
    context.setTransform(size, 0, 0, size, 0, 0);
    context.clearRect(0, 0, 1, 1);
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = context.fillStyle = "#1b1b1b";
    for (const stroke of model.get("strokes")) line(context, stroke, model.get("pen"));
    if (current) line(context, current, model.get("pen"));
    undo.disabled = clear.disabled = model.get("strokes").length === 0;
  }

  function drawAnswer() {
    const p = waiting ? [] : model.get("probabilities");
    const best = p.indexOf(Math.max(...p));
    answer.textContent = waiting ? WAITING : model.get("answer");
    bars.forEach(({ row, bar, number }, digit) => {
      row.classList.toggle("pad-best", digit === best);
      bar.style.width = p.length ? `${100 * p[digit]}%` : "0";
      number.textContent = p.length ? `${(100 * p[digit]).toFixed(1)}%` : "";
    });
    const bytes = model.get("seen"); // a DataView
    const context = seen.getContext("2d");
    const picture = context.createImageData(28, 28); // transparent where nothing is set
    for (let i = 0; i < (waiting ? 0 : bytes.byteLength); i++) {
      const brightness = 255 - bytes.getUint8(i);
      picture.data.set([brightness, brightness, brightness, 255], 4 * i);
    }
    context.putImageData(picture, 0, 0);
    prepared.checked = model.get("prepared");
  }

  function place(event) {
    const box = page.getBoundingClientRect();
    const share = (value) => Number(Math.min(1, Math.max(0, value)).toFixed(4));
    return [
      share((event.clientX - box.left) / box.width),
      share((event.clientY - box.top) / box.height),
    ];
  }

  function ask(changes = {}) {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.set("asked", model.get("asked") + 1);
    model.save_changes();
    clearTimeout(clock);
    clock = setTimeout(hearNothing, PATIENCE);
  }

  function hearNothing() {
    waiting = model.get("answered") !== model.get("asked");
    drawAnswer();
  }

  function hear() {
    clearTimeout(clock);
    waiting = false;
    drawAnswer();
  }

  page.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return; // one finger, the left button
    event.preventDefault(); // no text is marked
    pointer = event.pointerId;
    page.setPointerCapture(pointer); // the stroke goes on where the pointer leaves the page
    current = [place(event)];
    drawPage();
  });
  page.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const point of (all.length ? all : [event]).map(place)) {
      const [x, y] = current[current.length - 1];
      if (Math.hypot(point[0] - x, point[1] - y) > NEAREST) current.push(point);
    }
    drawPage();
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    page.addEventListener(kind, (event) => {
      if (event.pointerId !== pointer) return;
      const strokes = [...model.get("strokes"), current];
      current = pointer = null;
      ask({ strokes });
    });
  }
  undo.addEventListener("click", () => ask({ strokes: model.get("strokes").slice(0, -1) }));
  clear.addEventListener("click", () => ask({ strokes: [] }));
  prepared.addEventListener("change", () => ask({ prepared: prepared.checked }));

  const answers = ["answer", "probabilities", "seen", "prepared"];
  const lost = () => ask(); // the line to the kernel broke or came back: does it still answer?
  model.on("change:strokes", drawPage);
  model.on("change:answered", hear);
  model.on("comm_live_update", lost);
  for (const name of answers) model.on(`change:${name}`, drawAnswer);
  const watch = new ResizeObserver(drawPage); // also tells when the page first appears
  watch.observe(page);
  drawAnswer();
  return () => {
    watch.disconnect();
    clearTimeout(clock);
    model.off("change:answered", hear);
    model.off("comm_live_update", lost);
    model.off("change:strokes", drawPage);
    for (const name of answers) model.off(`change:${name}`, drawAnswer);
  };
}

export default { render };
