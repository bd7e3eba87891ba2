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
  if (stop.dataset.own) return { part: "lane", id: stop.dataset.own, field: "name", stop };
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
  return where().names.cells[index]?.dataset.touchpoint ?? "";
}

// Where everything stands. A large map has ten thousand elements, and looking through
// them for each cell takes longer than drawing it.
let places = null;

function where() {
  const table = map().querySelector("table");
  if (places?.table === table) return places;
  const [stages, names] = [table.querySelector(".stages"), table.querySelector(".names")];
  places = {
    table,
    names,
    columns: new Map([...names.cells].map((cell) => [cell.dataset.touchpoint, cell.cellIndex])),
    stages: new Map([...stages.cells].map((cell) => [cell.dataset.stage, cell])),
    lanes: new Map([...table.rows].map((row) => [row.dataset.lane, row])),
    cards: new Map([...table.getElementsByClassName("activity")].map((card) => [card.dataset.activity, card])),
  };
  return places;
}

export function columnOf(touchpointId) {
  return where().columns.get(touchpointId) ?? -1;
}

export function stopAt(name) {
  const [part, id, field] = name.split("/");
  const { cards, stages, names, lanes } = where();
  if (part === "activity") return cards.get(id) ?? null;
  if (part === "stage") return stages.get(id) ?? null;
  if (part === "lane") return lanes.get(`notes.${id}`)?.cells[0] ?? null;
  const column = columnOf(id);
  if (column < 0) return null;
  if (field === "name" || !field) return names.cells[column];
  const lane = Object.entries(FIELDS).find(([, own]) => own === field)?.[0] ?? field;
  return lanes.get(lane)?.cells[column] ?? null;
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
  if (!next || next.matches(".corner, tbody th:not([data-own])")) return null;
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

  // A new part takes another id with its name, a moment before the table shows it.
  get address() {
    const found = addressOf(this.stop);
    const [part, id] = this.name.split("/");
    return found && part === found.part ? { ...found, id } : found;
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
      const row = this.lane ? where().lanes.get(this.lane) : where().names;
      const cells = row ? [...row.cells] : [];
      stop = cells[Math.min(this.column, cells.length - 1)] ?? null;
    }
    if (stop) this.take(stop, { focus });
  }
}

export function makeFocusable() {
  const table = map().querySelector("table");
  table.setAttribute("role", "grid");
  table.setAttribute("aria-multiselectable", "true");
  for (const row of table.rows) {
    if (row.matches(".line")) continue;
    for (const cell of row.cells) if (!cell.hasAttribute("tabindex") && addressOf(cell)) cell.tabIndex = -1;
  }
  makeInnerFocusable(table);
}

export function makeInnerFocusable(root) {
  if (!root.hasAttribute("tabindex") && addressOf(root)) root.tabIndex = -1;
  for (const card of root.querySelectorAll(".activity")) if (!card.hasAttribute("tabindex")) card.tabIndex = -1;
  for (const number of root.querySelectorAll(".number")) number.tabIndex = -1;
}

// ---- drawing anew -----------------------------------------------------------

// What the server drew in each cell; what the page adds of its own is not in it.
const drawn = new WeakMap();

// A cell that the page changed by itself is to be drawn anew, come what may.
export function forget(stop) {
  drawn.delete(stop.closest("td, th"));
}

function read(html) {
  return new DOMParser().parseFromString(html, "text/html").getElementById("map");
}

function laneIds(table) {
  return [...table.tBodies[0].rows].map((row) => row.id).join();
}

// Bring one cell to what the server drew; a cell in which somebody types keeps it for
// later. Tells whether anything has changed.
function renew(cell, wanted, typing) {
  const html = wanted.outerHTML;
  if (drawn.get(cell) === html) return false;
  drawn.set(cell, html);
  if (typing?.stop === cell) typing.before = wanted.innerHTML;
  else if (cell.innerHTML !== wanted.innerHTML) cell.innerHTML = wanted.innerHTML;
  const kept = ["chosen", "inblock", "other", "is-typed", "has-problem", ...PEOPLE].filter((name) => cell.classList.contains(name));
  const wears = [...wanted.classList, ...kept].join(" ");
  if (cell.className !== wears) cell.className = wears;
  if (cell.title !== wanted.title) cell.title = wanted.title;
  return true;
}

const PEOPLE = Array.from({ length: 8 }, (_, no) => `c${no}`);

// The curve of all columns stands in the first cell.
function renewCurve(curve, other) {
  const wanted = other.querySelector("svg.curve");
  wanted?.remove();
  if (!curve || !wanted || curve.innerHTML === wanted.innerHTML) return;
  curve.setAttribute("viewBox", wanted.getAttribute("viewBox"));
  curve.innerHTML = wanted.innerHTML;
}

