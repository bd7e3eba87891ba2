// The page of a map: puts its tools together. Reading needs none of this.

import { drawArrows } from "./arrows.js";
import { Block } from "./block.js";
import { Editing } from "./editing.js";
import { element } from "./fields.js";
import { Feeling } from "./feeling.js";
import { Choice, addressOf, makeFocusable, makeInnerFocusable, map, morph, nameOf, patch, stopAt, stopOf } from "./grid.js";
import "./menus.js";
import { Panel } from "./panel.js";
import { Saving, ask } from "./saving.js";
import { Talk } from "./talk.js";

const frame = document.getElementById("frame");
const mapId = frame.dataset.map;
const mayEdit = "edits" in frame.dataset;
const mayTalk = "talks" in frame.dataset;
const path = `/api/maps/${mapId}`;

const SHORTCUTS = [
  ["Arrows, Tab", "walk over the cells"],
  ["Enter, F2, or just type", "write into the cell; Enter keeps it, Shift+Enter begins a line, Escape leaves it as it was"],
  ["Alt+Enter", "all about the part: every field, personas, promises, events"],
  ["Insert", "a touchpoint after this one; on a stage a stage; among activities an activity"],
  ["Ctrl+D", "copy the touchpoint, stage or activity"],
  ["Alt+Left, Alt+Right", "move the touchpoint or stage"],
  ["Alt+Up, Alt+Down", "move the lane of your own"],
  ["Ctrl+Backspace", "delete the touchpoint, stage or activity"],
  ["Shift+arrows, Shift+click, drag", "choose a block of cells; along the heads, columns"],
  ["Delete", "empty the cells"],
  ["+ and -", "on the feeling curve: better, worse"],
  ["Ctrl+C, Ctrl+X, Ctrl+V", "copy, cut, paste cells, also from and to a spreadsheet"],
  ["Ctrl+Z, Ctrl+Y", "undo, redo"],
  ["Alt+C", "comment on the cell, and its images; an image is also pasted or dropped into a cell"],
  ["?", "this list"],
];

let saving, choice, editing, block, panel, feeling, talk;
let looking = null;
let hurry = () => {};
let isWanted = false;
let isWhole = false;
let drawn = Number(frame.dataset.revision);

const GATHERED = 500;

function say(text) {
  const saidNow = document.getElementById("saving");
  saidNow.textContent = text;
  saidNow.title = text;
}

function tell(kind, detail) {
  if (kind === "said") toast(detail);
  else if (kind === "images") look({ whole: true });
  else if (kind === "details") panel.open(detail);
  else if (kind === "typing") present(detail);
}

function toast(text) {
  document.querySelector(".toast")?.remove();
  const made = element("div", { className: "toast", textContent: text });
  made.setAttribute("role", "alert");
  // What is behind an open panel is neither seen nor heard.
  (document.querySelector("dialog[open]") ?? document.body).append(made);
  setTimeout(() => made.remove(), 7_000);
}

// ---- drawing ----------------------------------------------------------------

// Ask what is new since what the table shows, and show it. Own changes are shown at
// once; those of others are gathered for a moment, as many people may write at a time.
async function look({ whole = false } = {}) {
  isWhole ||= whole;
  isWanted = true;
  looking ??= lookOn().finally(() => (looking = null));
  await looking;
}

async function lookOn() {
  while (isWanted) {
    // While something is being saved its answer comes first; then this is asked again.
    if (saving?.isSending) return;
    isWanted = false;
    const wantsWhole = isWhole;
    const said = new URLSearchParams({ since: drawn });
    for (const persona of frame.dataset.personas.split(" ").filter(Boolean)) said.append("persona", persona);
    if (frame.dataset.stage) said.set("stage", frame.dataset.stage);
    if (wantsWhole) said.set("whole", "true");
    const news = await ask(`${path}/news?${said}`).catch(() => null);
    if (!news || saving?.isSending) return;
    saving?.take(news.steps);
    drawn = news.revision;
    isWhole = false;
    await show(news);
    await new Promise((resolve) => {
      hurry = resolve;
      setTimeout(resolve, GATHERED);
    });
  }
}

