// Working in the grid: typing, adding, moving, copying, deleting, pasting, dragging.

import { HOLDERS, apply, find, ids, read, slug, standing } from "./document.js";
import { addressOf, forget, map, nameOf, stopAt, stopOf, touchpointAt } from "./grid.js";
import { choicesOf, edits as editsOf, isTyped, show, written } from "./typing.js";

const FRESH = /^new-(stage|touchpoint|activity|lane)(-\d+)?$/;
const ROOMS = ["frontstage", "backstage", "support"];

export class Editing {
  constructor(saving, choice, tell) {
    this.saving = saving;
    this.choice = choice;
    this.tell = tell;
    this.typing = null;
  }

  get document() {
    return this.saving.document;
  }

  // ---- typing -------------------------------------------------------------

  begin(stop, { first = null } = {}) {
    const address = addressOf(stop);
    if (!address || address.isMeasured) return;
    if (this.choice.held !== stop) this.choice.take(stop);
    if (address.field === "activities") return this.addActivity(address);
    if (address.field === "feeling" || !isTyped(address.field)) {
      this.tell("details", address);
      return;
    }
    const box = document.createElement("textarea");
    box.className = "typing";
    box.dir = "auto";
    box.value = first ?? written(this.document, address);
    box.setAttribute("aria-label", `${address.field} of ${address.id}`);
    box.rows = Math.max(1, box.value.split("\n").length);
    const choices = choicesOf(this.document, address.field);
    if (choices) this.offer(box, choices);
    this.typing = { box, address, stop, before: stop.innerHTML };
    stop.append(box);
    stop.classList.add("is-typed");
    box.style.minHeight = `${Math.max(30, stop.clientHeight - 4)}px`;
    box.focus();
    if (first === null) box.select();
    box.addEventListener("keydown", (event) => this.typed(event));
    box.addEventListener("blur", () => this.finish(true));
    box.addEventListener("input", () => this.fit(box));
    this.tell("typing", true);
  }

  fit(box) {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
    const bad = box.parentElement?.querySelector(".wrong");
    bad?.remove();
  }

