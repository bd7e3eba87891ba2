// Form fields for a part of the map, made from the schema of map files: their names,
// their help and what they may hold are said once, by the model.

const REFERS = { channel: "channels", team: "teams", system: "systems", calendar: "calendars", segment: "segments" };
const CHOOSES = { after: "activity", completed_by: "touchpoint", between: "touchpoint" };
const LEFT_OUT = new Set(["id", "footlights", "stages", "touchpoints", "activities", "personas", "segments", "outcomes", "channels", "teams", "systems", "calendars", "lanes", "simulation"]);

export function partSchema(schema, part) {
  const name = part[0].toUpperCase() + part.slice(1);
  return part === "map" ? schema : schema.$defs[name];
}

export function formOf(schema, part, value, choices) {
  const own = partSchema(schema, part);
  return Object.entries(own.properties)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, of]) => named(name, field(schema, name, of, value[name], choices), of, own.required?.includes(name)));
}

function named(name, made, of, isRequired) {
  const label = words(name);
  const help = (of.description ?? "").replaceAll("`", "");
  if (made.isGroup) {
    const group = element("fieldset", { className: "group" }, element("legend", { textContent: label }), element("small", { textContent: help }), made.element);
    return { name, element: group, read: made.read };
  }
  if (isRequired) made.control.required = true;
  made.control.setAttribute("name", name);
  const box = element("label", { className: `field${made.isCheck ? " check" : ""}` }, element("span", { textContent: label }), made.element, element("small", { textContent: help }));
  return { name, element: box, read: made.read };
}

function plain(schema, of) {
  if (of.$ref) return plain(schema, schema.$defs[of.$ref.split("/").at(-1)]);
  const kinds = (of.anyOf ?? []).filter((each) => each.type !== "null");
  if (kinds.length === 1) return plain(schema, kinds[0]);
  return kinds.length ? { ...of, several: kinds.map((each) => plain(schema, each)) } : of;
}

function field(schema, name, of, value, choices) {
  const kind = plain(schema, of);
  if (name === "matches") return lines(value, matchWords, match, "ordered | order channel = web, phone");
  if (name === "notes") return notes(value, choices);
  if (name === "where") return pairs(value);
  if (name === "hours") return hours(value);
  if (name === "journeys") return journeys(schema, kind, value, choices);
  if (CHOOSES[name] && kind.type === "array") return many(choices(CHOOSES[name]), value, name === "between" ? 2 : null);
  if (REFERS[name]) return reference(choices(name), value);
  if (kind.enum) return select(kind.enum, value ?? kind.default, of.default === null || !("default" in of));
  if (kind.type === "boolean") return check(value ?? false);
  if (kind.type === "integer" || kind.type === "number") return number(value, kind.type === "integer");
  if (kind.type === "object" && kind.properties) return object(schema, kind, value, choices);
  if (kind.patternProperties) return byPersona(schema, Object.values(kind.patternProperties)[0], value ?? {}, choices);
  if (kind.type === "array") {
    const item = plain(schema, kind.items);
    if (item.properties) return list(schema, item, value ?? [], choices);
    return lines(value, String, (line) => line);
  }
  return text(value, kind);
}

function text(value, kind) {
  const isLong = (kind.maxLength ?? 0) > 200;
  const control = element(isLong ? "textarea" : "input", { value: value ?? "", dir: "auto" });
  if (isLong) control.rows = 2;
  if (kind.format === "date") control.type = "date";
  const takesNumbers = kind.several?.some((each) => each.type === "number");
  const read = () => {
    const said = control.value.trim();
    if (!said) return null;
    return takesNumbers && /^-?\d+([.]\d+)?$/.test(said) ? Number(said) : said;
  };
  return { element: control, control, read };
}

function number(value, isWhole) {
  const control = element("input", { type: "number", step: isWhole ? "1" : "any", value: value ?? "" });
  return { element: control, control, read: () => (control.value === "" ? null : Number(control.value)) };
}