async function show(news) {
  const hadFocus = map().contains(document.activeElement) && !editing?.typing;
  let cells = news.html && !news.is_whole ? patch(news, editing?.typing) : [];
  if (!cells) {
    isWanted = isWhole = true;
    return;
  }
  if (news.html && news.is_whole) {
    await morph(news.html, editing?.typing);
    cells = null;
  }
  problems = news.problems;
  document.getElementById("revision").textContent = news.revision;
  if (saving) document.getElementById("map-name").textContent = saving.document.name;
  dress({ cells, hadFocus });
  listProblems();
  waitForNumbers(news.doing);
}

// Add what the page has of its own: to the cells that have changed, or to all.
function dress({ cells = null, hadFocus = false } = {}) {
  if (!cells) showLanes();
  if (mayEdit) {
    if (cells) for (const cell of cells) makeInnerFocusable(cell);
    else makeFocusable();
    editing.makeDraggable(cells ?? [map()]);
    block.mark();
    if (!editing.typing && !editing.arrived() && !choice.held?.isConnected) choice.again({ focus: hadFocus });
    else if (hadFocus && document.activeElement === document.body) choice.again({ focus: true });
    markProblems();
  } else if (mayTalk) {
    if (cells) for (const cell of cells) makeInnerFocusable(cell);
    else makeFocusable();
    if (choice.held && !choice.held.isConnected) choice.again({ focus: hadFocus });
  }
  if (saving) drawArrows(saving.document);
  if (!cells || cells.length) talk?.mark();
  showPeople();
}

// Lanes of the map's own come and go; the menu of lanes follows.
function listLanes() {
  const form = document.getElementById("lanes");
  const own = new Map([...map().querySelectorAll("th[data-own]")].map((head) => [head.parentElement.dataset.lane, head.querySelector(".lane").firstChild.textContent]));
  for (const box of form.querySelectorAll("input")) if (box.value.startsWith("notes.") && !own.has(box.value)) box.parentElement.remove();
  for (const [lane, name] of own) {
    const box = form.querySelector(`[value="${CSS.escape(lane)}"]`) ?? element("input", { type: "checkbox", name: "lane", value: lane, checked: !frame.dataset.hides.split(" ").includes(lane) });
    if (!box.parentElement) form.append(element("label", {}, box));
    box.parentElement.replaceChildren(box, ` ${name}`);
  }
}

function showLanes() {
  listLanes();
  const hidden = new Set(frame.dataset.hides.split(" ").filter(Boolean));
  for (const row of map().querySelectorAll("tr[data-lane]")) row.hidden = hidden.has(row.dataset.lane);
}

// ---- problems ---------------------------------------------------------------

let problems = [];

async function check() {
  // Without a connection the problems stay as they were.
  problems = await ask(`${path}/problems`).catch(() => problems);
  listProblems();
  markProblems();
}

function listProblems() {
  const list = document.getElementById("problem-list");
  const said = JSON.stringify(problems);
  if (list.dataset.said === said) return;
  list.dataset.said = said;
  document.getElementById("problem-count").textContent = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  list.replaceChildren(...(problems.length ? problems : [{ message: "Nothing to mend." }]).map((each) => {
    const link = element(each.id ? "a" : "span", { textContent: each.message, dir: "auto" });
    if (each.id) {
      link.href = `#map-${each.id}`;
      link.addEventListener("click", (event) => {
        const stop = stopAt(nameOf(each)) ?? stopAt(`${each.part}/${each.id}/name`);
        if (!stop) return;
        event.preventDefault();
        choice.take(stop);
      });
    }
    return element("li", {}, link);
  }));
}

function markProblems() {
  const marked = new Set();
  for (const each of problems) {
    const stop = stopAt(nameOf(each)) ?? stopAt(`${each.part}/${each.id}/name`);
    if (stop) marked.add(stop);
  }
  for (const each of [...map().getElementsByClassName("has-problem")]) if (!marked.has(each)) each.classList.remove("has-problem");
  for (const stop of marked) stop.classList.add("has-problem");
}

// ---- people -----------------------------------------------------------------

let people = [];
let ownSeat = null;
let lastTold = "";

function present(isTyping) {
  if (ownSeat === null) return;
  const cell = choice?.name ?? "";
  const told = `${cell} ${isTyping}`;
  if (told === lastTold) return;
  lastTold = told;
  ask(`${path}/presence`, "POST", { seat: ownSeat, cell, typing: isTyping }).catch(() => {});
}

