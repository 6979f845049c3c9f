// Draws a line between what corresponds in two texts that stand side by side; without it the marks are links to one another.
"use strict";
(() => {
  const sides = document.querySelector(".sides");
  if (!sides) return;
  const SVG = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "lines");
  picture.setAttribute("aria-hidden", "true");
  sides.append(picture);
  const drawn = new Map();
  const draw = () => {
    drawn.clear();
    picture.replaceChildren();
    const [left, right] = sides.querySelectorAll("article");
    const [box, one, two] = [sides, left, right].map((element) => element.getBoundingClientRect());
    if (two.left < one.right) return; // one below the other
    picture.setAttribute("width", box.width);
    picture.setAttribute("height", box.height);
    for (const link of left.querySelectorAll("mark > a[href^='#']")) {
      const from = link.parentElement;
      const to = document.getElementById(link.hash.slice(1));
      if (!to) continue;
      const [a, b] = [from, to].map((mark) => { const r = mark.getBoundingClientRect(); return r.top + r.height / 2 - box.top; });
      const [x, z] = [one.right - box.left, two.left - box.left];
      const line = document.createElementNS(SVG, "path");
      line.setAttribute("d", `M${x} ${a} C${(x + z) / 2} ${a} ${(x + z) / 2} ${b} ${z} ${b}`);
      if (from.classList.contains("changed") || to.classList.contains("changed")) line.setAttribute("class", "changed");
      picture.append(line);
      drawn.set(from, line).set(to, line);
    }
  };
  const light = (on) => (event) => drawn.get(event.target.closest?.("mark"))?.classList.toggle("lit", on);
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) sides.addEventListener(name, light(on));
  new ResizeObserver(draw).observe(sides);
  draw();
})();
