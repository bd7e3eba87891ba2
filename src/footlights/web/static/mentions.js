// Naming people in what one says: a list of names after an @, and who is named.

import { element } from "./fields.js";

const MOST = 8;

// Of two names that begin alike the longer one counts; the same rule as the server has.
export function named(text, people) {
  const known = people.filter((each) => each.state === "active");
  const names = [...new Set(known.map((each) => each.name.toLowerCase()))].sort((a, b) => b.length - a.length);
  const found = new Set();
  for (const after of text.toLowerCase().split("@").slice(1)) {
    const name = names.find((each) => after.startsWith(each));
    for (const each of known) if (each.name.toLowerCase() === name) found.add(each.id);
  }
  return [...found];
}

// Offer names under a box while somebody writes one; arrows choose, Enter or Tab takes.
export function offerNames(box, people) {
  const list = element("ul", { className: "offers names-of", hidden: true, id: `names-${Math.random().toString(36).slice(2)}` });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People");
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  let at = 0;
  const begun = () => /(?:^|\s)@([^@\n]{0,40})$/.exec(box.value.slice(0, box.selectionStart))?.[1] ?? null;
  const show = () => {
    const words = begun()?.toLowerCase();
    const isWhole = words !== undefined && people().some((each) => each.name.toLowerCase() === words.trim());
    const hits = words === undefined || isWhole ? [] : people().filter((each) => each.state === "active" && each.name.toLowerCase().split(/\s+/).some((_, no, all) => all.slice(no).join(" ").startsWith(words))).slice(0, MOST);
    at = 0;
    list.replaceChildren(...hits.map((each, no) => {
      const line = element("li", { textContent: each.name, dir: "auto", id: `${list.id}-${no}` });
      line.setAttribute("role", "option");
      line.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(each.name);
      });
      return line;
    }));
    list.hidden = !hits.length;
    point();
  };
  const point = () => {
    for (const [no, line] of [...list.children].entries()) line.setAttribute("aria-selected", String(no === at));
    box.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const take = (name) => {
    const end = box.selectionStart;
    const begin = end - begun().length;
    box.setRangeText(`${name} `, begin, end, "end");
    show();
  };
  box.addEventListener("input", show);
  box.addEventListener("blur", () => {
    list.hidden = true;
    point();
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at = (at + step + list.children.length) % list.children.length;
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[at].textContent);
    else if (event.key === "Escape") list.hidden = true;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    point();
  });
  return list;
}