function showPeople() {
  const others = people.filter((each) => each.seat !== ownSeat);
  document.getElementById("people").replaceChildren(...others.map((each) => element("b", { className: `person c${each.colour}`, title: `${each.name} is here`, textContent: initials(each.name) })));
  map().querySelectorAll(".other").forEach((each) => {
    each.classList.remove("other", ...Array.from({ length: 8 }, (_, no) => `c${no}`));
    delete each.dataset.who;
  });
  for (const each of others) {
    const stop = each.cell ? stopAt(each.cell) : null;
    if (!stop) continue;
    stop.classList.add("other", `c${each.colour}`);
    stop.dataset.who = each.typing ? `${each.name} …` : each.name;
  }
}

function initials(name) {
  return name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("").toUpperCase();
}

function listen() {
  let talkNo = null;
  const live = new EventSource(`${path}/live`);
  live.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    people = state.people;
    if (ownSeat !== state.seat) lastTold = "";
    ownSeat = state.seat;
    showPeople();
    if (state.revision > drawn) look();
    if (talk && talkNo !== null && talkNo !== state.talk) talk.load().catch(() => {});
    talkNo = state.talk;
  });
  live.addEventListener("ended", (event) => {
    live.close();
    toast(JSON.parse(event.data).message);
    say("Read only");
  });
}

// ---- conflicts --------------------------------------------------------------

function settle({ error, edits }) {
  const sheet = document.getElementById("sheet");
  const rows = error.conflicts.map((each) => element("div", { className: "clash" },
    element("h3", { textContent: each.where, dir: "auto" }),
    element("div", { className: "sides" },
      element("div", {}, element("b", { textContent: "Theirs" }), element("p", { textContent: each.theirs || "empty", dir: "auto" })),
      element("div", {}, element("b", { textContent: "Yours" }), element("p", { textContent: each.yours || "empty", dir: "auto" })),
    ),
    element("small", { textContent: `Before: ${each.was || "empty"}` }),
  ));
  const theirs = element("button", { type: "button", className: "quiet", textContent: "Keep theirs" });
  const yours = element("button", { type: "button", textContent: "Keep yours" });
  theirs.addEventListener("click", () => sheet.close());
  yours.addEventListener("click", () => {
    saving.resend(edits);
    sheet.close();
  });
  sheet.replaceChildren(element("div", { className: "details" }, element("h2", { id: "sheet-title", textContent: "Somebody else changed this meanwhile" }), ...rows, element("footer", {}, theirs, yours)));
  sheet.showModal();
  look({ whole: true });
}

// ---- keys -------------------------------------------------------------------

const STEPS = { ArrowUp: { down: -1 }, ArrowDown: { down: 1 }, ArrowLeft: { right: -1 }, ArrowRight: { right: 1 } };

function pressed(event) {
  if (event.target.closest("textarea, input, select, dialog")) return;
  const stop = stopOf(event.target);
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === "?" && !isCommand) return done(event, showShortcuts);
  if (isCommand && event.key.toLowerCase() === "z") return done(event, () => saving.goBack(event.shiftKey ? "redo" : "undo"));
  if (isCommand && event.key.toLowerCase() === "y") return done(event, () => saving.goBack("redo"));
  const address = stop && (stop === choice.held ? choice.address : addressOf(stop));
  if (!address) return undefined;
  if (event.altKey) {
    if (event.key === "Enter") return done(event, () => panel.open(address));
    if (event.key.toLowerCase() === "c") return done(event, () => mayTalk && talk.open(address));
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const by = event.key === "ArrowLeft" ? -1 : 1;
      return done(event, () => editing.shift(address.part === "activity" ? { part: "touchpoint", id: editing.touchpointOf(address) } : address, by));
    }
    if (address.part === "lane" && (event.key === "ArrowUp" || event.key === "ArrowDown")) return done(event, () => editing.shift(address, event.key === "ArrowUp" ? -1 : 1));
    return undefined;
  }
  if (STEPS[event.key] && !isCommand && event.shiftKey) return done(event, () => block.extend(STEPS[event.key]));
  if (event.key === "Escape" && block.isThere) return done(event, () => block.drop());
  if (STEPS[event.key] && !isCommand) return done(event, () => choice.move(STEPS[event.key]));
  if (event.key === "Enter" || event.key === "F2") return done(event, () => editing.begin(stop));
  if (event.key === "Insert") return done(event, () => (address.part === "stage" ? editing.addStage(address) : address.part === "lane" ? editing.addLane(address) : address.part === "activity" || address.field === "activities" ? editing.addActivity(address) : editing.addTouchpoint(address)));
  if (isCommand && event.key === "Backspace") return done(event, () => (block.isThere && block.columns().length ? editing.removeAll(block.columns()) : editing.remove(address)));
  if (isCommand && event.key.toLowerCase() === "d") return done(event, () => (block.isThere && block.columns().length ? editing.copyAll(block.columns()) : editing.copy(address)));
  if (isCommand) return undefined;
  if (event.key === "Delete" || event.key === "Backspace") return done(event, () => (block.isThere ? block.clear() : editing.clear(address)));
  if (address.field === "feeling" && (event.key === "+" || event.key === "-")) return done(event, () => feeling.step(address, event.key === "+" ? 0.5 : -0.5));
  if (event.key.length === 1 && event.key !== " " && !address.isMeasured && address.field !== "feeling") return done(event, () => editing.begin(stop, { first: event.key }));
  return undefined;
}

