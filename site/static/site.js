// The live network says how high it is.
addEventListener("message", (event) => {
  for (const frame of document.querySelectorAll("iframe.live")) {
    if (frame.contentWindow === event.source && event.data.liveHeight > 0)
      frame.style.height = `${event.data.liveHeight + 8}px`;
  }
});
// Words of the glossary: what a word means, beside it, for a pointer or the keyboard.
{
  let shown = null;
  const hide = () => {
    shown?.remove();
    shown = null;
  };
  for (const link of document.querySelectorAll("a.term")) {
    const meaning = link.title;
    link.removeAttribute("title"); // or the browser shows it a second time
    const show = () => {
      hide();
      shown = document.createElement("div");
      shown.className = "term-meaning";
      shown.id = "term-meaning";
      shown.setAttribute("role", "tooltip");
      shown.textContent = meaning;
      document.body.append(shown);
      link.setAttribute("aria-describedby", shown.id);
      const place = link.getBoundingClientRect();
      const left = Math.min(place.left, document.documentElement.clientWidth - shown.offsetWidth - 8);
      shown.style.left = `${Math.max(8, left) + scrollX}px`;
      shown.style.top = `${place.bottom + scrollY + 4}px`;
    };
    for (const event of ["mouseenter", "focus"]) link.addEventListener(event, show);
    for (const event of ["mouseleave", "blur"]) link.addEventListener(event, hide);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
// A formula or table that is too wide scrolls by itself: then the keyboard must reach it.
addEventListener("load", async () => {
  await window.MathJax?.startup?.promise;
  for (const part of document.querySelectorAll("mjx-container[display], table"))
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
});
// On paper nothing can be unfolded.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});
