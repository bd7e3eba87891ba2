// The panel beside the map: everything about one part, and what is in the map's lists.

import { HOLDERS, find, ids, slug, standing } from "./document.js";
import { element, formOf, words } from "./fields.js";
import { ask } from "./saving.js";

const LISTS = { persona: "Personas", segment: "Segments", outcome: "Outcomes", channel: "Channels", team: "Teams", system: "Systems", calendar: "Calendars", lane: "Lanes of your own" };

let schema = null;

export class Panel {
  constructor(saving, editing) {
    this.saving = saving;
    this.editing = editing;
    this.dialog = document.getElementById("panel");
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  get document() {
    return this.saving.document;
  }

  async open({ part, id, field = "" }) {
    schema ??= await ask("/api/map-schema");
    const found = find(this.document, part, id);
    if (!found) return;
    const fields = formOf(schema, part, found.value, (kind) => this.choices(kind));
    const title = found.value.name ?? found.value.does ?? id;
    const form = element("form", { className: "details", method: "dialog" },
      element("header", {}, element("h2", { id: "panel-title", textContent: title, dir: "auto" }), element("small", { textContent: `${words(part)} · ${id}` })),
      element("p", { className: "wrong", hidden: true }),
      ...fields.map((each) => each.element),
      ...(part === "map" ? this.lists() : []),
      element("footer", {}, element("button", { type: "submit", textContent: "Save" }), element("button", { type: "button", className: "quiet", textContent: "Cancel" }), ...this.more(part, id)),
    );
    form.querySelector("[role=alert]")?.remove();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep(part, id, fields);
      this.dialog.close();
    });
    form.querySelector("footer .quiet").addEventListener("click", () => this.dialog.close());
    this.dialog.replaceChildren(form);
    if (!this.dialog.open) this.dialog.showModal();
    (form.querySelector(`[name="${CSS.escape(field)}"]`) ?? form.querySelector("input, select, textarea"))?.focus();
  }

  choices(kind) {
    if (LISTS[kind]) return (this.document[HOLDERS[kind][1]] ?? []).map((each) => ({ id: each.id, name: each.name ?? each.id }));
    return [...standing(this.document, kind)].map(({ value }) => ({ id: value.id, name: value.name ?? value.does }));
  }

  more(part, id) {
    if (part === "map") return [];
    const gone = element("button", { type: "button", className: "quiet danger", textContent: "Delete" });
    gone.addEventListener("click", () => {
      this.dialog.close();
      this.editing.remove({ part, id });
    });
    if (!["touchpoint", "stage", "lane"].includes(part)) return [gone];
    const ways = part === "lane" ? ["↑ Move", "Move ↓"] : ["← Move", "Move →"];
    const buttons = [[-1, ways[0]], [1, ways[1]]].map(([by, text]) => {
      const button = element("button", { type: "button", className: "quiet", textContent: text });
      button.addEventListener("click", () => this.editing.shift({ part, id }, by));
      return button;
    });
    const copy = element("button", { type: "button", className: "quiet", textContent: "Copy" });
    copy.addEventListener("click", () => {
      this.dialog.close();
      this.editing.copy({ part, id });
    });
    return [...buttons, copy, gone];
  }

  lists() {
    return Object.entries(LISTS).map(([kind, title]) => {
      const items = this.choices(kind).map((each) => {
        const button = element("button", { type: "button", className: "quiet", textContent: each.name });
        button.addEventListener("click", () => this.open({ part: kind, id: each.id }));
        return element("li", {}, button);
      });
      const name = element("input", { name: `new-${kind}`, placeholder: `New ${kind}`, maxLength: 120 });
      name.setAttribute("aria-label", `Name of a new ${kind}`);
      const add = element("button", { type: "button", className: "quiet", textContent: "Add" });
      add.addEventListener("click", () => {
        if (!name.value.trim()) return name.focus();
        const made = this.addPart(kind, name.value.trim());
        this.open({ part: kind, id: made });
      });
      return element("fieldset", { className: "group" }, element("legend", { textContent: title }), element("ul", { className: "chips" }, ...items), element("span", { className: "pair" }, name, add));
    });
  }

  addPart(kind, name) {
    const id = slug(name, kind, ids(this.document, kind));
    const after = (this.document[HOLDERS[kind][1]] ?? []).at(-1)?.id ?? null;
    const value = { id, name, ...NEEDED[kind] };
    this.saving.change([{ edit: "add", part: kind, into: this.document.id, after, value }]);
    return id;
  }

  // Names of channels, teams and systems become ids; unknown ones are added to the map.
  keep(part, id, fields) {
    const value = find(this.document, part, id)?.value;
    if (!value) return;
    const edits = [];
    const before = [];
    for (const { name, read } of fields) {
      let said = read();
      if (said !== null && LISTS[name] && typeof said === "string") {
        const known = this.choices(name).find((each) => [each.id, each.name].some((word) => word.toLowerCase() === said.toLowerCase()));
        if (known) said = known.id;
        else {
          const made = slug(said, name, ids(this.document, name));
          const after = (this.document[HOLDERS[name][1]] ?? []).at(-1)?.id ?? null;
          before.push({ edit: "add", part: name, into: this.document.id, after, value: { id: made, name: said, ...NEEDED[name] } });
          said = made;
        }
      }
      const was = value[name] ?? null;
      if (isSame(said, was) || (was === null && isDefault(part, name, said))) continue;
      edits.push({ edit: "set", part, id, field: name, value: said });
    }
    this.saving.change([...before, ...edits]);
  }
}

const NEEDED = {
  calendar: { hours: { "mon-fri": "09:00-17:00" } },
  channel: { form: "hybrid" },
  outcome: { good: true, matches: { event: "event" } },
  segment: { where: { column: "value" } },
};

function isDefault(part, name, said) {
  const own = part === "map" ? schema : schema.$defs[part[0].toUpperCase() + part.slice(1)];
  return own.properties[name]?.default === said;
}

function isSame(one, other) {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
