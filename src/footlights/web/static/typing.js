// Typing into a cell: each field has its own way to be written and read.

import { find, ids, read, slug } from "./document.js";

const LISTS = new Set(["needs", "questions", "pains"]);
const TEXTS = new Set(["name", "doing", "thinking", "said", "evidence", "does"]);

const HUMAN = /phone|call|desk|counter|person|staff|visit|store|branch|agent|valet|door/i;
const DIGITAL = /web|app|mail|chat|sms|online|portal|bot|ivr|site|social/i;

export function isTyped(field) {
  return field.startsWith("notes.") || LISTS.has(field) || TEXTS.has(field) || field === "expects" || field === "channel";
}

export function written(document, { part, id, field }) {
  const value = read(find(document, part, id)?.value ?? {}, field);
  if (value === undefined || value === null) return "";
  if (field === "expects") return value.map(expectationWords).join("\n");
  if (field === "channel") return channelName(find(document, "channel", value)?.value, value);
  return Array.isArray(value) ? value.join("\n") : String(value);
}

// Give the edits that bring a field to what was typed; throws an Error in words.
export function edits(document, { part, id, field }, typed) {
  const text = typed.trim();
  if (written(document, { part, id, field }).trim() === text) return [];
  const set = (value) => [{ edit: "set", part, id, field, value }];
  if ((field === "name" || field === "does") && !text) throw new Error("A name cannot be empty. Delete the whole part instead (Ctrl+Backspace).");
  if (LISTS.has(field)) return set(text ? lines(text) : null);
  if (field === "expects") return set(text ? lines(text).map(expectation) : null);
  if (field === "channel") return text ? channelEdits(document, text, set) : set(null);
  return set(text || null);
}

function lines(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

function expectationWords(value) {
  const bound = value.at_most === undefined ? `at least ${value.at_least}` : `at most ${value.at_most}`;
  return `${value.what} ${bound}${value.for === undefined ? "" : ` for ${value.for}`}`;
}

function expectation(line) {
  const found = /^(wait|time|score)\s+at\s+(most|least)\s+(.+?)(?:,?\s+for\s+(\d+(?:[.,]\d+)?)\s*%)?$/i.exec(line);
  if (!found) throw new Error(`“${line}” is no expectation. Write it as “wait at most 3m for 90%” or “score at least 4”.`);
  const [, what, bound, amount, share] = found;
  const value = { what: what.toLowerCase() };
  if (bound.toLowerCase() === "most") value.at_most = amount.replaceAll(" ", "");
  else value.at_least = Number(amount.replace(",", "."));
  if (share) value.for = `${share.replace(",", ".")}%`;
  return value;
}

function channelName(channel, id) {
  return channel?.name ?? id;
}

function channelEdits(document, text, set) {
  const known = (document.channels ?? []).find((each) => [each.id, each.name].some((word) => word?.toLowerCase() === text.toLowerCase()));
  if (known) return set(known.id);
  const id = slug(text, "channel", ids(document, "channel"));
  const form = HUMAN.test(text) ? "human" : DIGITAL.test(text) ? "digital" : "hybrid";
  const after = (document.channels ?? []).at(-1)?.id ?? null;
  const value = id === text ? { id, form } : { id, form, name: text };
  return [{ edit: "add", part: "channel", into: document.id, after, value }, ...set(id)];
}

export function choicesOf(document, field) {
  if (field !== "channel") return null;
  return (document.channels ?? []).map((each) => each.name ?? each.id);
}

// Show what is typed at once; the server draws it anew a moment later.
export function show(stop, field, text) {
  if (stop.matches(".activity")) {
    stop.querySelector("span").textContent = text;
  } else if (stop.dataset.touchpoint) {
    const name = stop.querySelector("a, span[dir]");
    if (name) name.textContent = text;
  } else if (stop.dataset.stage) {
    stop.querySelector("b").textContent = text;
  } else if (stop.dataset.own) {
    stop.querySelector(".lane").firstChild.textContent = text;
  } else {
    const tag = stop.parentElement.querySelector("q") || ["thinking", "said"].includes(field) ? "q" : "p";
    stop.replaceChildren(...lines(text).map((line) => Object.assign(document.createElement(tag), { textContent: line, dir: "auto" })));
  }
}
