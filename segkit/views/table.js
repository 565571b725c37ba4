function (texts) {
  "use strict";
  // Tables that name their language get headings that sort and, when they are long, a field that searches. Nothing is stored.
  if (window.segkit && window.segkit.tables) { return; }
  window.segkit = Object.assign(window.segkit || {}, { tables: true });

  const TABLES = "table.upright[lang], table.wide[lang]";
  const FEW = 12;
  const LONG = 40;
  const STYLE = `
    button.segkit-sort { all: unset; cursor: pointer; font: inherit; position: relative; }
    button.segkit-sort::after { content: "\\2195" / ""; opacity: .3; font-size: .8em; position: absolute; left: 100%; top: .1em; }
    [aria-sort="ascending"] > button.segkit-sort::after { content: "\\2191" / ""; opacity: 1; }
    [aria-sort="descending"] > button.segkit-sort::after { content: "\\2193" / ""; opacity: 1; }
    button.segkit-sort:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
    .segkit-search { display: flex; gap: .8em; align-items: baseline; margin: .4em 0; font-size: 13px; }
    .segkit-search input { font: inherit; width: 18em; max-width: 60%; padding: .25em .5em; color: inherit;
      background: transparent; border: 1px solid currentColor; border-radius: 3px; }
    .segkit-long { max-height: 32em; overflow: auto; }
    .segkit-long thead th { position: sticky; top: 0; background: var(--jp-layout-color0, Canvas); }`;

  const decimalSign = (language) =>
    new Intl.NumberFormat(language).formatToParts(1.5).find((part) => part.type === "decimal").value;

  // The first number of a text, whatever stands around it: 1.234,50 kr. is 1234.5 in Danish. A dash or nothing is null.
  const number = (text, sign) => {
    const found = /\d[\d.,'\u2019\s\u00a0\u202f]*/.exec(text);
    if (!found) { return null; }
    const [whole, part = ""] = found[0].split(sign);
    const size = Number(`${whole.replace(/\D/g, "")}.${part.replace(/\D/g, "") || 0}`);
    return /[-\u2212]/.test(text.slice(0, found.index)) ? -size : size;
  };

  const missing = (text) => /^[\s\u2013\u2014-]*$/.test(text);

  // Rows by one column: down is 1 or -1; what is missing stands last either way.
  const sorted = (rows, column, numeric, down, language) => {
    const sign = decimalSign(language);
    const collator = new Intl.Collator(language, { numeric: true });
    const keyed = rows.map((row) => {
      const text = row.cells[column].textContent.trim();
      return { row, key: missing(text) ? null : numeric ? number(text, sign) : text };
    });
    const compare = numeric ? (a, b) => a - b : collator.compare;
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) { return (a.key === null) - (b.key === null); }
      return down * compare(a.key, b.key);
    });
    return keyed.map(({ row }) => row);
  };

  const made = (name, properties) => Object.assign(document.createElement(name), properties);

  // JupyterLab runs a command per letter; the element that has the focus must itself say that keys are its own.
  const ours = (element) => element.setAttribute("data-lm-suppress-shortcuts", "true");

  const sorting = (table, rows, say) => {
    const headings = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    headings.forEach((heading, column) => {
      const button = made("button", { type: "button", className: "segkit-sort", title: say.sort });
      ours(button);
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const now = { ascending: "descending", descending: null }[heading.getAttribute("aria-sort")];
        const next = now === undefined ? "ascending" : now;
        headings.forEach((other) => other.removeAttribute("aria-sort"));
        if (next) { heading.setAttribute("aria-sort", next); }
        const numeric = heading.classList.contains("num") || rows.some((row) => row.cells[column].classList.contains("num"));
        const order = next ? sorted(rows, column, numeric, next === "ascending" ? 1 : -1, table.lang) : rows;
        const total = body.querySelector("tr.total");
        body.append(...order, ...(total ? [total] : []));
      });
    });
  };

  const searching = (table, rows, say) => {
    const field = made("input", { type: "search", placeholder: say.search });
    field.setAttribute("aria-label", say.search);
    ours(field);
    const said = made("span", {});
    said.setAttribute("role", "status");
    const line = made("div", { className: "segkit-search", lang: table.lang });
    line.append(field, said);
    const held = rows.map((row) => [row, row.textContent.toLocaleLowerCase(table.lang)]);
    const total = table.tBodies[0].querySelector("tr.total");
    const count = new Intl.NumberFormat(table.lang);
    let waiting = 0;
    const search = () => {
      const wanted = field.value.toLocaleLowerCase(table.lang).split(/\s+/).filter(Boolean);
      let shown = 0;
      held.forEach(([row, text]) => {
        row.hidden = !wanted.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      });
      if (total) { total.hidden = wanted.length > 0; } // it sums up all rows, not those found
      const counted = say.shown.replace("{n}", count.format(shown)).replace("{m}", count.format(rows.length));
      said.textContent = !wanted.length ? "" : shown ? counted : say.none;
    };
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
    return line;
  };

  const enhance = (table) => {
    const say = texts[table.lang];
    if (!say || table.dataset.segkit || !table.tHead || table.tBodies.length !== 1) { return; }
    table.dataset.segkit = "on";
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("total"));
    if (rows.length < 2) { return; }
    const frame = made("div", { className: rows.length > LONG ? "segkit-long" : "" });
    ours(frame);
    sorting(table, rows, say);
    const line = rows.length > FEW ? searching(table, rows, say) : null;
    table.replaceWith(frame);
    frame.append(table);
    if (line) { frame.before(line); }
    if (rows.length > LONG) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", table.caption ? table.caption.textContent : say.search);
    }
  };

  const within = (root) => {
    if (root.matches(TABLES)) { enhance(root); }
    root.querySelectorAll(TABLES).forEach(enhance);
  };

  const begin = () => {
    document.head.append(made("style", { textContent: STYLE }));
    within(document.body);
    new MutationObserver((changes) => {
      changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => { if (node instanceof Element) { within(node); } }));
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.body) { begin(); } else { document.addEventListener("DOMContentLoaded", begin); }
}