// Bring single columns to what the server drew; `order` names all columns if they came,
// went or moved. Gives the cells that have changed; null if the lanes are others now,
// and the whole table is needed.
export function patch({ html, columns: order }, typing) {
  const sheet = read(html);
  const fresh = sheet.querySelector("table");
  const table = map().querySelector("table");
  if (laneIds(fresh) !== laneIds(table)) return null;
  const curve = table.querySelector("svg.curve");
  if (order) {
    map().style.setProperty("--columns", order.length);
    map().setAttribute("aria-label", sheet.getAttribute("aria-label"));
    table.caption.textContent = fresh.caption.textContent;
    curve?.remove();
    rearrange(table, fresh, order);
  }
  const columns = [...fresh.querySelector(".names").cells].map((cell) => columnOf(cell.dataset.touchpoint));
  const changed = [];
  for (const head of fresh.querySelectorAll("[data-stage]")) {
    const cell = stopAt(`stage/${head.dataset.stage}/name`);
    if (cell && renew(cell, head, typing)) changed.push(cell);
  }
  for (const [no, row] of [...table.rows].entries()) {
    if (row.matches(".stages, .line")) continue;
    const other = fresh.rows[no];
    const isFeeling = row.matches(".feeling");
    if (isFeeling) renewCurve(curve, other);
    if (no > 1 && row.cells[0].innerHTML !== other.cells[0].innerHTML) row.cells[0].innerHTML = other.cells[0].innerHTML;
    for (const [place, column] of columns.entries()) {
      if (place > 0 && column > 0 && renew(row.cells[column], other.cells[place], typing)) changed.push(row.cells[column]);
    }
    if (isFeeling && curve && curve.parentElement !== row.cells[1]) row.cells[1].prepend(curve);
  }
  places = null;
  return changed;
}

// Bring columns into another order, take out those that went, and put in those that
// came. All others stay the elements that they are: a browser lays out what is new.
function rearrange(table, fresh, order) {
  const { columns } = where();
  const came = new Map([...fresh.querySelector(".names").cells].map((cell) => [cell.dataset.touchpoint, cell.cellIndex]));
  const wanted = new Set(order);
  const gone = [...columns].filter(([id]) => id && !wanted.has(id)).map(([, column]) => column);
  for (const [no, row] of [...table.rows].entries()) {
    if (row.matches(".line")) row.cells[1].colSpan = order.length;
    if (row.matches(".line")) continue;
    if (row.matches(".stages")) {
      row.replaceChildren(row.cells[0], ...[...fresh.rows[no].cells].slice(1).map((cell) => cell.cloneNode(true)));
      continue;
    }
    const cells = [...row.cells];
    for (const column of gone) cells[column].remove();
    let last = cells[0];
    for (const id of order) {
      const cell = cells[columns.get(id)] ?? fresh.rows[no].cells[came.get(id)].cloneNode(true);
      const next = last.nextElementSibling;
      if (next !== cell) {
        // One that has moved to the right is taken out, and put in when its turn comes.
        if (next?.nextElementSibling === cell) next.remove();
        else last.after(cell);
      }
      last = cell;
    }
  }
  const group = table.querySelector("colgroup");
  while (group.children.length > order.length + 1) group.lastElementChild.remove();
  while (group.children.length < order.length + 1) group.append(document.createElement("col"));
  places = null;
}

// Lanes that came are put in, those that went taken out, and those that moved moved.
// All others stay the elements that they are.
function matchRows(body, fresh) {
  const key = (row) => row.id || row.className;
  const known = new Map([...body.rows].map((row) => [key(row), row]));
  let last = null;
  for (const row of fresh.rows) {
    const own = known.get(key(row)) ?? row.cloneNode(true);
    known.delete(key(row));
    const next = last ? last.nextElementSibling : body.firstElementChild;
    if (next !== own) body.insertBefore(own, next);
    last = own;
  }
  for (const row of known.values()) row.remove();
}

// Bring the whole table to what the server drew. While lanes and columns are the same
// it is done cell by cell, so that nothing jumps.
export async function morph(html, typing) {
  const fresh = read(html);
  const now = map();
  const [oldTable, newTable] = [now.querySelector("table"), fresh.querySelector("table")];
  now.style.cssText = fresh.style.cssText;
  const heads = (table) => [...table.tHead.querySelectorAll("th")].map((th) => (th.dataset.stage ?? th.dataset.touchpoint) + th.colSpan).join();
  if (heads(oldTable) === heads(newTable)) matchRows(oldTable.tBodies[0], newTable.tBodies[0]);
  const shape = (table) => [...table.rows].map((row) => `${row.id}:${row.cells.length}`).join();
  if (shape(oldTable) !== shape(newTable) || heads(oldTable) !== heads(newTable)) {
    const place = [now.scrollLeft, now.scrollTop];
    oldTable.replaceWith(newTable);
    [now.scrollLeft, now.scrollTop] = place;
    places = null;
    return;
  }
  let begun = performance.now();
  for (const [no, row] of [...oldTable.rows].entries()) {
    const other = newTable.rows[no];
    if (row.style.cssText !== other.style.cssText) row.style.cssText = other.style.cssText;
    for (const [place, cell] of [...row.cells].entries()) if (other.cells[place]) renew(cell, other.cells[place], typing);
    if (performance.now() - begun > 30) {
      await new Promise((resolve) => setTimeout(resolve));
      begun = performance.now();
    }
  }
  places = null;
}
