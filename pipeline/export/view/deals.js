"use strict";
(() => {
  const { documents, deals } = JSON.parse(document.getElementById("told").textContent);
  const $ = (id) => document.getElementById(id);
  const body = document.querySelector("#deals tbody");
  const rows = [...body.rows];
  const dialog = $("sheet");
  const STRENGTHS = [...document.querySelectorAll("input[name=strength]")].map((box) => box.value);
  let order = deals.map((_, at) => at);
  let shown = order;
  let open = null;
  let from = null;

  deals.forEach((deal, at) => {
    deal.payer = rows[at].cells[4].textContent;
    deal.page = deal.quotes[0].page;
    deal.kind = rows[at].cells[3].textContent;
    deal.text = [deal.party, deal.names, deal.company, ...deal.quotes.map((quote) => quote.words[1])].join(" ").toLowerCase();
    rows[at].dataset.at = at;
  });

  function made(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "click") element.addEventListener("click", value);
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }
  function drawn(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // ---------------------------------------------------------------- filters
  const SCALES = { k: 1e3, thousand: 1e3, m: 1e6, mn: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9, t: 1e12, tn: 1e12, trillion: 1e12 };
  function number(input) {
    const said = input.value.trim().toLowerCase().replace(/[,\s$€£¥]/g, "");
    const [, digits, scale] = /^(-?\d*\.?\d+)([a-z]*)$/.exec(said) || [];
    const wrong = said !== "" && (digits === undefined || (scale !== "" && !(scale in SCALES)));
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    $("how").hidden = !document.querySelector("#filters [aria-invalid]");
    return said === "" || wrong ? null : Number(digits) * (SCALES[scale] || 1);
  }
  const within = (value, least, most) => (least === null || value >= least) && (most === null || value <= most);
  const chosen = (id) => ($(id) ? $(id).value : "");
  function filter() {
    const words = $("words").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const strengths = new Set([...document.querySelectorAll("input[name=strength]:checked")].map((box) => box.value));
    const [company, kind, change, review, unit] = ["company", "kind", "change", "review", "unit"].map(chosen);
    const [least, most] = [number($("least")), number($("most"))];
    const [first, last] = [$("first").value, $("last").value];
    const [pageFirst, pageLast] = ["page-first", "page-last"].map((id) => ($(id).value === "" ? null : Number($(id).value)));
    const fits = (deal) => (company === "" || deal.company === company) && (kind === "" || deal.type === kind)
      && (change === "" || deal.change === change) && (review === "" || deal.review === review) && strengths.has(deal.strength)
      && words.every((word) => deal.text.includes(word)) && (unit === "" || deal.unit === unit)
      && ((least === null && most === null) || (deal.amount !== null && within(deal.amount, least, most)))
      && (first === "" || (deal.day !== "" && deal.day >= first)) && (last === "" || (deal.day !== "" && deal.day <= last))
      && within(deal.page, pageFirst, pageLast);
    shown = order.filter((at) => fits(deals[at]));
    const visible = new Set(shown);
    rows.forEach((row, at) => { row.hidden = !visible.has(at); });
    const many = new Set(shown.map((at) => deals[at].doc)).size;
    $("count").textContent = `${shown.length} of ${deals.length} deals shown, in ${many} ${many === 1 ? "document" : "documents"}`;
    $("none").hidden = shown.length > 0;
  }

  // ---------------------------------------------------------------- sorting
  const DOWN_FIRST = new Set(["amount", "day"]);
  const KEYS = {
    amount: (deal) => (deal.amount === null ? null : [deal.unit, deal.amount]),
    strength: (deal) => STRENGTHS.indexOf(deal.strength),
    type: (deal) => lower(deal.kind),
  };
  const lower = (value) => (typeof value === "string" ? value.toLowerCase() : value);
  function compare(one, other) {
    if (Array.isArray(one)) return compare(one[0], other[0]) || one[1] - other[1];
    return one < other ? -1 : one > other ? 1 : 0;
  }
  function sort(key, down) {
    const keys = deals.map(KEYS[key] || ((deal) => lower(deal[key])));
    const none = (value) => value === null || value === "";
    order = deals.map((_, at) => at).sort((one, other) => {
      const [a, b] = [keys[one], keys[other]];
      if (none(a) || none(b)) return none(a) - none(b) || one - other;
      // Amounts of one unit stay together: ten percent is not less than ten dollars.
      if (key === "amount" && a[0] !== b[0]) return compare(a[0] !== "USD", b[0] !== "USD") || compare(a[0], b[0]);
      return (down ? -compare(a, b) : compare(a, b)) || one - other;
    });
    body.replaceChildren(...order.map((at) => rows[at]));
    document.querySelectorAll("thead th").forEach((head) => {
      if (head.dataset.key === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    filter();
  }
  document.querySelector("thead").addEventListener("click", (event) => {
    const head = event.target.closest("th");
    if (!head) return;
    const key = head.dataset.key;
    const now = head.getAttribute("aria-sort");
    sort(key, now ? now === "ascending" : DOWN_FIRST.has(key));
  });

  // ---------------------------------------------------------------- the quote on its page
  const place = (deal) => `#${encodeURI(`${documents[deal.doc].stem}/${deal.id}`)}`;
  function show(at) {
    const deal = deals[at];
    const source = documents[deal.doc];
    open = at;
    $("sheet-title").textContent = `${deal.party}: ${rows[at].cells[3].firstChild.textContent.trim()}, ${rows[at].cells[5].textContent}`;
    const strength = rows[at].cells[6].firstChild;
    $("sheet-line").replaceChildren(`${source.name}, deal ${deal.number} of its briefing, `, made("span", { class: strength.className }, strength.textContent), ". ", made("span", { class: "soft" }, source.path));
    $("quotes").replaceChildren(...deal.quotes.map((quote, number) => said(deal, source, quote, number)));
    $("facts").replaceChildren(...deal.told.flatMap(([label, words]) => [made("dt", {}, label), made("dd", {}, words)]));
    const position = shown.indexOf(at);
    $("previous").disabled = position <= 0;
    $("next").disabled = position < 0 || position >= shown.length - 1;
    if (location.hash !== place(deal)) history.replaceState(null, "", place(deal));
    if (!dialog.open) dialog.showModal();
    $("sheet-title").focus();
    document.querySelector(".said").scrollTop = 0;
    turn(0, false);
  }
  function said(deal, source, quote, number) {
    const where = `${source.paged ? `page ${quote.page}` : "in the text"}${quote.where ? `, ${quote.where}` : ""}`;
    const drawable = pagesOf(deal, quote).length > 0;
    const [before, own, after] = quote.words;
    const head = made("h3", {}, drawable ? made("button", { type: "button", click: () => turn(number, true) }, where) : where);
    const parts = [head, made("blockquote", {}, before, made("mark", {}, own), after)];
    if (!drawable) parts.push(made("p", { class: "soft" }, missing(source)));
    else if (!quote.boxes.length) parts.push(made("p", { class: "soft" }, "The words were recognised from a picture: where on the page they stand is not known."));
    if (source.link) parts.push(made("p", {}, made("a", { href: source.link + (source.pdf ? `#page=${quote.page}` : "") }, "Open the document")));
    return made("article", {}, ...parts);
  }
  function missing(source) {
    if (source.why) return `${source.why}: the quote stands as it was kept.`;
    return source.pdf ? "No picture of this page is in the file." : "A document of this kind has no pictures of pages: the quote is marked in the words around it.";
  }
  function pagesOf(deal, quote) {
    const numbers = [...new Set([quote.page, ...quote.boxes.map((box) => box[0])])];
    return numbers.filter((page) => $(`p${deal.doc}-${page}`));
  }
  function turn(number, asked) {
    const deal = deals[open];
    const quote = deal.quotes[number];
    const pages = pagesOf(deal, quote);
    document.querySelector(".body").classList.toggle("words-only", !deal.quotes.some((each) => pagesOf(deal, each).length));
    [...$("quotes").children].forEach((article, at) => article.classList.toggle("chosen", at === number));
    $("pages").replaceChildren(...pages.map((page) => sheet(deal, quote, page)));
    if (!pages.length && !document.querySelector(".body").classList.contains("words-only")) {
      $("pages").replaceChildren(made("p", { class: "soft" }, missing(documents[deal.doc])));
    }
    const first = $("pages").querySelector("rect.chosen");
    // On a narrow screen the page lies below the words: these come first, and the page when it is asked for.
    if (first && asked) first.scrollIntoView({ block: "center", inline: "nearest" });
    else $("pages").scrollTop = first ? first.getBoundingClientRect().top - $("pages").getBoundingClientRect().top - 120 : 0;
  }
  function sheet(deal, quote, page) {
    const source = $(`p${deal.doc}-${page}`);
    const [width, height] = [Number(source.dataset.width), Number(source.dataset.height)];
    const image = drawn("image", { width, height, href: `data:image/png;base64,${source.textContent}` });
    const name = `Page ${page} of ${documents[deal.doc].path}, the quote marked`;
    const boxes = deal.quotes.flatMap((each) => each.boxes.filter((box) => box[0] === page).map(([, x, y, wide, high]) => drawn("rect", {
      x: x * width / 1e4, y: y * height / 1e4, width: wide * width / 1e4, height: high * height / 1e4, class: each === quote ? "chosen" : "other" })));
    return made("figure", {}, drawn("svg", { class: "page", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name }, image, ...boxes),
      made("figcaption", {}, `Page ${page} of the file`));
  }

  // ---------------------------------------------------------------- opening and closing
  const step = (by) => {
    const at = shown[shown.indexOf(open) + by];
    if (at !== undefined && shown.includes(open)) show(at);
  };
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (!row || String(getSelection())) return;
    from = row.querySelector(".open");
    show(Number(row.dataset.at));
  });
  body.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.target.classList.contains("open")) return;
    const next = shown[shown.indexOf(Number(event.target.closest("tr").dataset.at)) + by];
    if (next === undefined) return;
    event.preventDefault();
    rows[next].querySelector(".open").focus();
  });
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.id === "pages") return;
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  dialog.addEventListener("close", () => {
    const last = open === null ? from : rows[open].querySelector(".open");
    open = null;
    history.replaceState(null, "", location.pathname + location.search);
    if (last && !last.closest("tr").hidden) last.focus();
  });
  function fromAddress() {
    let wanted = location.hash;
    if (!wanted || wanted === "#deals") return;
    const at = deals.findIndex((deal) => place(deal) === wanted);
    if (at >= 0) show(at);
  }

  $("filters").addEventListener("input", filter);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(filter));
  addEventListener("hashchange", fromAddress);
  // A dialog is one sheet high whatever it holds: what is printed is its like in the page.
  addEventListener("beforeprint", () => {
    if (open !== null) $("paper").replaceChildren(...[...dialog.children].map((each) => each.cloneNode(true)));
  });
  addEventListener("afterprint", () => $("paper").replaceChildren());
  filter();
  fromAddress();
})();
