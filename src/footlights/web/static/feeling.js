// The feeling curve: its points are dragged, or moved with + and -.

import { find } from "./document.js";
import { map, touchpointAt } from "./grid.js";

const MARGIN = 38;
const LEAST_MOVE = 4;

export class Feeling {
  constructor(saving, editing) {
    this.saving = saving;
    this.editing = editing;
  }

  valenceAt(cell, y) {
    const { top, height } = cell.getBoundingClientRect();
    const half = height / 2;
    return Math.max(-2, Math.min(2, ((half - (y - top)) * 2) / (half - MARGIN)));
  }

  pressed(event) {
    const cell = event.target.closest?.("tr.feeling td");
    if (!cell || event.button !== 0) return;
    const id = touchpointAt(cell.cellIndex);
    const from = event.clientY;
    let point = null;
    const move = (moved) => {
      if (!point && Math.abs(moved.clientY - from) < LEAST_MOVE) return;
      point ??= this.ghost(cell);
      const valence = this.valenceAt(cell, moved.clientY);
      point.style.top = `${moved.clientY - cell.getBoundingClientRect().top}px`;
      point.dataset.valence = (valence > 0 ? "+" : "") + valence.toFixed(1);
    };
    const stopped = (pressed) => {
      if (pressed.key === "Escape") end(pressed);
    };
    const end = (ended) => {
      removeEventListener("keydown", stopped);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (!point) return;
      point.remove();
      if (ended.type === "pointerup") this.editing.feel(id, this.valenceAt(cell, ended.clientY));
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    addEventListener("keydown", stopped);
    event.preventDefault();
  }

  ghost(cell) {
    const point = Object.assign(document.createElement("span"), { className: "ghost" });
    cell.append(point);
    return point;
  }

  step(address, by) {
    const feeling = find(this.saving.document, "touchpoint", address.id)?.value.feeling;
    this.editing.feel(address.id, (feeling?.valence ?? 0) + by);
  }

  listen() {
    map().addEventListener("pointerdown", (event) => this.pressed(event));
  }
}
