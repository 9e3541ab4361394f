// Starts the page. `index.html?only=read` shows the first section alone, to set into another page.
// There, who says what the digit was goes on to the whole page, and the digit goes along in its
// address: `#digit=7&strokes=300-250_700-240.350-520_680-500` (thousandths of the box; a dot between
// strokes), or `#digit=5&place=12` for an image that came with the page.

{
  const join = (strokes) =>
    strokes
      .map((stroke) => stroke.map((point) => point.map((v) => Math.round(1000 * v)).join("-")).join("_"))
      .join(".");

  function onward({ digit, strokes, place }) {
    const carried = strokes ? { digit, strokes: join(strokes) } : { digit, place };
    window.open(`index.html#${new URLSearchParams(carried)}`, "_top");
  }

  // What an address carries, or null: then the page begins with an empty box.
  function carried(hash) {
    const found = /^#digit=(\d)&(?:strokes=([\d._-]+)|place=(\d{1,3}))$/.exec(hash);
    if (!found) return null;
    const digit = Number(found[1]);
    if (!found[2]) return { digit, place: Number(found[3]) };
    const points = (stroke) =>
      stroke.split("_").map((point) => point.split("-").map((v) => Number(v) / 1000));
    const strokes = found[2].split(".").map(points);
    const inside = ([x, y, ...more]) => x <= 1 && y <= 1 && !more.length;
    return strokes.flat().every(inside) ? { digit, strokes } : null;
  }

  const only = new URLSearchParams(location.search).get("only");
  const sections = only ? only.split(",").filter((name) => LIVE.sections[name]) : [];
  document.documentElement.classList.toggle("only", sections.length > 0);
  const options = sections.length ? { sections } : { begin: carried(location.hash) };
  if (only === "read") options.onward = onward;
  LIVE.mount(document.getElementById("live"), options);
  // Set into another page, it says how high it is. The height is nobody's secret.
  if (parent !== window) {
    const tell = () => parent.postMessage({ liveHeight: document.body.offsetHeight }, "*");
    new ResizeObserver(tell).observe(document.body);
  }
}
