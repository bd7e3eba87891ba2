// Two maps beside each other are scrolled as one.

const sheets = [...document.querySelectorAll(".against .sheet")];

for (const sheet of sheets) {
  sheet.addEventListener("scroll", () => {
    for (const other of sheets) {
      if (other.scrollLeft !== sheet.scrollLeft) other.scrollLeft = sheet.scrollLeft;
      if (other.scrollTop !== sheet.scrollTop) other.scrollTop = sheet.scrollTop;
    }
  }, { passive: true });
}
