// Comments and images of a cell, in the panel.

import { element } from "./fields.js";
import { map, nameOf, stopAt } from "./grid.js";
import { named, offerNames } from "./mentions.js";
import { ask } from "./saving.js";

export class Talk {
  constructor(mapId, tell, { mayTalk, mayEdit }) {
    this.mapId = mapId;
    this.tell = tell;
    this.mayTalk = mayTalk;
    this.mayEdit = mayEdit;
    this.dialog = document.getElementById("panel");
    this.said = [];
    this.images = [];
    this.people = [];
  }

  get path() {
    return `/api/maps/${this.mapId}`;
  }

  load() {
    return (this.loading = this.loadAll());
  }

  async loadAll() {
    const before = this.images.map((each) => each.id).join();
    // Names of people, too: the panel opens at once, as what is typed then is meant for it.
    const people = this.people.length ? this.people : ask("/api/people").catch(() => []);
    [this.said, this.images, this.people] = await Promise.all([ask(`${this.path}/comments`), ask(`${this.path}/images`), people]);
    this.mark();
    if (this.isLoaded && before !== this.images.map((each) => each.id).join()) this.tell("images");
    this.isLoaded = true;
  }

  at(address) {
    return this.said.filter(({ place }) => place.part === address.part && place.id === address.id && place.field === address.field);
  }

  mark() {
    map().querySelectorAll(".badge").forEach((each) => each.remove());
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
  }

  // `wants` is an image: one that was pasted or dropped, or true for one to be chosen.
  async open(address, wants = null) {
    const place = { part: address.part, id: address.id, field: address.field };
    const threads = element("div", { className: "threads" });
    const fill = () => {
      const found = this.at(address).map((each) => this.thread(each, place));
      threads.replaceChildren(...(found.length ? found : [element("p", { className: "empty", textContent: "Nothing was said here yet." })]));
    };
    fill();
    const box = this.mayTalk && this.box("Say something about this cell; @Name mentions somebody", async (text) => {
      await ask(`${this.path}/comments`, "POST", { ...place, text, mentions: this.mentioned(text) });
      await this.again(place);
    });
    const images = this.imageForm(place);
    const body = element("div", { className: "details talk" },
      element("header", {}, element("h2", { id: "panel-title", textContent: "Comments and images" }), element("small", { textContent: this.whereIs(place), dir: "auto" })),
      threads,
      ...(box ? [box] : []),
      ...(images ? [images] : []),
      element("footer", {}, this.closing()),
    );
    this.dialog.replaceChildren(body);
    if (!this.dialog.open) this.dialog.showModal();
    const file = images?.querySelector("[type=file]");
    if (file && wants instanceof File) {
      const held = new DataTransfer();
      held.items.add(wants);
      file.files = held.files;
      images.querySelector("[name=shows]").focus();
    } else ((wants && file) || box?.querySelector("textarea") || body.querySelector("footer button")).focus();
    if (this.isLoaded) return;
    // The panel opens at once, as what is typed then is meant for it.
    await this.loading;
    fill();
    box?.querySelector("textarea").dispatchEvent(new Event("input"));
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
        await this.again(place, true);
      }));
      const whole = `${this.path}/images/${each.fingerprint}`;
      const link = element("a", { href: whole, target: "_blank", rel: "noopener" }, element("img", { src: `${whole}?small=true`, alt: each.shows }));
      return element("figure", {}, link, element("figcaption", { textContent: each.shows, dir: "auto" }), ...(this.mayEdit ? [gone] : []));
    });
    // A room of activities is no cell of the map; each activity is one.
    if (!this.mayEdit || place.field === "activities") return own.length ? element("section", { className: "say" }, element("b", { textContent: "Images" }), ...shown) : null;
    const file = element("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp", required: true });
    file.setAttribute("aria-label", "Image");
    const shows = element("input", { name: "shows", placeholder: "What it shows", required: true, maxLength: 300, dir: "auto" });
    shows.setAttribute("aria-label", "What the image shows");
    const form = element("form", { className: "say" }, element("b", { textContent: "Images" }), ...shown, file, shows, element("button", { type: "submit", className: "quiet", textContent: "Attach" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = new URLSearchParams({ part: place.part, id: place.id, field: place.field, shows: shows.value });
      this.do(async () => {
        const answer = await fetch(`${this.path}/images?${said}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file.files[0] });
        if (!answer.ok) throw new Error((await answer.json()).message);
        await this.again(place, true);
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

  async again(place, wants = null) {
    await this.load();
    await this.open(place, wants);
  }

  async do(work) {
    try {
      await work();
    } catch (error) {
      this.tell("said", error.message);
    }
  }
}
