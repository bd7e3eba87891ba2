// Comments and images of a cell, in the panel.

import { element } from "./fields.js";
import { map, nameOf, stopAt } from "./grid.js";
import { named, offerNames } from "./mentions.js";
import { ask } from "./saving.js";

export class Talk {
  constructor(mapId, tell) {
    this.mapId = mapId;
    this.tell = tell;
    this.dialog = document.getElementById("panel");
    this.said = [];
    this.images = [];
    this.people = [];
  }

  get path() {
    return `/api/maps/${this.mapId}`;
  }

  async load() {
    [this.said, this.images] = await Promise.all([ask(`${this.path}/comments`), ask(`${this.path}/images`)]);
    this.mark();
  }

  at(address) {
    return this.said.filter(({ place }) => place.part === address.part && place.id === address.id && place.field === address.field);
  }

  mark() {
    map().querySelectorAll(".badge, .thumb").forEach((each) => each.remove());
    const open = new Map();
    for (const each of this.said) if (!each.resolved_at) {
      const name = nameOf(each.place);
      open.set(name, (open.get(name) ?? 0) + 1);
    }
    for (const [name, count] of open) {
      const stop = stopAt(name);
      if (!stop) continue;
      const badge = element("button", { type: "button", className: "badge", textContent: count, title: `${count} open ${count === 1 ? "comment" : "comments"}`, tabIndex: -1 });
      badge.addEventListener("click", (event) => {
        event.stopPropagation();
        const [part, id, field] = name.split("/");
        this.open({ part, id, field });
      });
      stop.append(badge);
    }
    for (const image of this.images) {
      const stop = stopAt([image.part, image.part_id, image.field].join("/"));
      if (stop) stop.append(element("img", { className: "thumb", src: `${this.path}/images/${image.fingerprint}`, alt: image.shows, title: image.shows, draggable: false }));
    }
  }

  async open(address) {
    if (!this.people.length) this.people = await ask("/api/people").catch(() => []);
    const place = { part: address.part, id: address.id, field: address.field };
    const threads = this.at(address).map((each) => this.thread(each, place));
    const box = this.box("Say something about this cell; @Name mentions somebody", async (text) => {
      await ask(`${this.path}/comments`, "POST", { ...place, text, mentions: this.mentioned(text) });
      await this.again(place);
    });
    const body = element("div", { className: "details talk" },
      element("header", {}, element("h2", { id: "panel-title", textContent: "Comments" }), element("small", { textContent: this.whereIs(place), dir: "auto" })),
      ...(threads.length ? threads : [element("p", { className: "empty", textContent: "Nothing was said here yet." })]),
      box,
      this.imageForm(place),
      element("footer", {}, this.closing()),
    );
    this.dialog.replaceChildren(body);
    if (!this.dialog.open) this.dialog.showModal();
    box.querySelector("textarea").focus();
  }

  closing() {
    const close = element("button", { type: "button", className: "quiet", textContent: "Close" });
    close.addEventListener("click", () => this.dialog.close());
    return close;
  }

  thread(each, place) {
    const settle = element("button", { type: "button", className: "quiet", textContent: each.resolved_at ? "Open again" : "Resolve" });
    settle.addEventListener("click", () => this.do(async () => {
      await ask(`${this.path}/comments/${each.id}/resolved`, "PUT", { resolved: !each.resolved_at });
      await this.again(place);
    }));
    const answers = each.answers.map((answer) => this.line(answer));
    const box = this.box("Answer", async (text) => {
      await ask(`${this.path}/comments/${each.id}/answers`, "POST", { text, mentions: this.mentioned(text) });
      await this.again(place);
    });
    return element("section", { className: `thread${each.resolved_at ? " settled" : ""}` }, this.line(each), ...answers, box, settle);
  }

  line(said) {
    const at = new Date(said.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    return element("div", { className: "line-of-talk" }, element("p", { textContent: said.text, dir: "auto", className: "said" }), element("small", { textContent: `${said.name ?? "This machine"}, ${at}` }));
  }

  box(placeholder, send) {
    const text = element("textarea", { rows: 2, placeholder, required: true, dir: "auto" });
    text.setAttribute("aria-label", placeholder);
    const names = offerNames(text, () => this.people);
    const form = element("form", { className: "say" }, element("span", { className: "offering" }, text, names), element("button", { type: "submit", textContent: "Send" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.do(() => send(text.value));
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    return form;
  }

  imageForm(place) {
    const own = this.images.filter((each) => each.part === place.part && each.part_id === place.id && each.field === place.field);
    const shown = own.map((each) => {
      const gone = element("button", { type: "button", className: "quiet", textContent: "Take off" });
      gone.addEventListener("click", () => this.do(async () => {
        await ask(`${this.path}/images/${each.id}`, "DELETE");
        await this.again(place);
      }));
      return element("figure", {}, element("img", { src: `${this.path}/images/${each.fingerprint}`, alt: each.shows }), element("figcaption", { textContent: each.shows }), gone);
    });
    const file = element("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", required: true });
    file.setAttribute("aria-label", "Image");
    const shows = element("input", { placeholder: "What it shows", required: true, maxLength: 300 });
    shows.setAttribute("aria-label", "What the image shows");
    const form = element("form", { className: "say" }, element("b", { textContent: "Images" }), ...shown, file, shows, element("button", { type: "submit", className: "quiet", textContent: "Attach" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = new URLSearchParams({ part: place.part, id: place.id, field: place.field, shows: shows.value });
      this.do(async () => {
        const answer = await fetch(`${this.path}/images?${said}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file.files[0] });
        if (!answer.ok) throw new Error((await answer.json()).message);
        await this.again(place);
      });
    });
    return form;
  }

  mentioned(text) {
    return named(text, this.people);
  }

  // Where a cell is, in the words that stand at its head.
  whereIs({ part, id, field }) {
    const head = stopAt(`${part}/${id}/${part === "activity" ? "does" : "name"}`);
    const name = (head?.querySelector("a, b, [dir]") ?? head)?.textContent.trim();
    const lane = stopAt(nameOf({ part, id, field }))?.parentElement.querySelector(".lane")?.firstChild.textContent.trim();
    const isNamed = ["name", "does", ""].includes(field);
    return [name ?? id, isNamed ? "" : (lane ?? field)].filter(Boolean).join(" · ");
  }

  async again(place) {
    await this.load();
    await this.open(place);
  }

  async do(work) {
    try {
      await work();
    } catch (error) {
      this.tell("said", error.message);
    }
  }
}
