// Reads diagrams, as file names on the command line, with Mermaid itself; prints what
// it found in each, by file name, as JSON.
import fs from "node:fs";
import { JSDOM } from "jsdom";

// Mermaid is made for a browser and asks for a window as soon as it is there.
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

const found = {};
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, "utf8");
  try {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    found[file] = {
      title: db.getDiagramTitle(),
      acc_title: db.getAccTitle(),
      acc_descr: db.getAccDescription(),
      tasks: db.getTasks?.().map((t) => [t.section, t.task, t.score, t.people]),
    };
  } catch (error) {
    found[file] = { error: String(error.message) };
  }
}
console.log(JSON.stringify(found));
