// Walking through a presentation by keys, and full screen.

const whole = document.getElementById("whole");
if (document.fullscreenEnabled) {
  whole.hidden = false;
  whole.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
}

const KEYS = { ArrowRight: "after", PageDown: "after", " ": "after", ArrowLeft: "before", PageUp: "before", Escape: "leave" };

async function go(link) {
  if (!link) return;
  if (link.id === "leave" || !document.fullscreenElement) {
    location.assign(link.href);
    return;
  }
  // Leaving the page would leave the full screen, too.
  const text = await (await fetch(link.href)).text();
  const next = new DOMParser().parseFromString(text, "text/html");
  document.querySelector("main").replaceChildren(...next.querySelector("main").children);
  document.title = next.title;
  history.replaceState(null, "", link.href);
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = document.getElementById(KEYS[event.key]);
  if (!link || (event.key === " " && event.target.closest("a, button"))) return;
  event.preventDefault();
  go(link);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("#before, #after");
  if (!link || !document.fullscreenElement) return;
  event.preventDefault();
  go(link);
});
