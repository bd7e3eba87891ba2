// The cells of the map: which one is chosen, and how the keyboard walks over them.
// A stop is a cell, or a card in a cell. Each knows the part and the field it shows.

const FIELDS = { channel: "channel", personas: "feelings" };

export function stopOf(element) {
  return element?.closest?.(".activity, #map td, #map th") ?? null;
}

export function addressOf(stop) {
  if (!stop) return null;
  if (stop.matches(".activity")) return { part: "activity", id: stop.dataset.activity, field: "does", stop };
  if (stop.dataset.stage) return { part: "stage", id: stop.dataset.stage, field: "name", stop };
  if (stop.dataset.touchpoint) return { part: "touchpoint", id: stop.dataset.touchpoint, field: "name", stop };
  const row = stop.parentElement;
  const id = touchpointAt(stop.cellIndex);
  if (stop.tagName !== "TD" || !row.dataset.lane || !id) return null;
  const lane = row.dataset.lane;
  if (row.classList.contains("activities")) return { part: "touchpoint", id, field: "activities", line: lane, stop };
  if (row.classList.contains("numbers")) return { part: "touchpoint", id, field: "", lane, isMeasured: true, stop };
  return { part: "touchpoint", id, field: FIELDS[lane] ?? lane, lane, stop };
}

export function nameOf({ part, id, field }) {
  return [part, id, field].join("/");
}

export function map() {
  return document.getElementById("map");
}

export function touchpointAt(index) {
  return map().querySelector(".names")?.cells[index]?.dataset.touchpoint ?? "";
}

export function columnOf(touchpointId) {
  const head = map().querySelector(`[data-touchpoint="${CSS.escape(touchpointId)}"]`);
  return head ? head.cellIndex : -1;
}

export function stopAt(name) {
  const [part, id, field] = name.split("/");
  if (part === "activity") return map().querySelector(`[data-activity="${CSS.escape(id)}"]`);
  if (part === "stage") return map().querySelector(`[data-stage="${CSS.escape(id)}"]`);
  const column = columnOf(id);
  if (column < 0) return null;
  if (field === "name" || !field) return map().querySelector(".names").cells[column];
  const lane = Object.entries(FIELDS).find(([, own]) => own === field)?.[0] ?? field;
  return map().querySelector(`tr[data-lane="${CSS.escape(lane)}"]`)?.cells[column] ?? null;
}

function isShown(row) {
  return row.getClientRects().length > 0 && !row.matches(".line");
}

function rows() {
  return [...map().querySelectorAll("tr")].filter(isShown);
}

// The column that a stop stands in; a stage stands over its first.
function columnAt(stop) {
  if (stop.matches(".activity")) return stop.parentElement.cellIndex;
  if (!stop.dataset.stage) return stop.cellIndex;
  let at = 1;
  for (const cell of stop.parentElement.cells) {
    if (cell === stop) return at;
    if (cell.dataset.stage) at += cell.colSpan;
  }
  return at;
}

function cellIn(row, column) {
  if (!row.matches(".stages")) return row.cells[column] ?? null;
  let at = 1;
  for (const cell of row.cells) {
    if (!cell.dataset.stage) continue;
    if (column < at + cell.colSpan) return cell;
    at += cell.colSpan;
  }
  return null;
}

export function beside(stop, step) {
  if (step.down) {
    if (stop.matches(".activity")) {
      const card = step.down > 0 ? stop.nextElementSibling : stop.previousElementSibling;
      if (card?.matches(".activity")) return card;
    }
    const all = rows();
    const at = all.indexOf(stop.closest("tr")) + step.down;
    const cell = all[at] ? cellIn(all[at], columnAt(stop)) : null;
    const cards = cell?.querySelectorAll?.(".activity") ?? [];
    return cards.length ? cards[step.down > 0 ? 0 : cards.length - 1] : cell;
  }
  const cell = stop.matches(".activity") ? stop.parentElement : stop;
  const next = cell.parentElement.cells[cell.cellIndex + step.right];
  if (!next || next.matches(".corner, tbody th")) return null;
  return next.querySelector(".activity") ?? next;
}

