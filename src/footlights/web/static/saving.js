// Sends edits one after the other, keeps those that are not saved yet, and takes in
// what others change. `base` is what the server has; `document` has one's own on top.

import { apply } from "./document.js";

const LATER = 2_000;

export async function ask(path, method = "GET", body = undefined) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 204) return null;
  const kind = answer.headers.get("content-type") ?? "";
  const said = kind.includes("json") ? await answer.json() : await answer.text();
  if (!answer.ok) throw Object.assign(new Error(said.message ?? String(said)), { status: answer.status, ...said });
  return said;
}

export class Saving extends EventTarget {
  constructor(mapId, answer) {
    super();
    this.mapId = mapId;
    this.base = answer.document;
    this.revision = answer.revision;
    this.pending = [];
    this.isSending = false;
    this.key = `footlights-unsaved-${mapId}`;
    this.document = structuredClone(this.base);
    const kept = JSON.parse(localStorage.getItem(this.key) ?? "[]");
    for (const each of kept) this.pending.push(each);
    this.again();
    if (this.pending.length) this.send();
  }

  get path() {
    return `/api/maps/${this.mapId}`;
  }

  change(edits) {
    if (!edits.length) return;
    for (const edit of edits) apply(this.document, edit);
    this.pending.push({ edits, expected: null });
    this.keep();
    this.tell("changed", { edits });
    this.send();
  }

  keep() {
    if (this.pending.length) localStorage.setItem(this.key, JSON.stringify(this.pending.map((each) => ({ edits: each.edits, expected: each.expected ?? this.revision }))));
    else localStorage.removeItem(this.key);
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    while (this.pending.length) {
      const next = this.pending[0];
      this.tell("state", { state: "saving" });
      try {
        const expected = next.expected ?? this.revision;
        const saved = await ask(`${this.path}/edits`, "POST", { expected_revision: expected, edits: next.edits });
        this.pending.shift();
        this.keep();
        await this.reach(saved.revision, saved.revision === this.revision + 1 ? saved.edits : null);
      } catch (error) {
        if (error.status === undefined || error.status >= 500) {
          this.tell("state", { state: "waiting", message: error.status ? error.message : "No connection. What you change is kept here and saved as soon as it is back." });
          await new Promise((resolve) => setTimeout(resolve, LATER));
          continue;
        }
        this.pending.shift();
        this.keep();
        if (error.status === 409 && error.conflicts) {
          await this.reach(error.revision, null);
          this.tell("conflict", { error, edits: next.edits });
        } else {
          this.again();
          this.tell("refused", { error, edits: next.edits });
        }
      }
    }
    this.isSending = false;
    this.tell("state", { state: "saved" });
  }

  async reach(revision, edits) {
    if (revision <= this.revision) return;
    if (edits) {
      for (const edit of edits) apply(this.base, edit);
      this.revision = revision;
    } else await this.catchUp();
    this.again();
  }

  async catchUp() {
    this.follow(await ask(`${this.path}/steps?since=${this.revision}`));
  }

  // Take in steps that the server tells of, if they are new.
  take(steps) {
    const news = steps.filter((step) => step.no > this.revision);
    if (!news.length) return;
    this.follow(news);
    this.again();
  }

  follow(steps) {
    for (const step of steps) {
      if (step.no <= this.revision) continue;
      for (const edit of step.edits) apply(this.base, edit);
      this.revision = step.no;
    }
  }

  again() {
    this.document = structuredClone(this.base);
    for (const { edits } of this.pending) for (const edit of edits) apply(this.document, edit);
  }

  resend(edits) {
    for (const edit of edits) apply(this.document, edit);
    this.pending.unshift({ edits, expected: this.revision });
    this.keep();
    this.send();
  }

  // Undo and redo are the server's: what was typed before has to reach it first.
  async goBack(kind) {
    while (this.isSending) {
      if (this.state === "waiting") return this.tell("refused", { error: new Error("Without a connection nothing can be undone. What you change is kept here."), edits: [] });
      await new Promise((resolve) => this.addEventListener("state", resolve, { once: true }));
    }
    try {
      const saved = await ask(`${this.path}/${kind}`, "POST");
      await this.reach(saved.revision, saved.revision === this.revision + 1 ? saved.edits : null);
      this.tell("state", { state: "saved" });
    } catch (error) {
      this.tell("refused", { error, edits: [] });
    }
  }

  tell(name, detail) {
    if (name === "state") this.state = detail.state;
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