function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

// The picture among what is pasted; copied cells of a spreadsheet have text, too.
function imageIn(data) {
  if (data.getData("text/plain")) return null;
  return [...data.files].find((file) => file.type.startsWith("image/")) ?? null;
}

function droppedFile(event) {
  event.preventDefault();
  const stop = stopOf(event.target);
  const address = addressOf(stop);
  if (!address || address.isMeasured || address.field === "activities") return toast("Drop an image on a cell, a head or an activity.");
  choice.take(stop);
  return talk.open(address, event.dataTransfer.files[0]);
}

// Who may comment and not edit walks over the cells, too.
function listenToTalk() {
  document.getElementById("comment").disabled = false;
  document.getElementById("comment").addEventListener("click", commentHere);
  map().addEventListener("click", (event) => {
    const stop = stopOf(event.target);
    if (stop && !event.target.closest("a, button")) choice.take(stop);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("textarea, input, select, dialog") || event.ctrlKey || event.metaKey) return;
    if (event.altKey && event.key.toLowerCase() === "c") done(event, commentHere);
    else if (STEPS[event.key] && !event.altKey && !event.shiftKey && stopOf(event.target)) done(event, () => choice.move(STEPS[event.key]));
  });
}

function commentHere() {
  if (choice.address) talk.open(choice.address);
  else toast("Choose a cell first.");
}

function done(event, work) {
  event.preventDefault();
  work();
}

function showShortcuts() {
  const sheet = document.getElementById("sheet");
  const close = element("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", () => sheet.close());
  sheet.replaceChildren(element("div", { className: "details" },
    element("h2", { id: "sheet-title", textContent: "Shortcuts" }),
    element("dl", { className: "shortcuts" }, ...SHORTCUTS.flatMap(([keys, does]) => [element("dt", { textContent: keys }), element("dd", { textContent: does })])),
    element("footer", {}, close)));
  sheet.showModal();
}

// What of the map is shown: lens, lanes, personas and stage.
function shownNow() {
  const several = (name) => frame.dataset[name].split(" ").filter(Boolean);
  const lens = document.querySelector(".lens [name=lens]:checked")?.value ?? "both";
  return { lens, hides: several("hides"), personas: several("personas"), stage: frame.dataset.stage };
}

function addressOfShown(path, other = {}) {
  const { lens, hides, personas, stage } = { ...shownNow(), ...other };
  const said = new URLSearchParams({ lens });
  for (const lane of hides) said.append("hide", lane);
  for (const persona of personas) said.append("persona", persona);
  if (stage) said.set("stage", stage);
  return `${path}?${said}`;
}

// A view that was just kept stands in the menu at once.
function listView({ id, name }) {
  const menu = document.getElementById("views-menu");
  const link = element("a", { textContent: name, dir: "auto", href: addressOfShown(`/maps/${mapId}`) });
  const away = element("button", { type: "button", className: "quiet away", textContent: "×", title: "Take away" });
  away.dataset.view = id;
  away.setAttribute("aria-label", `Take away the view ${name}`);
  menu.querySelector("ul").append(element("li", {}, link, away));
  menu.hidden = false;
}

