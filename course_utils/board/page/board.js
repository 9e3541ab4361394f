// The teacher's page. All that learners send is shown by textContent alone, never as HTML.
"use strict";

const $ = (selector) => document.querySelector(selector);
const STATES = [["right", "✓"], ["trying", "…"], ["stuck", "!"]];
const FINAL = {
  4403: "This address does not open a board. Open the first one that the terminal printed.",
  4410: "All data of this class were deleted. Start the board again.",
};
let socket = null;
let board = null; // what came last
let focus = null; // the exercise whose hints are shown, or null for the whole lesson

// The key stands behind the # of the address, which no server sees. It leaves the address at once:
// a class may look at this window.
function key() {
  if (location.hash.length > 1) {
    sessionStorage.setItem("key", location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("key");
}

function connect() {
  const own = key();
  if (!own) return notice(FINAL[4403]);
  const url = new URL("api/board", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  socket = new WebSocket(url);
  socket.onopen = () => socket.send(JSON.stringify({ key: own }));
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = (event) => {
    if (FINAL[event.code]) return notice(FINAL[event.code]);
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (!$(".notice").textContent) notice(`No connection to the board since ${time}; trying again.`);
    setTimeout(connect, 2000);
  };
}

function tell(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function notice(text) {
  if ($(".notice").textContent !== text) $(".notice").textContent = text;
}

function take(message) {
  if (message.class) {
    notice("");
    const code = `${message.code.slice(0, 4)}-${message.code.slice(4)}`;
    $(".class").replaceChildren(
      element("span", "", `Class ${message.class}`),
      element("span", "code", `code ${code}`),
      element("span", "count", "")
    );
    $(".class").hidden = false;
    const wanted = JSON.parse(sessionStorage.getItem("wanted") ?? "{}");
    if (Object.keys(wanted).length) tell(wanted);
  }
  if (message.csv !== undefined) save(message.csv);
  if (message.board) {
    board = message.board;
    show();
  }
}

function want(choice) {
  const wanted = JSON.parse(sessionStorage.getItem("wanted") ?? "{}");
  sessionStorage.setItem("wanted", JSON.stringify({ ...wanted, ...choice }));
  tell(choice);
}

function element(tag, kind, ...content) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.append(...content);
  return made;
}

// A hint with its `code` set as code.
function words(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", "", part) : part));
}

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

function show() {
  if (!board.exercises.some((exercise) => exercise.name === focus)) focus = null;
  $("main").hidden = $("footer").hidden = false;
  $(".lesson-number").textContent = `Lesson ${board.lesson}`;
  $("h1").textContent = board.title;
  $(".count").textContent = `${many(board.learners, "learner", "learners")}`;
  const active = document.activeElement?.dataset?.key; // what is drawn anew keeps the focus
  showWaves();
  $(".exercises ol").replaceChildren(...board.exercises.map(row));
  if (active) $(`[data-key="${active}"]`)?.focus();
  showHints();
  showChoices();
}

function showWaves() {
  const waves = board.waves;
  document.title = waves.length ? `(${waves.length}) Class board` : "Class board";
  $(".waves").hidden = !waves.length;
  const title = `${many(waves.length, "learner needs", "learners need")} help`;
  if ($(".waves h2").textContent !== title) $(".waves h2").textContent = title;
  $(".waves ul").replaceChildren(
    ...waves.map((wave) => {
      const time = wave.minutes ? `for ${wave.minutes} min` : "just now";
      const text = [wave.name, wave.exercise, time].filter(Boolean).join(" · ");
      const done = element("button", "", "Helped");
      done.type = "button";
      done.setAttribute("aria-label", `Helped: ${text}`);
      done.dataset.key = `wave-${wave.learner}`;
      done.onclick = () => tell({ settle: wave.learner });
      return element("li", "", `${text} `, done);
    })
  );
}

function row(exercise) {
  const bar = element("span", "bar");
  let begun = 0;
  for (const [state, sign] of STATES) {
    const count = exercise[state];
    begun += count;
    if (!count) continue;
    const part = element("span", state, `${sign} ${count}`);
    part.style.flexGrow = count;
    bar.append(part);
  }
  const idle = Math.max(0, board.learners - begun);
  if (idle) {
    const rest = element("span", "idle", "");
    rest.style.flexGrow = idle;
    bar.append(rest);
  }
  bar.setAttribute("aria-hidden", "true");
  const said = STATES.map(([state]) => `${exercise[state]} ${state}`).join(", ");
  const button = element(
    "button", "", element("span", "title", exercise.title), element("span", "said", said), bar
  );
  button.type = "button";
  button.dataset.key = exercise.name;
  button.setAttribute("aria-pressed", focus === exercise.name);
  button.onclick = () => {
    focus = focus === exercise.name ? null : exercise.name;
    show();
  };
  const item = element("li", "", button);
  if (exercise.who?.length) item.append(element("p", "who", `stuck: ${exercise.who.join(", ")}`));
  return item;
}

function showHints() {
  const chosen = board.exercises.filter((exercise) => !focus || exercise.name === focus);
  const hints = chosen.flatMap((exercise) =>
    exercise.hints.map((hint) => ({ ...hint, number: exercise.title.split(" · ")[0] }))
  );
  // First what holds learners up now; what all have mended comes last.
  hints.sort((a, b) => b.now - a.now || b.learners - a.learners);
  $("#hints-title").textContent = focus
    ? `Hints met in ${chosen[0].title}`
    : "Mistakes of the class";
  $(".hints ol").replaceChildren(
    ...hints.slice(0, 5).map((hint) => {
      const now = hint.now === hint.learners ? "all still at it" : `${hint.now} still at it`;
      const count = element("p", "met", `${hint.number} · `);
      count.append(element("b", "", many(hint.learners, "learner", "learners")));
      count.append(hint.now ? `, ${now}` : ", all right by now");
      return element("li", hint.now ? "" : "past", count, element("p", "", ...words(hint.text)));
    })
  );
  $(".hints .none").textContent = hints.length ? "" : "No wrong answer yet.";
}

function showChoices() {
  const select = $("select");
  const options = [["", `in progress (${board.automatic ? board.lesson : "automatic"})`]].concat(
    board.lessons.map((lesson) => [lesson.number, `${lesson.number} ${lesson.title}`])
  );
  if (document.activeElement !== select) {
    select.replaceChildren(
      ...options.map(([value, text]) => {
        const option = element("option", "", text);
        option.value = value;
        return option;
      })
    );
    select.value = board.automatic ? "" : board.lesson;
  }
  $(".names").checked = board.names;
}

function save(csv) {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", csv], { type: "text/csv" }));
  link.download = "class.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

$("select").onchange = (event) => want({ lesson: event.target.value || null });
$(".names").onchange = (event) => want({ names: event.target.checked });
$(".export").onclick = () => tell({ export: true });
connect();
