// Arrows from each activity to those that follow it, across the lines.

import { standing } from "./document.js";
import { map } from "./grid.js";

const SVG = "http://www.w3.org/2000/svg";

export function drawArrows(document_) {
  const sheet = map();
  sheet.querySelector("svg.arrows")?.remove();
  const links = [...standing(document_, "activity")].flatMap(({ value }) => (value.after ?? []).map((before) => [before, value.id]));
  const room = sheet.querySelector("table");
  if (!links.length || !room) return;
  const origin = room.getBoundingClientRect();
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "arrows");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("width", room.offsetWidth);
  svg.setAttribute("height", room.offsetHeight);
  svg.innerHTML = '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0L8,4L0,8z"/></marker></defs>';
  for (const [before, after] of links) {
    const [one, other] = [before, after].map((id) => room.querySelector(`[data-activity="${CSS.escape(id)}"]`)?.getBoundingClientRect());
    if (!one?.width || !other?.width) continue;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", way(place(one, origin), place(other, origin)));
    path.setAttribute("marker-end", "url(#tip)");
    svg.append(path);
  }
  sheet.append(svg);
}

function place(box, origin) {
  return { left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top };
}

// In one column straight up or down; else from side to side in a soft curve.
function way(one, other) {
  const middle = (each) => (each.left + each.right) / 2;
  const height = (each) => (each.top + each.bottom) / 2;
  if (Math.abs(middle(one) - middle(other)) < 20) {
    const [from, to] = one.bottom < other.top ? [one.bottom, other.top] : [one.top, other.bottom];
    return `M${middle(one)},${from}L${middle(other)},${to}`;
  }
  const [x, end] = one.right <= other.left ? [one.right, other.left] : [one.left, other.right];
  const bend = (end - x) / 2;
  return `M${x},${height(one)}C${x + bend},${height(one)} ${end - bend},${height(other)} ${end},${height(other)}`;
}