function check(value) {
  const control = element("input", { type: "checkbox", checked: value });
  return { element: control, control, isCheck: true, read: () => (control.checked ? true : null) };
}

function select(options, value, mayBeEmpty) {
  const control = element("select");
  if (mayBeEmpty) control.append(element("option", { value: "", textContent: "not said" }));
  control.append(...options.map((each) => element("option", { value: each, textContent: words(each), selected: each === value })));
  return { element: control, control, read: () => control.value || null };
}

function reference(known, value) {
  const list = element("datalist", { id: `list-${Math.random().toString(36).slice(2)}` }, ...known.map((each) => element("option", { value: each.name })));
  const control = element("input", { value: known.find((each) => each.id === value)?.name ?? value ?? "", dir: "auto" });
  control.setAttribute("list", list.id);
  return { element: element("span", {}, control, list), control, read: () => control.value.trim() || null };
}

function many(known, value, most) {
  const chosen = new Set(value ?? []);
  if (most) {
    const controls = [0, 1].map((no) => element("select", {}, element("option", { value: "", textContent: no ? "and …" : "between …" }), ...known.map((each) => element("option", { value: each.id, textContent: each.name, selected: value?.[no] === each.id }))));
    const read = () => (controls.every((each) => each.value) ? controls.map((each) => each.value) : null);
    return { element: element("span", { className: "pair" }, ...controls), control: controls[0], read };
  }
  const boxes = known.map((each) => ({ id: each.id, box: element("input", { type: "checkbox", checked: chosen.has(each.id) }), name: each.name }));
  const body = element("div", { className: "checks" }, ...boxes.map((each) => element("label", {}, each.box, ` ${each.name}`)));
  const read = () => {
    const found = boxes.filter((each) => each.box.checked).map((each) => each.id);
    return found.length ? found : null;
  };
  return { element: body, isGroup: true, read };
}

function lines(value, write, readOne, placeholder = "one to a line") {
  const control = element("textarea", { rows: Math.max(2, (value ?? []).length), value: (value ?? []).map(write).join("\n"), placeholder, dir: "auto" });
  const read = () => {
    const said = control.value.split("\n").map((line) => line.trim()).filter(Boolean).map(readOne);
    return said.length ? said : null;
  };
  return { element: control, control, read };
}

function matchWords(rule) {
  if (typeof rule === "string") return rule;
  const where = Object.entries(rule.where ?? {}).map(([column, held]) => `${column} = ${[held].flat().join(", ")}`);
  return where.length ? `${rule.event} | ${where.join("; ")}` : rule.event;
}

function match(line) {
  const [event, said] = line.split("|").map((each) => each.trim());
  return said ? { event, where: columns(said.split(";")) } : { event };
}

function pairs(value) {
  const write = Object.entries(value ?? {}).map(([column, held]) => `${column} = ${[held].flat().join(", ")}`);
  const control = element("textarea", { rows: 2, value: write.join("\n"), placeholder: "column = value, other value" });
  return { element: control, control, read: () => columns(control.value.split("\n")) };
}

function hours(value) {
  const write = Object.entries(value ?? {}).map(([days, open]) => `${days}: ${open}`);
  const control = element("textarea", { rows: Math.max(2, write.length), value: write.join("\n"), placeholder: "mon-fri: 09:00-12:30, 13:30-17:00" });
  const read = () => {
    const said = control.value.split("\n").map((line) => /^\s*([^:]*[^:\s])\s*:\s*(.+?)\s*$/.exec(line)).filter(Boolean);
    return said.length ? Object.fromEntries(said.map(([, days, open]) => [days, open])) : null;
  };
  return { element: control, control, read };
}

function columns(parts) {
  const found = parts.map((each) => each.split("=").map((side) => side.trim())).filter(([column, held]) => column && held);
  if (!found.length) return null;
  return Object.fromEntries(found.map(([column, held]) => {
    const values = held.split(",").map((each) => each.trim());
    return [column, values.length === 1 ? values[0] : values];
  }));
}

