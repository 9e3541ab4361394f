// Starts the page. `index.html?only=read` shows the first section alone, to set into another page.

{
  const only = new URLSearchParams(location.search).get("only");
  const sections = only ? only.split(",").filter((name) => LIVE.sections[name]) : [];
  document.documentElement.classList.toggle("only", sections.length > 0);
  LIVE.mount(document.getElementById("live"), sections.length ? { sections } : {});
  // Set into another page, it says how high it is. The height is nobody's secret.
  if (parent !== window) {
    const tell = () => parent.postMessage({ liveHeight: document.body.offsetHeight }, "*");
    new ResizeObserver(tell).observe(document.body);
  }
}
