// Lights a finding's column, and lets arrow keys walk over the numbers.
// Everything on the page can be read and reached without this script.
const sheet = document.querySelector("#map");

function column(touchpoint) {
  const head = document.getElementById(`map-${touchpoint}`);
  return head ? head.cellIndex : -1;
}

function light(touchpoint, isLit) {
  const index = column(touchpoint);
  if (index < 0) return;
  for (const row of sheet.querySelectorAll("tr:not(.stages, .line)")) {
    row.cells[index]?.classList.toggle("lit", isLit);
  }
}

function findingOf(event) {
  return event.target.closest?.("[data-lights]");
}

let kept = null;

function keep(finding) {
  if (kept) {
    kept.classList.remove("lit");
    light(kept.dataset.lights, false);
  }
  kept = kept === finding ? null : finding;
  if (!kept) return;
  kept.classList.add("lit");
  light(kept.dataset.lights, true);
  document.getElementById(`map-${kept.dataset.lights}`)?.scrollIntoView({ block: "nearest", inline: "center" });
}

if (sheet) {
  for (const [on, off] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(on, (event) => {
      const finding = findingOf(event);
      if (finding) light(finding.dataset.lights, true);
    });
    document.addEventListener(off, (event) => {
      const finding = findingOf(event);
      if (finding && finding !== kept) light(finding.dataset.lights, false);
      if (kept) light(kept.dataset.lights, true);
    });
  }
  document.addEventListener("click", (event) => {
    const finding = findingOf(event);
    const link = event.target.closest("a");
    if (!finding || (link && !link.hash.startsWith("#map-"))) return;
    event.preventDefault();
    keep(finding);
  });

  const stops = [...document.querySelectorAll("#map-strip a")];
  const showPlace = () => {
    const at = Math.round((sheet.scrollLeft / sheet.scrollWidth) * stops.length);
    stops.forEach((stop, index) => stop.classList.toggle("here", index === at));
  };
  sheet.addEventListener("scroll", showPlace, { passive: true });
  showPlace();

  const numbers = [...sheet.querySelectorAll(".number")];
  for (const number of numbers.slice(1)) number.tabIndex = -1;
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  sheet.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const cell = event.target.closest(".number")?.closest("td");
    if (!step || !cell) return;
    event.preventDefault();
    let row = cell.parentElement;
    let index = cell.cellIndex;
    let next = null;
    while (!next) {
      index += step[1];
      if (step[0]) row = step[0] > 0 ? row.nextElementSibling : row.previousElementSibling;
      const reached = row?.cells[index];
      if (!reached) return;
      next = reached.querySelector(".number");
    }
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