  offer(box, choices) {
    const list = document.createElement("div");
    list.className = "offers";
    list.append(...choices.map((words) => {
      const each = Object.assign(document.createElement("button"), { type: "button", textContent: words, tabIndex: -1 });
      each.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        box.value = words;
        this.finish(true);
      });
      return each;
    }));
    queueMicrotask(() => box.after(list));
    box.addEventListener("input", () => {
      for (const each of list.children) each.hidden = !each.textContent.toLowerCase().includes(box.value.toLowerCase());
    });
  }

  typed(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.finish(false);
    else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (this.finish(true)) this.choice.move({ down: 1 });
    } else if (event.key === "Tab") {
      event.preventDefault();
      if (this.finish(true)) this.choice.move({ right: event.shiftKey ? -1 : 1 });
    }
  }

  finish(isKept) {
    if (!this.typing) return true;
    const { box, address, stop, before } = this.typing;
    let edits = [];
    if (isKept) {
      try {
        edits = this.named(address, editsOf(this.document, address, box.value));
      } catch (error) {
        if (!stop.querySelector(".wrong")) {
          const said = Object.assign(document.createElement("p"), { className: "wrong", textContent: error.message });
          said.setAttribute("role", "alert");
          box.after(said);
        }
        setTimeout(() => box.focus());
        return false;
      }
    }
    const text = box.value.trim();
    this.typing = null;
    stop.innerHTML = before;
    stop.classList.remove("is-typed");
    if (edits.length) {
      show(stop, address.field, text);
      forget(stop);
      this.saving.change(edits);
    }
    stop.focus({ preventScroll: true });
    this.tell("typing", false);
    return true;
  }

  // A part that is quite new takes an id from its first name; afterwards ids stay.
  named(address, edits) {
    const { part, id } = address;
    if (part === "lane" && this.notesIn(id).length) return edits;
    const found = find(this.document, part, id);
    const word = edits[0]?.value;
    if (!FRESH.test(id) || !["name", "does"].includes(address.field) || !word || !found) return edits;
    const others = ids(this.document, part).filter((each) => each !== id);
    const value = { ...structuredClone(found.value), id: slug(word, part, others), [address.field]: word };
    const into = found.holder.id;
    const after = found.siblings[found.place - 1]?.id ?? null;
    this.choice.name = nameOf({ part, id: value.id, field: address.field });
    return [{ edit: "remove", part, id }, { edit: "add", part, into, after, value }];
  }

  // ---- parts --------------------------------------------------------------

  addTouchpoint(address) {
    const after = address && this.touchpointOf(address);
    const stage = after ? find(this.document, "touchpoint", after)?.holder : this.document.stages.at(-1);
    if (!stage) return;
    const id = slug("new touchpoint", "touchpoint", ids(this.document, "touchpoint"));
    const last = after ?? stage.touchpoints.at(-1)?.id ?? null;
    this.after(`touchpoint/${id}/name`);
    this.saving.change([{ edit: "add", part: "touchpoint", into: stage.id, after: last, value: { id, name: "New touchpoint" } }]);
  }

  addStage(address) {
    const here = address && this.stageOf(address);
    const last = here ?? this.document.stages.at(-1)?.id ?? null;
    const id = slug("new stage", "stage", ids(this.document, "stage"));
    const inner = slug("new touchpoint", "touchpoint", ids(this.document, "touchpoint"));
    this.after(`stage/${id}/name`);
    const value = { id, name: "New stage", touchpoints: [{ id: inner, name: "New touchpoint" }] };
    this.saving.change([{ edit: "add", part: "stage", into: this.document.id, after: last, value }]);
  }

  // A row of the map's own, below the one that is chosen.
  addLane(address) {
    const last = (this.document.lanes ?? []).at(-1)?.id ?? null;
    const id = slug("new lane", "lane", ids(this.document, "lane"));
    this.after(`lane/${id}/name`);
    const after = address?.part === "lane" ? address.id : last;
    this.saving.change([{ edit: "add", part: "lane", into: this.document.id, after, value: { id, name: "New lane" } }]);
  }

  // What stands in a lane of the map's own, as edits that empty it or fill another.
  notesIn(id, into = null) {
    return [...standing(this.document, "touchpoint")]
      .filter(({ value }) => value.notes?.[id] !== undefined)
      .map(({ value }) => ({ edit: "set", part: "touchpoint", id: value.id, field: `notes.${into ?? id}`, value: into ? value.notes[id] : null }));
  }

  addActivity(address, words = "New activity") {
    const touchpoint = find(this.document, "touchpoint", this.touchpointOf(address))?.value;
    if (!touchpoint) return;
    const line = address.line ?? find(this.document, "activity", address.id)?.value.line ?? "frontstage";
    const id = slug("new activity", "activity", ids(this.document, "activity"));
    const after = (touchpoint.activities ?? []).at(-1)?.id ?? null;
    this.after(`activity/${id}/does`);
    this.saving.change([{ edit: "add", part: "activity", into: touchpoint.id, after, value: { id, line, does: words } }]);
  }

  // Once the table shows a new part, choose it and begin to type.
  after(name) {
    this.awaited = name;
  }

  arrived() {
    const stop = this.awaited ? stopAt(this.awaited) : null;
    if (!stop) return false;
    this.awaited = null;
    this.choice.take(stop);
    this.begin(stop);
    return true;
  }

  touchpointOf(address) {
    if (address.part === "touchpoint") return address.id;
    if (address.part === "activity") return find(this.document, "activity", address.id)?.holder.id ?? null;
    return find(this.document, "stage", address.id)?.value.touchpoints.at(-1)?.id ?? null;
  }

  stageOf(address) {
    if (address.part === "stage") return address.id;
    return find(this.document, "touchpoint", this.touchpointOf(address))?.holder.id ?? null;
  }

  remove(address) {
    let { part, id } = address;
    if (part === "lane") {
      this.saving.change([...this.notesIn(id), { edit: "remove", part, id }]);
      return this.tell("said", "Deleted. Ctrl+Z brings it back.");
    }
    if (part === "touchpoint" && find(this.document, "touchpoint", id)?.siblings.length === 1) {
      if (this.document.stages.length === 1) return this.tell("said", "A map needs one touchpoint at least.");
      id = this.stageOf(address);
      part = "stage";
    }
    if (part === "stage" && this.document.stages.length === 1) return this.tell("said", "A map needs one stage at least.");
    const gone = part === "activity" ? [id] : this.activitiesIn(part, id);
    const edits = this.withoutFollowing(gone);
    this.saving.change([...edits, { edit: "remove", part, id }]);
    this.tell("said", "Deleted. Ctrl+Z brings it back.");
  }

  // Several touchpoints at once, as one step to undo.
  removeAll(gone) {
    const stages = this.document.stages;
    const left = stages.filter((stage) => stage.touchpoints.some(({ id }) => !gone.includes(id)));
    if (!left.length) return this.tell("said", "A map needs one touchpoint at least.");
    const empty = stages.filter((stage) => !left.includes(stage));
    const single = gone.filter((id) => !empty.some((stage) => stage.touchpoints.some((each) => each.id === id)));
    const edits = this.withoutFollowing(gone.flatMap((id) => this.activitiesIn("touchpoint", id)));
    edits.push(...single.map((id) => ({ edit: "remove", part: "touchpoint", id })), ...empty.map(({ id }) => ({ edit: "remove", part: "stage", id })));
    this.saving.change(edits);
    this.tell("said", `${gone.length} touchpoints deleted. Ctrl+Z brings them back.`);
  }

  copyAll(copied) {
    const last = find(this.document, "touchpoint", copied.at(-1));
    const taken = this.taken();
    let after = last.value.id;
    const edits = copied.map((id) => {
      const value = this.freshIds(structuredClone(find(this.document, "touchpoint", id).value), "touchpoint", taken);
      const edit = { edit: "add", part: "touchpoint", into: last.holder.id, after, value };
      after = value.id;
      return edit;
    });
    this.saving.change(edits);
  }

  activitiesIn(part, id) {
    const touchpoints = part === "stage" ? find(this.document, "stage", id).value.touchpoints : [find(this.document, "touchpoint", id).value];
    return touchpoints.flatMap((each) => (each.activities ?? []).map((activity) => activity.id));
  }

  withoutFollowing(gone) {
    return [...standing(this.document, "activity")]
      .filter(({ value }) => !gone.includes(value.id) && (value.after ?? []).some((id) => gone.includes(id)))
      .map(({ value }) => {
        const left = value.after.filter((id) => !gone.includes(id));
        return { edit: "set", part: "activity", id: value.id, field: "after", value: left.length ? left : null };
      });
  }

  copy(address) {
    const { part, id } = ["touchpoint", "stage", "activity", "lane"].includes(address.part) ? address : {};
    const found = part && find(this.document, part, id);
    if (!found) return;
    const value = this.freshIds(structuredClone(found.value), part);
    this.after(`${part}/${value.id}/${part === "activity" ? "does" : "name"}`);
    const copied = part === "lane" ? this.notesIn(id, value.id) : [];
    this.saving.change([{ edit: "add", part, into: found.holder.id, after: id, value }, ...copied]);
  }

  freshIds(value, part, taken = null) {
    taken ??= this.taken();
    value.id = slug(value.name ?? value.does ?? value.id, part, taken[part]);
    taken[part].push(value.id);
    // An event belongs to one touchpoint: to the one that was there.
    delete value.matches;
    for (const inner of value.touchpoints ?? []) this.freshIds(inner, "touchpoint", taken);
    for (const inner of value.activities ?? []) {
      this.freshIds(inner, "activity", taken);
      delete inner.after;
    }
    return value;
  }

  taken() {
    return Object.fromEntries(["stage", "touchpoint", "activity", "lane"].map((kind) => [kind, ids(this.document, kind)]));
  }

  // Move a part by one place; over the end of its stage into the next one.
  shift(address, by) {
    const { part, id } = address;
    const found = find(this.document, part, id);
    if (!found || !HOLDERS[part]) return;
    const { siblings, place, holder } = found;
    const others = siblings.filter((each) => each.id !== id);
    let into = holder.id;
    let at = place + by;
    let list = others;
    if (at < 0 || at > others.length) {
      if (part !== "touchpoint") return;
      if (others.length === 0) return this.tell("said", "A stage needs one touchpoint at least. Move another one in first.");
      const stages = this.document.stages;
      const next = stages[stages.findIndex((each) => each.id === holder.id) + by];
      if (!next) return;
      into = next.id;
      list = next.touchpoints;
      at = by > 0 ? 0 : list.length;
    }
    this.saving.change([{ edit: "move", part, id, into, after: at > 0 ? list[at - 1].id : null }]);
  }

  place(part, id, into, after) {
    const found = find(this.document, part, id);
    if (!found || after === id) return;
    const before = found.siblings[found.place - 1]?.id ?? null;
    if (found.holder.id === into && before === after) return;
    if (part === "touchpoint" && found.holder.id !== into && found.siblings.length === 1) {
      return this.tell("said", "A stage needs one touchpoint at least. Move another one in first.");
    }
    this.saving.change([{ edit: "move", part, id, into, after }]);
  }

  moveActivity(id, touchpointId, line) {
    const found = find(this.document, "activity", id);
    const target = find(this.document, "touchpoint", touchpointId)?.value;
    if (!found || !target) return;
    const edits = [];
    if (found.holder.id !== touchpointId) {
      const after = (target.activities ?? []).at(-1)?.id ?? null;
      edits.push({ edit: "move", part: "activity", id, into: touchpointId, after });
    }
    if (found.value.line !== line) edits.push({ edit: "set", part: "activity", id, field: "line", value: line });
    this.saving.change(edits);
  }

  follow(id, before) {
    const value = find(this.document, "activity", id)?.value;
    if (!value || id === before) return;
    const after = value.after ?? [];
    const next = after.includes(before) ? after.filter((each) => each !== before) : [...after, before];
    this.saving.change([{ edit: "set", part: "activity", id, field: "after", value: next.length ? next : null }]);
  }

  clear(address) {
    if (["activity", "lane"].includes(address.part)) return this.remove(address);
    this.clearAll([address]);
  }

  clearAll(addresses) {
    const edits = addresses
      .filter(({ field, part, id }) => !["name", "activities", ""].includes(field) && read(find(this.document, part, id)?.value ?? {}, field) !== undefined)
      .map(({ part, id, field }) => ({ edit: "set", part, id, field, value: null }));
    for (const { part, id, field } of edits) this.showAt({ part, id, field }, "");
    this.saving.change(edits);
  }

  feel(id, valence, word = null) {
    const feeling = find(this.document, "touchpoint", id)?.value.feeling;
    const value = { word: word ?? feeling?.word ?? "neutral", valence: Math.round(Math.max(-2, Math.min(2, valence)) * 10) / 10 };
    this.saving.change([{ edit: "set", part: "touchpoint", id, field: "feeling", value }]);
  }

  // ---- blocks -------------------------------------------------------------

  text(address) {
    return address && isTyped(address.field) ? written(this.document, address) : (address?.stop.innerText ?? "");
  }

  // Paste a block of cells: to the right touchpoint by touchpoint, downwards lane by lane.
  paste(address, text) {
    const block = table(text);
    if (block.length === 1 && block[0].length === 1) {
      this.set([[address, block[0][0]]]);
      return;
    }
    const columns = this.columnsFrom(address, Math.max(...block.map((row) => row.length)));
    const lanes = this.lanesFrom(address);
    const cells = [];
    block.slice(0, lanes.length).forEach((row, down) => row.forEach((words, right) => {
      const id = columns.ids[right];
      if (id) cells.push([{ part: "touchpoint", id, field: lanes[down] }, words]);
    }));
    const lost = block.length - lanes.length;
    this.set(cells, columns.edits);
    if (lost > 0) this.tell("said", `${lost} more ${lost === 1 ? "row" : "rows"} found no lane below and ${lost === 1 ? "was" : "were"} left out.`);
  }

  set(cells, before = []) {
    const edits = [...before];
    const shown = [];
    const draft = structuredClone(this.document);
    for (const edit of before) apply(draft, edit);
    try {
      for (const [address, words] of cells) {
        if (!isTyped(address.field)) throw new Error(`Nothing can be pasted into ${address.field}.`);
        const text = LISTED.has(address.field) ? words.split(/\s*[;\n]\s*/).join("\n") : words;
        if (!text.trim() && address.field === "name") continue;
        const made = editsOf(draft, address, text);
        edits.push(...made);
        for (const edit of made) apply(draft, edit);
        if (made.length) shown.push([address, text.trim()]);
      }
    } catch (error) {
      return this.tell("said", error.message);
    }
    for (const [address, text] of shown) this.showAt(address, text);
    this.saving.change(edits);
  }

  // What was changed is seen at once; the server draws it a moment later.
  showAt(address, text) {
    const stop = isTyped(address.field) ? stopAt(nameOf(address)) : null;
    if (!stop) return;
    show(stop, address.field, text);
    forget(stop);
  }

  columnsFrom(address, many) {
    const all = [...standing(this.document, "touchpoint")];
    const from = all.findIndex(({ value }) => value.id === this.touchpointOf(address));
    const found = all.slice(from, from + many).map(({ value }) => value.id);
    const edits = [];
    const taken = ids(this.document, "touchpoint");
    const stage = this.document.stages.at(-1);
    let after = stage.touchpoints.at(-1).id;
    while (found.length < many) {
      const id = slug("new touchpoint", "touchpoint", taken);
      taken.push(id);
      edits.push({ edit: "add", part: "touchpoint", into: stage.id, after, value: { id, name: "New touchpoint" } });
      found.push(id);
      after = id;
    }
    return { ids: found, edits };
  }

  lanesFrom(address) {
    const shown = [...map().querySelectorAll("tr.words, tr.feeling")].filter((row) => row.getClientRects().length);
    const fields = ["name", ...shown.map((row) => row.dataset.lane).filter((lane) => isTyped(lane))];
    return fields.slice(Math.max(0, fields.indexOf(address.field)));
  }

  // ---- dragging -----------------------------------------------------------

  makeDraggable(roots) {
    for (const root of roots) this.makeInnerDraggable(root);
  }

  makeInnerDraggable(root) {
    if (root.matches("[data-touchpoint], [data-stage], [data-own]")) root.draggable = true;
    for (const head of root.querySelectorAll("[data-touchpoint], [data-stage], [data-own], .activity")) head.draggable = true;
    for (const card of root.querySelectorAll(".activity")) {
      if (card.querySelector(".follow")) continue;
      const handle = Object.assign(document.createElement("span"), { className: "follow", title: "Drag to the activity that follows", textContent: "→" });
      handle.setAttribute("aria-hidden", "true");
      handle.draggable = true;
      card.append(handle);
    }
  }

  dragged(event) {
    if (this.typing) return event.preventDefault();
    const handle = event.target.closest?.(".follow");
    const stop = stopOf(event.target);
    if (!stop) return;
    const card = stop.dataset.activity;
    this.drag = handle
      ? { kind: "follow", id: card }
      : card ? { kind: "activity", id: card }
      : stop.dataset.touchpoint ? { kind: "touchpoint", id: stop.dataset.touchpoint }
      : stop.dataset.stage ? { kind: "stage", id: stop.dataset.stage }
      : stop.dataset.own ? { kind: "lane", id: stop.dataset.own } : null;
    if (!this.drag) return;
    event.stopPropagation();
    event.dataTransfer.setData("text/plain", this.drag.id);
    event.dataTransfer.effectAllowed = "move";
    map().classList.add(`drags-${this.drag.kind}`);
  }

  over(event) {
    const target = this.drag && this.targetOf(event);
    map().querySelectorAll(".target").forEach((each) => each.classList.remove("target", "before", "behind"));
    if (!target) return;
    event.preventDefault();
    target.stop.classList.add("target", target.isBefore ? "before" : "behind");
  }

  targetOf(event) {
    const stop = stopOf(event.target);
    if (!stop) return null;
    const box = stop.getBoundingClientRect();
    const kind = this.drag.kind;
    if (kind === "lane") {
      const head = stop.parentElement.cells[0];
      return head.dataset.own ? { stop: head, isBefore: event.clientY < box.top + box.height / 2 } : null;
    }
    const isBefore = event.clientX < box.left + box.width / 2;
    if (kind === "follow") return stop.dataset.activity ? { stop, isBefore } : null;
    if (kind === "activity") {
      const cell = stop.closest("td");
      return ROOMS.includes(cell?.parentElement.dataset.lane) ? { stop: cell, isBefore } : null;
    }
    if (kind === "stage") return stop.dataset.stage ? { stop, isBefore } : null;
    return stop.dataset.touchpoint || stop.dataset.stage ? { stop, isBefore } : null;
  }

  dropped(event) {
    const target = this.drag && this.targetOf(event);
    const { kind, id } = this.drag ?? {};
    this.dragEnded();
    if (!target) return;
    event.preventDefault();
    const { stop, isBefore } = target;
    if (kind === "follow") this.follow(stop.dataset.activity, id);
    else if (kind === "activity") this.moveActivity(id, touchpointAt(stop.cellIndex), stop.parentElement.dataset.lane);
    else if (kind === "lane") this.place("lane", id, this.document.id, this.beforeOf("lane", stop.dataset.own, isBefore, id));
    else if (kind === "stage") this.place("stage", id, this.document.id, this.beforeOf("stage", stop.dataset.stage, isBefore, id));
    else if (stop.dataset.stage) {
      const stage = find(this.document, "stage", stop.dataset.stage).value;
      const others = stage.touchpoints.filter((each) => each.id !== id);
      this.place("touchpoint", id, stage.id, isBefore ? null : others.at(-1)?.id ?? null);
    } else {
      const into = find(this.document, "touchpoint", stop.dataset.touchpoint).holder.id;
      this.place("touchpoint", id, into, this.beforeOf("touchpoint", stop.dataset.touchpoint, isBefore, id));
    }
  }

  beforeOf(part, id, isBefore, moved) {
    if (!isBefore) return id;
    const { siblings } = find(this.document, part, id);
    const others = siblings.filter((each) => each.id !== moved);
    return others[others.findIndex((each) => each.id === id) - 1]?.id ?? null;
  }

  dragEnded() {
    this.drag = null;
    map().classList.remove("drags-follow", "drags-activity", "drags-touchpoint", "drags-stage", "drags-lane");
    map().querySelectorAll(".target").forEach((each) => each.classList.remove("target", "before", "behind"));
  }
}

const LISTED = new Set(["needs", "questions", "pains", "expects"]);

// Read cells as spreadsheets copy them: tabs and line ends, quotes around both.
export function table(text) {
  const rows = [[]];
  let cell = "";
  let isQuoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (isQuoted) {
      if (sign === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
      else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === "\t") { rows.at(-1).push(cell); cell = ""; }
    else if (sign === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); }
    else cell += sign;
  }
  rows.at(-1).push(cell);
  return rows;
}