async function takeAway(button) {
  const line = button.closest("li");
  const name = line.querySelector("a").textContent;
  if (!confirm(`Take away the view “${name}”? Links that show it end.`)) return;
  try {
    await ask(`${path}/views/${button.dataset.view}`, "DELETE");
    const menu = line.closest("details");
    line.remove();
    menu.hidden = !menu.querySelector("li");
  } catch (error) {
    toast(error.message);
  }
}

// ---- begin ------------------------------------------------------------------

function tools() {
  const on = (id, work) => {
    const button = document.getElementById(id);
    if (!button) return;
    button.disabled = false;
    button.addEventListener("click", work);
  };
  on("undo", () => saving.goBack("undo"));
  on("redo", () => saving.goBack("redo"));
  on("add-touchpoint", () => editing.addTouchpoint(choice.address));
  on("add-lane", () => editing.addLane(choice.address));
  on("add-stage", () => editing.addStage(choice.address));
  on("details", () => panel.open(choice.address ?? { part: "map", id: saving.document.id }));
  on("edit-personas", () => panel.open({ part: "map", id: saving.document.id, field: "new-persona" }));
  on("comment", commentHere);
  on("image", () => (choice.address ? talk.open(choice.address, true) : toast("Choose a cell first.")));
  on("help", showShortcuts);
}

// Lens, lanes and personas stay as they are on the way to a stage, or to presenting.
function keepShown() {
  const own = `/maps/${mapId}`;
  const ways = [...document.querySelectorAll("#stages a")].map((link) => [link, () => addressOfShown(own, { stage: link.dataset.stage })]);
  ways.push([document.getElementById("present"), () => addressOfShown(`${own}/present`)]);
  for (const [link, address] of ways) for (const kind of ["pointerdown", "focus"]) link.addEventListener(kind, () => (link.href = address()));
  const form = document.getElementById("personas");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(addressOfShown(own, { personas: [...form.querySelectorAll("[name=persona]:checked")].map((box) => box.value) }));
  });
}

function lanes() {
  const form = document.getElementById("lanes");
  form?.addEventListener("change", () => {
    const hidden = [...form.querySelectorAll("input:not(:checked)")].map((box) => box.value);
    frame.dataset.hides = hidden.join(" ");
    const here = new URL(location);
    here.searchParams.delete("hide");
    for (const lane of hidden) here.searchParams.append("hide", lane);
    history.replaceState(null, "", here);
    showLanes();
    if (saving) drawArrows(saving.document);
  });
  document.getElementById("views-menu").addEventListener("click", (event) => {
    const button = event.target.closest("[data-view]");
    if (button) takeAway(button);
  });
  const keep = document.getElementById("keep-view");
  if (keep) keep.hidden = false;
  keep?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = event.target.elements.name.value;
    try {
      const kept = await ask(`${path}/views`, "POST", { name, shows: shownNow() });
      toast(`Kept as “${name}”. It stands under Views.`);
      listView(kept);
      event.target.reset();
    } catch (error) {
      toast(error.message);
    }
  });
}

