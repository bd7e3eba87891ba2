// A block of cells: chosen with Shift or by dragging, then copied, emptied, filled,
// or, along the heads of touchpoints, copied and deleted as whole columns.

import { addressOf, beside, map, nameOf, stopAt, stopOf } from "./grid.js";
import { isTyped } from "./typing.js";

export class Block {
  constructor(choice, editing, say) {
    this.choice = choice;
    this.editing = editing;
    this.say = say;
    this.far = "";
    choice.addEventListener("chosen", () => this.drop());
  }

  get isThere() {
    return this.far !== "";
  }

  drop() {
    if (!this.far) return;
    this.far = "";
    this.mark();
    this.say("");
  }

  // One cell further by keyboard; lanes that hold no words are stepped over.
  extend(step) {
    let next = this.stop() ?? this.choice.stop;
    do next = next && beside(next, step);
    while (next && step.down && !isHeld(next));
    this.to(next);
  }

  to(stop) {
    const from = this.choice.stop;
    if (!isHeld(stop) || !isHeld(from)) return;
    this.far = stop === from ? "" : nameOf(addressOf(stop));
    this.mark();
    stop.scrollIntoView({ block: "nearest", inline: "nearest" });
    const rows = this.rows();
    if (this.isThere) this.say(`${rows.length * rows[0].length} cells chosen`);
  }

  stop() {
    return this.far ? stopAt(this.far) : null;
  }

  // The cells, row by row; the one that is chosen alone if there is no block.
  rows() {
    const [one, other] = [this.choice.stop, this.stop() ?? this.choice.stop];
    if (!one) return [];
    const held = [...map().querySelectorAll("tr.names, tr[data-lane]")].filter((row) => isHeld(row.cells[one.cellIndex]));
    const places = [one, other].map((stop) => held.indexOf(stop.parentElement)).sort((a, b) => a - b);
    const columns = [one, other].map((stop) => stop.cellIndex).sort((a, b) => a - b);
    return held.slice(places[0], places[1] + 1).map((row) => [...row.cells].slice(columns[0], columns[1] + 1));
  }

  mark() {
    for (const cell of [...map().getElementsByClassName("inblock")]) {
      cell.classList.remove("inblock");
      cell.removeAttribute("aria-selected");
    }
    if (!this.isThere) return;
    if (!this.stop()) return this.drop();
    for (const cell of this.rows().flat()) {
      cell.classList.add("inblock");
      cell.setAttribute("aria-selected", "true");
    }
  }

  text() {
    const typed = this.rows().filter(([cell]) => isTyped(addressOf(cell).field));
    return typed.map((row) => row.map((cell) => quoted(this.editing.text(addressOf(cell)))).join("\t")).join("\n");
  }

  clear() {
    this.editing.clearAll(this.rows().flat().map(addressOf));
  }

  // One text goes into every cell of the block; a block of text goes where it begins.
  paste(text) {
    const cells = this.rows().flat();
    if (/[\t\n]/.test(text.replace(/\n$/, ""))) this.editing.paste(addressOf(cells[0]), text);
    else this.editing.set(cells.map((cell) => [addressOf(cell), text]));
  }

  // The touchpoints whose heads are in the block.
  columns() {
    const [first] = this.rows();
    return first?.[0].dataset.touchpoint ? first.map((cell) => cell.dataset.touchpoint) : [];
  }

  listen(sheet) {
    let from = null;
    // With Shift a browser chooses the text from where one was.
    sheet.addEventListener("mousedown", (event) => {
      if (event.shiftKey && !event.target.closest("textarea") && isHeld(stopOf(event.target))) event.preventDefault();
    });
    sheet.addEventListener("pointerdown", (event) => {
      const stop = event.button === 0 && !event.shiftKey && event.pointerType === "mouse" ? stopOf(event.target) : null;
      // Heads are dragged to be moved, and points of the curve to be changed.
      from = stop?.tagName === "TD" && isHeld(stop) && addressOf(stop).field !== "feeling" && !this.editing.typing ? stop : null;
    });
    sheet.addEventListener("pointerover", (event) => {
      if (!from || event.buttons !== 1) return;
      const stop = stopOf(event.target);
      if (!stop || (stop === from && !this.isThere) || !isHeld(stop)) return;
      if (this.choice.stop !== from) this.choice.take(from);
      getSelection().removeAllRanges();
      this.wasDragged = true;
      this.to(stop);
    });
    addEventListener("pointerup", () => {
      from = null;
    });
  }

  // Whether the click that ends now was the end of dragging over cells.
  ended() {
    const was = this.wasDragged ?? false;
    this.wasDragged = false;
    return was;
  }
}

// Cells of touchpoints that hold words or a feeling; neither numbers nor activities.
function isHeld(stop) {
  const address = addressOf(stop);
  const isCell = address?.part === "touchpoint" && !address.isMeasured && address.field !== "activities";
  return Boolean(isCell) && stop.getClientRects().length > 0;
}

function quoted(words) {
  return /["\t\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}
