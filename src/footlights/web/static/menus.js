// Menus of the bar: one at a time; Escape and a press elsewhere close them.

export function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event?.target)) menu.open = false;
}

document.addEventListener("pointerdown", closeMenus);
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu") && event.target.open) closeMenus(event);
}, true);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.key === "Escape") closeMenus();
});