async function begin() {
  lanes();
  keepShown();
  choice = new Choice();
  if (mayTalk || mayEdit) talk = new Talk(mapId, tell, { mayTalk, mayEdit });
  const answer = await ask(path);
  saving = new Saving(mapId, answer);
  editing = new Editing(saving, choice, tell);
  block = new Block(choice, editing, say);
  panel = new Panel(saving, editing);
  if (mayEdit) {
    feeling = new Feeling(saving, editing);
    tools();
    const sheet = map();
    document.addEventListener("keydown", pressed);
    sheet.addEventListener("click", (event) => {
      const stop = stopOf(event.target);
      if (event.target.closest(".thumb") && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        choice.take(stop);
        return talk.open(addressOf(stop), true);
      }
      if (block.ended() || !stop || event.target.closest("a, button, textarea")) return;
      if (event.shiftKey) return block.to(stop);
      const isAgain = stop === choice.held;
      choice.take(stop);
      const isText = !["feeling", "activities"].includes(addressOf(stop)?.field);
      if (isAgain && event.detail < 2 && !editing.typing && isText) editing.begin(stop);
    });
    sheet.addEventListener("dblclick", (event) => {
      const stop = stopOf(event.target);
      if (stop && !event.target.closest("a, button, textarea") && !editing.typing) editing.begin(stop);
    });
    sheet.addEventListener("dragstart", (event) => editing.dragged(event));
    sheet.addEventListener("dragover", (event) => (hasFiles(event) ? event.preventDefault() : editing.over(event)));
    sheet.addEventListener("drop", (event) => (hasFiles(event) ? droppedFile(event) : editing.dropped(event)));
    sheet.addEventListener("dragend", () => editing.dragEnded());
    feeling.listen();
    block.listen(sheet);
    const taken = (event) => {
      if (event.target.closest("textarea, input, dialog") || !choice.address || String(getSelection())) return false;
      event.clipboardData.setData("text/plain", block.isThere ? block.text() : editing.text(choice.address));
      event.preventDefault();
      return true;
    };
    document.addEventListener("copy", taken);
    document.addEventListener("cut", (event) => {
      if (taken(event)) block.isThere ? block.clear() : editing.clear(choice.address);
    });
    document.addEventListener("paste", (event) => {
      if (event.target.closest("textarea, input, dialog") || !choice.address) return;
      event.preventDefault();
      const image = imageIn(event.clipboardData);
      if (image) return talk.open(choice.address, image);
      const text = event.clipboardData.getData("text/plain");
      if (block.isThere) block.paste(text);
      else editing.paste(choice.address, text);
    });
    addEventListener("beforeunload", (event) => {
      if (editing.typing) event.preventDefault();
    });
  }
  if (mayTalk && !mayEdit) listenToTalk();
  choice.addEventListener("chosen", () => present(false));
  saving.addEventListener("state", ({ detail }) => {
    if (detail.state === "saved") {
      look();
      hurry();
    }
    say({ saving: "Saving …", saved: "All saved", waiting: detail.message }[detail.state]);
    document.getElementById("saving").classList.toggle("bad", detail.state === "waiting");
  });
  saving.addEventListener("conflict", ({ detail }) => settle(detail));
  saving.addEventListener("refused", ({ detail }) => {
    toast(detail.error.message);
    look({ whole: true });
  });
  addEventListener("resize", () => drawArrows(saving.document));
  document.querySelector(".lens")?.addEventListener("change", () => drawArrows(saving.document));
  dress();
  if (mayEdit) check();
  const said = talk?.load();
  if (mayTalk || mayEdit) listen();
  if (saving.revision > drawn) look();
  waitForNumbers();
  if (location.hash.startsWith("#talk/")) await said;
  arrive();
}

// An address may lead to a touchpoint (#map-...), or to what was said at a cell (#talk/...).
function arrive() {
  const [kind, part, id, field] = location.hash.slice(1).split("/").map(decodeURIComponent);
  if (kind === "talk" && id && talk) {
    const stop = stopAt(nameOf({ part, id, field })) ?? stopAt(`${part}/${id}/name`);
    stop?.scrollIntoView({ block: "center", inline: "center" });
    if (stop && mayEdit) choice.take(stop);
    talk.open({ part, id, field: field ?? "" });
    return;
  }
  const wanted = kind && document.getElementById(kind);
  if (mayEdit && wanted) choice.take(stopOf(wanted) ?? wanted);
}

addEventListener("hashchange", () => saving && arrive());

// While the numbers are worked out, look again from time to time.
let waiting = null;
const LATER = { is_done: false, doing: "No connection", seconds: 0 };

async function waitForNumbers(told = null) {
  clearTimeout(waiting);
  const doing = told ?? (await ask(`${path}/measuring`).catch(() => ({ doing: LATER }))).doing;
  const line = document.querySelector(".working:not(.bad) span");
  if (doing.is_done) {
    if (line) {
      line.parentElement.remove();
      look({ whole: true });
    }
    return;
  }
  if (line) line.textContent = `${doing.doing[0].toUpperCase()}${doing.doing.slice(1)} … ${doing.seconds} s`;
  waiting = setTimeout(waitForNumbers, 1_000);
}

begin();