function object(schema, kind, value, choices) {
  const inner = Object.entries(kind.properties).filter(([name]) => name !== "id").map(([name, of]) => named(name, field(schema, name, of, value?.[name], choices), of, false));
  const body = element("div", { className: "inner" }, ...inner.map((each) => each.element));
  return { element: body, isGroup: true, read: () => readAll(inner) };
}

export function readAll(fields) {
  const found = {};
  for (const each of fields) {
    const said = each.read();
    if (said !== null && said !== undefined) found[each.name] = said;
  }
  return Object.keys(found).length ? found : null;
}

function byPersona(schema, kind, value, choices) {
  const fields = choices("persona").map((persona) => ({ name: persona.id, ...object(schema, plain(schema, kind), value[persona.id], choices), title: persona.name }));
  const body = element("div", {}, ...fields.map((each) => element("fieldset", { className: "group" }, element("legend", { textContent: each.title }), each.element)));
  if (!fields.length) body.append(element("small", { textContent: "This map has no personas yet; add them at the map itself." }));
  return { element: body, isGroup: true, read: () => readAll(fields) };
}

// What stands in each lane of the map's own.
function notes(value, choices) {
  const fields = choices("lane").map((lane) => ({ name: lane.id, title: lane.name, ...text(value?.[lane.id], { maxLength: 2_000 }) }));
  const body = element("div", { className: "inner" }, ...fields.map((each) => element("label", { className: "field" }, element("span", { textContent: each.title, dir: "auto" }), each.element)));
  if (!fields.length) body.append(element("small", { textContent: "This map has no lanes of its own yet; “+ Lane” adds one." }));
  return { element: body, isGroup: true, read: () => readAll(fields) };
}

function list(schema, kind, value, choices) {
  const body = element("div", { className: "several" });
  let fields = [];
  const add = (each) => {
    const made = object(schema, kind, each, choices);
    const gone = element("button", { type: "button", className: "quiet", textContent: "Remove" });
    const row = element("fieldset", { className: "group" }, made.element, gone);
    gone.addEventListener("click", () => {
      fields = fields.filter((other) => other !== made);
      row.remove();
    });
    fields.push(made);
    more.before(row);
  };
  const more = element("button", { type: "button", className: "quiet", textContent: "Add" });
  more.addEventListener("click", () => add({}));
  body.append(more);
  value.forEach(add);
  const read = () => {
    const found = fields.map((each) => each.read()).filter(Boolean);
    return found.length ? found : null;
  };
  return { element: body, isGroup: true, read };
}

function journeys(schema, kind, value, choices) {
  const now = value ?? { by: "person" };
  const by = select(["person", "column"], now.by, false);
  const gap = text(now.gap, {});
  const column = text(now.column, {});
  const done = many(choices("touchpoint"), now.completed_by);
  const rows = [["One journey is", by], ["Longest silence inside, by person (30d)", gap], ["Column that names it, by column", column]];
  const body = element("div", { className: "inner" }, ...rows.map(([label, each]) => element("label", { className: "field" }, element("span", { textContent: label }), each.element)), element("fieldset", { className: "group" }, element("legend", { textContent: "Completed by" }), done.element));
  const read = () => {
    const said = { by: by.read() };
    if (said.by === "person" && gap.read()) said.gap = gap.read();
    if (said.by === "column" && column.read()) said.column = column.read();
    if (done.read()) said.completed_by = done.read();
    return Object.keys(said).length === 1 && said.by === "person" ? null : said;
  };
  return { element: body, isGroup: true, read };
}

export function words(name) {
  const said = String(name).replaceAll("_", " ").replaceAll("-", " ");
  return said[0].toUpperCase() + said.slice(1);
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  if (name === "textarea" && properties.value !== undefined) made.textContent = properties.value;
  made.append(...children);
  return made;
}
