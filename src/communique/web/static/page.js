// What links and forms do without it, this does in place: suggestions, keys, lighting words and records, the drawer, refresh.
"use strict";
const find = document.getElementById("find");

// ---- a click on a record lights its words, a click on words lights their records
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

// ---- one pop-over at a time; a click elsewhere or Escape closes it
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.pop[open]")) if (!open.contains(event.target)) open.open = false;
});

// ---- suggestions below the search box
let wanted = 0;
const closeSuggestions = () => { document.querySelector(".suggest")?.remove(); };
const showSuggestions = (offers) => {
  closeSuggestions();
  if (!offers.length) return;
  const list = document.createElement("div");
  list.className = "suggest";
  list.id = "suggestions";
  for (const offer of offers) {
    const line = document.createElement("a");
    line.href = offer.href;
    const label = document.createElement("span");
    label.textContent = offer.label;
    const kind = document.createElement("small");
    kind.textContent = offer.kind;
    line.append(label, kind);
    list.append(line);
  }
  find.closest("form").append(list);
};
find?.addEventListener("input", async () => {
  const turn = ++wanted;
  const typed = find.value.trim();
  if (!typed) return closeSuggestions();
  try {
    const answer = await fetch("/suggest?q=" + encodeURIComponent(typed));
    if (answer.ok && turn === wanted) showSuggestions(await answer.json());
  } catch { closeSuggestions(); }
});
find?.addEventListener("keydown", (event) => {
  const lines = [...document.querySelectorAll(".suggest a")];
  const at = lines.findIndex((line) => line.hasAttribute("data-chosen"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!lines.length) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? (at + 1) % lines.length : (Math.max(at, 0) - 1 + lines.length) % lines.length;
    lines.forEach((line, n) => line.toggleAttribute("data-chosen", n === next));
  } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); location.href = lines[at].href; }
  else if (event.key === "Escape") closeSuggestions();
});
find?.addEventListener("blur", () => setTimeout(closeSuggestions, 200));

// ---- keys
const KEYS = [["/", "search"], ["g n", "Now"], ["g d", "disputes"], ["g p", "parties"], ["g e", "events"], ["g q", "review"],
  ["j  k", "next, previous row"], ["Enter", "open the row"], ["a  c  r", "on Review: accept, correct, reject"], ["?", "these keys"], ["Esc", "close"]];
const GOTO = { n: "/", d: "/disputes", p: "/actor", e: "/events", q: "/review" };
let pending = false;
const help = () => {
  const old = document.querySelector("dialog.keys");
  if (old) return old.open ? old.close() : old.showModal();
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  dialog.setAttribute("aria-label", "Keys");
  const title = document.createElement("h2");
  title.textContent = "Keys";
  const list = document.createElement("dl");
  list.className = "kv";
  for (const [key, what] of KEYS) {
    const term = document.createElement("dt");
    const mark = document.createElement("kbd");
    mark.textContent = key;
    term.append(mark);
    const said = document.createElement("dd");
    said.textContent = what;
    list.append(term, said);
  }
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, close);
  document.body.append(dialog);
  dialog.showModal();
};
const step = (by) => {
  const rows = [...document.querySelectorAll("main table.rows tbody tr")].filter((row) => row.querySelector("a"));
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  (next.querySelector(".full a, .one a") || next.querySelector("a")).focus();
  next.scrollIntoView({ block: "nearest" });
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const open of document.querySelectorAll("details.pop[open]")) open.open = false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (pending) { pending = false; if (GOTO[event.key]) { location.href = GOTO[event.key]; return; } }
  if (event.key === "/") { event.preventDefault(); find?.focus(); find?.select(); }
  else if (event.key === "?") help();
  else if (event.key === "g") pending = true;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (document.body.classList.contains("page-review")) {
    const verdict = { a: "accept", c: "correct", r: "reject" }[event.key];
    const choice = verdict && document.querySelector(`input[name=verdict][value=${verdict}]`);
    if (!choice) return;
    choice.checked = true;
    if (verdict === "correct") document.querySelector("#correction")?.setAttribute("open", "");
    else choice.form.requestSubmit();
  }
});

// ---- the slider of the map: the month is named while it moves, and the page changes in place when it rests
for (const button of document.querySelectorAll("form[data-slide] button")) button.hidden = true;
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-slide]");
  if (!form) return;
  const name = form.querySelectorAll("datalist option")[Number(event.target.value)]?.label || "";
  form.querySelector("output").textContent = name;
  event.target.setAttribute("aria-valuetext", name);
});
document.addEventListener("change", async (event) => {
  const form = event.target.closest("form[data-slide]");
  if (!form) return;
  const url = form.action + "?" + new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (!answer.ok || !fresh) return form.requestSubmit();
    for (const button of fresh.querySelectorAll("form[data-slide] button")) button.hidden = true;
    document.querySelector("main").replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", url);
    document.getElementById(event.target.id)?.focus();
  } catch { form.requestSubmit(); }
});

// ---- refresh without losing the reader's place
const main = document.querySelector("main[data-refresh]");
if (main) {
  const look = async () => {
    if (document.hidden || document.querySelector("details.pop[open], main details[open], dialog[open]") || main.contains(document.activeElement) && document.activeElement !== main) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main");
      if (!fresh || fresh.innerHTML === main.innerHTML) return;
      const [x, y] = [scrollX, scrollY];
      main.replaceChildren(...fresh.childNodes);
      const [was, now] = [document.querySelector(".when .live"), page.querySelector(".when .live")];
      if (was && now) was.replaceWith(now);
      scrollTo(x, y);
    } catch { /* the server is away; the next look tries again */ }
  };
  setInterval(look, 1000 * Number(main.dataset.refresh));
}
