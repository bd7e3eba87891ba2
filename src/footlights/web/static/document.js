// The map as a plain document, and edits of it; the same rules as the server has.

export const HOLDERS = {
  stage: ["map", "stages"],
  touchpoint: ["stage", "touchpoints"],
  activity: ["touchpoint", "activities"],
  persona: ["map", "personas"],
  segment: ["map", "segments"],
  outcome: ["map", "outcomes"],
  channel: ["map", "channels"],
  team: ["map", "teams"],
  system: ["map", "systems"],
  calendar: ["map", "calendars"],
  lane: ["map", "lanes"],
};

export function* standing(document, kind) {
  if (kind === "map") {
    yield { kind, value: document, holder: document, siblings: [document], place: 0 };
    return;
  }
  const [holderKind, key] = HOLDERS[kind];
  for (const holder of standing(document, holderKind)) {
    const siblings = holder.value[key] ?? [];
    for (const [place, value] of siblings.entries()) {
      yield { kind, value, holder: holder.value, siblings, place };
    }
  }
}

export function find(document, kind, id) {
  for (const part of standing(document, kind)) if (part.value.id === id) return part;
  return null;
}

export function ids(document, kind) {
  return [...standing(document, kind)].map((part) => part.value.id);
}

export function read(value, path) {
  return path.split(".").reduce((inner, key) => inner?.[key], value);
}

export function apply(document, edit) {
  if (edit.edit === "set") {
    const part = find(document, edit.part, edit.id);
    if (part) setField(part.value, edit.field.split("."), edit.value ?? null);
  } else if (edit.edit === "add") {
    insert(document, edit, structuredClone(edit.value));
  } else if (edit.edit === "move") {
    const part = find(document, edit.part, edit.id);
    if (!part) return;
    part.siblings.splice(part.place, 1);
    insert(document, edit, part.value);
  } else if (edit.edit === "remove") {
    const part = find(document, edit.part, edit.id);
    if (part) part.siblings.splice(part.place, 1);
  }
}

function setField(holder, [key, ...rest], value) {
  if (rest.length) {
    holder[key] ??= {};
    setField(holder[key], rest, value);
    if (!Object.keys(holder[key]).length) delete holder[key];
  } else if (value === null) delete holder[key];
  else holder[key] = structuredClone(value);
}

function insert(document, edit, value) {
  const [holderKind, key] = HOLDERS[edit.part];
  const holder = find(document, holderKind, edit.into)?.value;
  if (!holder) return;
  holder[key] ??= [];
  const at = edit.after ? holder[key].findIndex((each) => each.id === edit.after) + 1 : 0;
  holder[key].splice(at, 0, value);
}

export function slug(words, kind, taken) {
  const bare = words.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  const folded = bare.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const begins = !folded ? kind : /^[a-z]/.test(folded) ? folded : `${kind}-${folded}`;
  const stem = begins.slice(0, 58).replace(/-+$/, "");
  let found = stem;
  for (let no = 2; taken.includes(found); no += 1) found = `${stem}-${no}`;
  return found;
}