export class Choice extends EventTarget {
  constructor() {
    super();
    this.name = "";
  }

  get stop() {
    return this.name ? stopAt(this.name) ?? this.held : null;
  }

  get address() {
    return addressOf(this.stop);
  }

  take(stop, { focus = true } = {}) {
    const address = addressOf(stop);
    if (!address) return;
    this.held?.classList.remove("chosen");
    this.held?.setAttribute("tabindex", "-1");
    this.held = stop;
    this.name = address.field === "activities" || address.isMeasured ? "" : nameOf(address);
    this.lane = stop.closest("tr").dataset.lane ?? "";
    this.column = columnAt(stop);
    stop.classList.add("chosen");
    stop.setAttribute("tabindex", "0");
    if (focus) stop.focus({ preventScroll: false });
    this.dispatchEvent(new CustomEvent("chosen", { detail: address }));
  }

  move(step) {
    const next = this.held?.isConnected ? beside(this.held, step) : null;
    if (next) this.take(next);
    return Boolean(next);
  }

  // After the table was drawn anew: the same cell, else the one in its place.
  again({ focus }) {
    let stop = this.name ? stopAt(this.name) : null;
    if (!stop && this.column) {
      const row = this.lane ? map().querySelector(`tr[data-lane="${CSS.escape(this.lane)}"]`) : map().querySelector(".names");
      const cells = row ? [...row.cells] : [];
      stop = cells[Math.min(this.column, cells.length - 1)] ?? null;
    }
    if (stop) this.take(stop, { focus });
  }
}

export function makeFocusable() {
  const table = map().querySelector("table");
  table.setAttribute("role", "grid");
  for (const row of table.rows) {
    if (row.matches(".line")) continue;
    for (const cell of row.cells) if (!cell.hasAttribute("tabindex") && addressOf(cell)) cell.tabIndex = -1;
  }
  for (const card of table.querySelectorAll(".activity")) if (!card.hasAttribute("tabindex")) card.tabIndex = -1;
  for (const number of table.querySelectorAll(".number")) number.tabIndex = -1;
}

// Bring the table to what the server drew, cell by cell, so that nothing jumps.
export async function morph(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("map");
  const now = map();
  const [oldTable, newTable] = [now.querySelector("table"), fresh.querySelector("table")];
  now.style.cssText = fresh.style.cssText;
  const shape = (table) => [...table.rows].map((row) => `${row.id}:${row.cells.length}`).join();
  const heads = (table) => [...table.querySelectorAll("thead th")].map((th) => (th.dataset.stage ?? th.dataset.touchpoint) + th.colSpan).join();
  if (shape(oldTable) !== shape(newTable) || heads(oldTable) !== heads(newTable)) {
    const place = [now.scrollLeft, now.scrollTop];
    oldTable.replaceWith(newTable);
    [now.scrollLeft, now.scrollTop] = place;
    return;
  }
  let begun = performance.now();
  for (const [no, row] of [...oldTable.rows].entries()) {
    const other = newTable.rows[no];
    if (row.style.cssText !== other.style.cssText) row.style.cssText = other.style.cssText;
    for (const [place, cell] of [...row.cells].entries()) {
      const wanted = other.cells[place];
      if (!wanted || cell.querySelector(".typing")) continue;
      if (cell.dataset.drawn !== wanted.outerHTML) {
        const drawn = wanted.outerHTML;
        if (cell.innerHTML !== wanted.innerHTML) cell.innerHTML = wanted.innerHTML;
        const kept = ["chosen", "differs"].filter((name) => cell.classList.contains(name));
        cell.className = wanted.className;
        cell.classList.add(...kept);
        cell.title = wanted.title;
        cell.dataset.drawn = drawn;
      }
    }
    if (performance.now() - begun > 40) {
      await new Promise((resolve) => setTimeout(resolve));
      begun = performance.now();
    }
  }
}
