// A click on a record lights its words, a click on words lights their records; without this script the links do the same by loading anew.
"use strict";
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const words = event.target.closest("a[data-records]");
  const record = event.target.closest("a[data-lights]");
  if (!words && !record) return;
  event.preventDefault();
  const ids = (words ? words.dataset.records : record.dataset.lights).split(" ");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  let first = null;
  if (words) {
    words.classList.add("lit");
    for (const id of ids) {
      const found = document.getElementById(id);
      if (found) { found.classList.add("lit"); first = first || found; }
    }
  } else {
    for (const piece of document.querySelectorAll("[data-records]")) {
      if (piece.dataset.records.split(" ").some((id) => ids.includes(id))) { piece.classList.add("lit"); first = first || piece; }
    }
  }
  if (first) first.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", (words || record).href);
});
