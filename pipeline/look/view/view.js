"use strict";
(() => {
  const told = document.getElementById("told");
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  let lit = [];

  const part = (words, strong) => {
    const node = document.createElement(strong ? "b" : "span");
    node.textContent = words;
    return node;
  };

  const say = (parts) => {
    told.replaceChildren(...parts.flatMap((node, at) => (at ? [document.createTextNode("  ·  "), node] : [node])));
    told.hidden = !parts.length;
  };

  const groupOf = (row) => {
    for (let at = row; at; at = at.previousElementSibling) {
      if (at.className === "group") return at.textContent.trim();
    }
    return "";
  };

  const light = (id, follow) => {
    const cell = document.getElementById(id);
    if (!cell) return;
    for (const node of lit) node.classList.remove("on");
    lit = [cell, ...all(`[data-cell="${id}"]`)];
    for (const node of lit) node.classList.add("on");
    const row = cell.parentElement;
    const table = cell.closest("table");
    const head = table.tHead.rows[0].cells[cell.cellIndex];
    const group = groupOf(row);
    say([
      part((group ? group + " › " : "") + (row.cells[0].textContent.trim() || "no label"), true),
      part((head && head.textContent.trim()) || "no head", true),
      part("printed “" + cell.dataset.printed + "”"),
      part(cell.dataset.unit),
      part(cell.dataset.scale),
      part("= " + cell.dataset.amount, true),
      ...(cell.dataset.besides ? [part(cell.dataset.besides)] : []),
    ]);
    if (follow) for (const node of lit) node.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const pointed = (target) => target.closest && (target.closest("[data-cell]") || target.closest("td[id]"));

  document.addEventListener("mouseover", (event) => {
    const cell = pointed(event.target);
    if (cell) return light(cell.dataset.cell || cell.id, false);
    const mark = event.target.closest && event.target.closest("[data-name]");
    if (mark) say([part(mark.dataset.name, true)]);
  });
  document.addEventListener("click", (event) => {
    const cell = pointed(event.target);
    if (cell) light(cell.dataset.cell || cell.id, true);
  });

  const next = (nodes, step) => {
    const tops = nodes.map((node) => node.getBoundingClientRect().top);
    const index = step > 0 ? tops.findIndex((top) => top > 12) : tops.findLastIndex((top) => top < -12);
    const node = nodes[index];
    if (!node) return;
    node.scrollIntoView({ block: "start" });
    window.scrollBy(0, -4);
    if (node.focus) node.focus({ preventScroll: true });
  };

  const walk = (figures, key) => {
    const ids = all("[data-cell]", figures).map((node) => node.dataset.cell);
    const now = lit.length && ids.includes(lit[0].id) ? lit[0] : null;
    if (!now) return light(ids[0], true);
    const at = ids.indexOf(now.id);
    if (key === "ArrowRight") return light(ids[at + 1], true);
    if (key === "ArrowLeft") return light(ids[at - 1], true);
    const down = key === "ArrowDown";
    const column = now.cellIndex;
    let row = now.parentElement;
    while ((row = down ? row.nextElementSibling : row.previousElementSibling)) {
      const cell = row.cells[column];
      if (cell && cell.id) return light(cell.id, true);
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const figures = document.activeElement && document.activeElement.closest("main [data-table]");
    if (figures && event.key.startsWith("Arrow")) {
      event.preventDefault();
      return walk(figures, event.key);
    }
    const digit = all("fieldset input")[Number(event.key) - 1];
    if (digit) return digit.click();
    const steps = { j: ["article", 1], k: ["article", -1], t: ["main [data-table][tabindex]", 1],
      T: ["main [data-table][tabindex]", -1], s: ["main .section", 1], S: ["main .section", -1] };
    if (steps[event.key]) return next(all(steps[event.key][0]), steps[event.key][1]);
    if (event.key === "Escape") say([]);
  });

  const links = new Map(all("nav.pages a").map((link) => [link.getAttribute("href").slice(1), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const link = links.get(entry.target.id);
      if (link) link.classList.toggle("here", entry.isIntersecting);
    }
  });
  for (const article of all("article")) watch.observe(article);
})();
