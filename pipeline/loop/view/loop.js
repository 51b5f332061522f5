"use strict";
(() => {
  const map = JSON.parse(document.getElementById("map").textContent);
  const { nodes, flows, circles } = map;
  const $ = (id) => document.getElementById(id);
  const told = $("told");
  const drawing = $("drawing");
  const MOST_ROWS = 200;
  const MOST_ROUND = 26;
  let view = { kind: "whole" };
  let shown = new Set();

  flows.forEach((flow, at) => { flow.at = at; });
  circles.forEach((circle, at) => { circle.at = at; });
  const given = nodes.map(() => []);
  const taken = nodes.map(() => []);
  flows.forEach((flow) => { given[flow.from].push(flow); taken[flow.to].push(flow); });

  const onCircle = new Set(circles.slice(0, 5).flatMap((circle) => circle.legs));

  // ---------------------------------------------------------------- small makers
  function made(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "click") element.addEventListener("click", value);
      else if (value !== null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }
  function drawn(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  const link = (words, kind, at) => made("button", { type: "button", class: "link", click: () => choose(kind, at) }, words);
  const sentence = (flow) => `${nodes[flow.from].short} ${flow.verb} ${nodes[flow.to].short}`;
  const visible = (list) => list.filter((flow) => shown.has(flow.at));
  const largestFirst = (one, other) => (other.amount || 0) - (one.amount || 0) || one.at - other.at;
  const loose = (flow) => !["done", "firm"].includes(flow.strength);

  // ---------------------------------------------------------------- filters
  const ticked = (name) => new Set([...document.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));
  function filter() {
    const strengths = ticked("strength");
    const kinds = ticked("kind");
    const first = Number($("first").value);
    const last = Number($("last").value);
    const least = $("least").value === "" ? null : Number($("least").value);
    const groups = $("groups").checked;
    shown = new Set(flows.filter((flow) => strengths.has(flow.strength) && kinds.has(flow.kind)
      && (flow.year === null || (flow.year >= first && flow.year <= last))
      && (least === null || (flow.amount !== null && flow.amount >= least))
      && (groups || (nodes[flow.from].kind !== "group" && nodes[flow.to].kind !== "group"))).map((flow) => flow.at));
    fillLists();
    draw();
  }
  function fillLists() {
    const rows = visible(flows);
    const whole = circles.filter((circle) => circle.legs.every((leg) => shown.has(leg)));
    const parties = nodes.map((node, at) => [node, at, visible(given[at]).length, visible(taken[at]).length])
      .filter(([, , gives, takes]) => gives + takes)
      .sort((one, other) => other[2] + other[3] - one[2] - one[3] || one[1] - other[1]);
    $("count").textContent = `${rows.length} of ${flows.length} flows, ${parties.length} parties, ${whole.length} of ${circles.length} circles shown`;
    $("circles").replaceChildren(...whole.map((circle) => made("li", {}, link(path(circle), "circle", circle.at),
      made("span", { class: "soft" }, ` ${circle.size}, weakest leg ${circle.how}`))));
    if (!whole.length) $("circles").append(made("li", {}, "None with these filters."));
    $("names").replaceChildren(...parties.map(([node, at, gives, takes]) => made("li", {}, link(node.kind === "company" ? node.short : node.name, "party", at),
      made("span", { class: "soft" }, ` gives ${gives}, takes ${takes}`))));
    $("flows").replaceChildren(...rows.slice(0, MOST_ROWS).map((flow) => made("tr", {},
      made("td", {}, link(sentence(flow), "flow", flow.at)), made("td", {}, flow.money), made("td", {}, flow.how),
      made("td", {}, flow.toldBy), made("td", {}, flow.told[0].where))));
    $("more").textContent = rows.length > MOST_ROWS ? `${rows.length - MOST_ROWS} more: filter, or choose a party.` : "";
  }
  const path = (circle) => [...circle.nodes, circle.nodes[0]].map((at) => nodes[at].short).join(" → ");

  // ---------------------------------------------------------------- what is told
  function evidence(flow) {
    return flow.told.map((said) => made("div", {},
      made("p", { class: "soft" }, said.link ? made("a", { href: said.link }, said.where) : said.where, `, page ${said.page}: ${said.money}, ${said.how}`),
      made("blockquote", {}, `“${said.quote}”`)));
  }
  function tellFlow(flow) {
    told.append(made("h2", {}, sentence(flow)),
      made("p", {}, `${flow.money}, ${flow.how}. What moves: `, made("span", { class: flow.kind }, flow.kind), `. Told by ${flow.toldBy}${flow.differs ? ` (other ${flow.differs})` : ""}. ${flow.what ? `For: ${flow.what}.` : ""}`),
      made("p", {}, link(nodes[flow.from].name, "party", flow.from), " → ", link(nodes[flow.to].name, "party", flow.to)),
      ...evidence(flow));
    const through = circles.filter((circle) => circle.legs.includes(flow.at));
    if (through.length) told.append(made("h3", {}, "Circles over it"), made("ul", {}, ...through.map((circle) => made("li", {}, link(path(circle), "circle", circle.at)))));
  }
  function listed(title, list) {
    const rows = visible(list).sort(largestFirst);
    told.append(made("h3", {}, `${title} (${rows.length})`), made("ul", {}, ...rows.map((flow) => made("li", {},
      link(sentence(flow), "flow", flow.at), `: ${flow.money}, ${flow.how} `, made("span", { class: "soft" }, `(${flow.told[0].where}, page ${flow.told[0].page})`)))));
  }
  function tellParty(at) {
    const node = nodes[at];
    told.append(made("h2", {}, node.name + (node.ticker ? ` (${node.ticker})` : "")),
      made("p", { class: "soft" }, node.told));
    listed("Gives", given[at]);
    listed("Takes", taken[at]);
    const through = circles.filter((circle) => circle.nodes.includes(at));
    if (through.length) told.append(made("h3", {}, `Circles (${through.length})`), made("ul", {}, ...through.map((circle) => made("li", {}, link(path(circle), "circle", circle.at)))));
  }
  function tellCircle(circle) {
    told.append(made("h2", {}, path(circle)), made("p", {}, circle.story));
    circle.legs.forEach((leg) => {
      const flow = flows[leg];
      told.append(made("h3", {}, link(`${sentence(flow)}: ${flow.money}`, "flow", leg)), ...evidence(flow));
    });
  }
  function tellWhole() {
    told.append(made("h2", {}, "The whole map"), ...map.about.map((words) => made("p", {}, words)));
  }

  // ---------------------------------------------------------------- the drawing
  function placed() {
    if (view.kind === "party") return around(view.at);
    if (view.kind === "circle") return ring(circles[view.at].nodes);
    if (view.kind === "flow" && !view.within) return ring([flows[view.at].from, flows[view.at].to]);
    const places = new Map();
    nodes.forEach((node, at) => { if (node.x !== null) places.set(at, { x: node.x, y: node.y, inner: node.inner }); });
    return { places, box: map.box };
  }
  function ring(members) {
    const places = new Map(members.map((at, number) => {
      const angle = (members.length === 2 ? -Math.PI : -Math.PI / 2) + 2 * Math.PI * number / members.length;
      return [at, { x: 300 * Math.cos(angle), y: 190 * Math.sin(angle), inner: true }];
    }));
    return { places, box: [-480, -260, 960, 520] };
  }
  function around(centre) {
    const sums = (list, end) => {
      const total = new Map();
      visible(list).sort(largestFirst).forEach((flow) => { if (!total.has(flow[end])) total.set(flow[end], flow); });
      return [...total.keys()].filter((at) => at !== centre);
    };
    const takers = sums(given[centre], "to").slice(0, MOST_ROUND);
    const givers = sums(taken[centre], "from").filter((at) => !takers.includes(at)).slice(0, MOST_ROUND);
    const places = new Map([[centre, { x: 0, y: 0, inner: true }]]);
    [[givers, -360], [takers, 360]].forEach(([column, x]) => column.forEach((at, number) => {
      places.set(at, { x, y: (number - (column.length - 1) / 2) * 40, inner: true });
    }));
    const high = Math.max(givers.length, takers.length, 4) * 40 + 60;
    return { places, box: [-560, -high / 2, 1120, high] };
  }
  function draw() {
    const { places, box } = placed();
    drawing.setAttribute("viewBox", box.join(" "));
    const parts = [];
    const labels = [];
    const between = new Map();
    const legs = new Set(view.kind === "circle" ? circles[view.at].legs : []);
    const only = view.kind === "party" ? view.at : null;
    visible(flows).forEach((flow) => {
      if (!places.has(flow.from) || !places.has(flow.to) || flow.from === flow.to) return;
      if (only !== null && flow.from !== only && flow.to !== only) return;
      if (legs.size && !legs.has(flow.at)) return;
      const key = `${flow.from}>${flow.to}`;
      if (!between.has(key)) between.set(key, []);
      between.get(key).push(flow);
    });
    const busy = view.kind === "party" && between.size > 60;
    between.forEach((list) => list.sort(largestFirst).slice(0, 4).forEach((flow, number) => {
      const [line, label] = arrow(flow, places.get(flow.from), places.get(flow.to), number, busy);
      parts.push(line);
      if (label) labels.push(label);
    }));
    const used = new Set([...between.keys()].flatMap((key) => key.split(">").map(Number)));
    if (only !== null) used.add(only);
    places.forEach((place, at) => { if (used.has(at) || legs.size) parts.push(spot(nodes[at], at, place)); });
    drawing.replaceChildren(...parts, ...labels);
    rove(drawing.querySelector(".flow.chosen") || drawing.querySelector(".flow"));
  }
  // All arrows are one stop of the tab key; within it the arrow keys lead from one to the next.
  function rove(to, focus) {
    drawing.querySelectorAll(".flow[tabindex='0']").forEach((each) => each.setAttribute("tabindex", -1));
    if (to) to.setAttribute("tabindex", 0);
    if (to && focus) to.focus();
  }
  function keyOnArrow(event, at) {
    const all = [...drawing.querySelectorAll(".flow")];
    const here = all.indexOf(event.currentTarget);
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) rove(all[(to + all.length) % all.length], true);
    else if (event.key === "Enter" || event.key === " ") choose("flow", at, true);
    else return;
    event.preventDefault();
  }
  function arrow(flow, start, end, number, busy) {
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const apart = Math.hypot(dx, dy) || 1;
    const bend = 0.08 * apart + 20 * number + 8;
    const mid = { x: (start.x + end.x) / 2 - dy / apart * bend, y: (start.y + end.y) / 2 + dx / apart * bend };
    const a = leave(start, nodes[flow.from], mid, 3);
    const b = leave(end, nodes[flow.to], mid, 4);
    const d = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${mid.x.toFixed(1)} ${mid.y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
    const turn = Math.atan2(b.y - mid.y, b.x - mid.x);
    const tip = (side) => `${(b.x - 11 * Math.cos(turn + side)).toFixed(1)} ${(b.y - 11 * Math.sin(turn + side)).toFixed(1)}`;
    const wide = flow.amount ? Math.min(6, Math.max(1.4, 1.4 + 0.9 * (Math.log10(flow.amount) - 7))) : 1.4;
    const group = drawn("g", { class: `flow ${flow.kind}${loose(flow) ? " loose" : ""}${view.kind === "flow" && view.at === flow.at ? " chosen" : ""}`, "data-flow": flow.at,
      tabindex: -1, role: "button", "aria-label": `${sentence(flow)}: ${flow.money}, ${flow.how}` },
      drawn("title", {}, `${sentence(flow)}: ${flow.money}, ${flow.how}`),
      drawn("path", { class: "hit", d }), drawn("path", { class: "line", d, "stroke-width": wide.toFixed(1) }),
      drawn("path", { class: "head", d: `M${b.x.toFixed(1)} ${b.y.toFixed(1)}L${tip(0.45)}L${tip(-0.45)}z` }));
    group.addEventListener("click", () => choose("flow", flow.at, true));
    group.addEventListener("keydown", (event) => keyOnArrow(event, flow.at));
    if (busy || flow.amount === null || (view.kind === "whole" && !onCircle.has(flow.at))) return [group, null];
    const t = view.kind === "party" && flow.to === view.at ? 0.3 : view.kind === "party" ? 0.7 : 0.5;
    const at = (one, two, three) => (1 - t) * (1 - t) * one + 2 * t * (1 - t) * two + t * t * three;
    const label = drawn("g", { class: flow.kind }, drawn("text", { class: "amount", "text-anchor": "middle",
      x: at(a.x, mid.x, b.x).toFixed(1), y: (at(a.y, mid.y, b.y) - 4).toFixed(1) }, flow.money));
    return [group, label];
  }
  const half = (node) => Math.min(node.short.length, 30) * 3.7 + 10;
  function leave(place, node, towards, gap) {
    const dx = towards.x - place.x;
    const dy = towards.y - place.y;
    const apart = Math.hypot(dx, dy) || 1;
    const ux = dx / apart;
    const uy = dy / apart;
    const reach = place.inner ? Math.min(ux ? half(node) / Math.abs(ux) : Infinity, uy ? 15 / Math.abs(uy) : Infinity) : 6;
    return { x: place.x + ux * (reach + gap), y: place.y + uy * (reach + gap) };
  }
  function spot(node, at, place) {
    const words = node.short.length > 30 ? `${node.short.slice(0, 29)}…` : node.short;
    const group = drawn("g", { class: `node ${node.kind}${view.kind === "party" && view.at === at ? " chosen" : ""}`, tabindex: 0, role: "button",
      "data-node": at, "aria-label": `${node.name}: gives ${visible(given[at]).length}, takes ${visible(taken[at]).length}`,
      transform: `translate(${place.x.toFixed(1)} ${place.y.toFixed(1)})` }, drawn("title", {}, node.name));
    if (place.inner) {
      const wide = half(node);
      group.append(drawn("rect", { x: -wide, y: -15, width: 2 * wide, height: 30, rx: 7 }), drawn("text", { y: 4.5, "text-anchor": "middle" }, words));
    } else {
      const left = place.x < 0;
      const degrees = Math.atan2(place.y, place.x) * 180 / Math.PI;
      group.append(drawn("circle", { r: 5 }), drawn("text", { transform: `rotate(${(left ? degrees - 180 : degrees).toFixed(1)})`, x: left ? -11 : 11, y: 4, "text-anchor": left ? "end" : "start" }, words));
    }
    group.addEventListener("click", () => choose("party", at));
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose("party", at); }
    });
    return group;
  }

  // ---------------------------------------------------------------- choosing
  function choose(kind, at, within) {
    const hash = kind === "whole" ? "#" : `#${kind}-${at}`;
    view = { kind, at, within: within && kind === "flow" };
    if (location.hash !== hash) history.pushState(null, "", hash);
    show();
    told.focus({ preventScroll: false });
  }
  function show() {
    told.replaceChildren();
    told.scrollTop = 0;
    told.parentElement.className = view.kind === "whole" ? "whole" : "";
    if (view.kind === "party") tellParty(view.at);
    else if (view.kind === "flow") tellFlow(flows[view.at]);
    else if (view.kind === "circle") tellCircle(circles[view.at]);
    else tellWhole();
    draw();
  }
  function fromAddress() {
    const [kind, at] = location.hash.slice(1).split("-");
    const list = { party: nodes, flow: flows, circle: circles }[kind];
    view = list && list[Number(at)] ? { kind, at: Number(at) } : { kind: "whole" };
    show();
  }

  // ---------------------------------------------------------------- the beginning
  nodes.forEach((node) => $("parties").append(made("option", { value: node.ticker ? `${node.name} (${node.ticker})` : node.name })));
  const years = [...new Set(flows.map((flow) => flow.year).filter((year) => year !== null))].sort();
  for (const id of ["first", "last"]) $(id).append(...years.map((year) => made("option", { value: year }, String(year))));
  if (years.length) { $("first").value = years[0]; $("last").value = years[years.length - 1]; }
  $("filters").addEventListener("change", (event) => { if (event.target.id !== "search") { filter(); show(); } });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("search").addEventListener("change", () => {
    const wanted = $("search").value.trim().toLowerCase();
    if (!wanted) return;
    const named = (node) => [node.name, node.short, node.ticker, `${node.name} (${node.ticker})`].map((name) => (name || "").toLowerCase());
    let at = nodes.findIndex((node) => named(node).includes(wanted));
    if (at < 0) at = nodes.findIndex((node) => named(node).some((name) => name.includes(wanted)));
    if (at >= 0) choose("party", at);
    else $("count").textContent = `No party is called ${$("search").value}.`;
  });
  $("whole").addEventListener("click", () => choose("whole", 0));
  addEventListener("popstate", fromAddress);
  addEventListener("keydown", (event) => { if (event.key === "Escape") choose("whole", 0); });
  filter();
  fromAddress();
})();
