(() => {
  "use strict";
  // The page is complete without this: it adds filters that live in the address, sorting, and folding that follows links.
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Filters and the order of goals
  const form = one("#filters");
  const list = one("#goal-list");
  const goals = all(".goal");
  const items = all(".goal,.attention li,.rest tr[id],.changes li,.due>div");
  const bars = all(".gantt li").map(bar => [bar, one(one("a", bar).hash)]);
  let order = "";

  const remembered = make => {
    const known = new WeakMap();
    return item => known.get(item) ?? known.set(item, make(item)).get(item);
  };
  const named = text => `, ${text.replaceAll(form.dataset.and, ", ")}, `;
  const words = remembered(item => item.textContent.toLowerCase());
  const owners = remembered(item =>
    named(all("summary i,.meta>b,td:nth-child(3),:scope>h3", item).map(owner => owner.textContent).join(", ")));
  const team = item => item.dataset.t ?? document.getElementById(one("h3 a,td a", item)?.hash.slice(1))?.dataset.t;
  const progress = goal => parseFloat(one(".nums b", goal).textContent) || 0;
  const hidden = item => item.hasAttribute("data-hidden");
  const hide = (item, on) => item.toggleAttribute("data-hidden", on);

  const fits = (item, wanted) => {
    const group = item.parentElement.className === "due";
    return (!wanted.owner || owners(item).includes(named(wanted.owner)))
      && (!wanted.team || group || team(item) === wanted.team)
      && (!wanted.status || group || item.classList.contains(wanted.status))
      && (!wanted.q || words(item).includes(wanted.q.toLowerCase()));
  };
  const orders = {
    due: (a, b) => (a.dataset.due || "9").localeCompare(b.dataset.due || "9"),
    name: (a, b) => one("h3", a).textContent.localeCompare(one("h3", b).textContent),
    done: (a, b) => progress(a) - progress(b),
  };
  const sort = by => {
    if (by !== order) list.append(...(orders[by] ? [...goals].sort(orders[by]) : goals));
    order = by;
  };
  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    items.forEach(item => hide(item, !fits(item, wanted)));
    bars.forEach(([bar, goal]) => hide(bar, hidden(goal)));
    sort(wanted.sort);
    const shown = goals.filter(goal => !hidden(goal)).length;
    one("#shown").textContent = shown === goals.length ? "" : form.dataset.shown.replace("#", shown).replace("%", goals.length);
    const set = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
    if (set || location.hash.includes("=")) history.replaceState(null, "", set ? `#${set}` : location.pathname);
  };
  const read = () => {
    if (!location.hash.includes("=")) return;
    const given = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) if (field.name) field.value = given.get(field.name) || "";
    apply();
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    addEventListener("hashchange", read);
    read();
  }

  // A link unfolds what it leads to
  const reveal = () => {
    const target = location.hash.includes("=") ? null : document.getElementById(location.hash.slice(1));
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Tables of steps sort by a click on a heading
  const year = one("time").dateTime.slice(0, 4);
  const day = text => text ? Date.parse(/\d{4}/.test(text) ? text : `${text} ${year}`) : Infinity;
  const compared = (a, b, column) => column === 3 ? day(a) - day(b) : a.localeCompare(b, undefined, { numeric: true });
  const text = (row, column) => row.cells[column].dataset.d ?? row.cells[column].textContent.trim();
  const sortTable = heading => {
    const body = heading.closest("table").tBodies[0];
    const up = heading.ariaSort !== "ascending";
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const column = heading.cellIndex;
    const sorted = [...body.rows].sort((a, b) => compared(text(a, column), text(b, column), column));
    body.append(...(up ? sorted : sorted.reverse()));
  };
  const buttons = new Map();
  for (const heading of all(".steps th:not(:nth-child(6))")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.addEventListener("click", () => sortTable(heading));
    buttons.set(heading, button);
    heading.replaceChildren(button);
  }

  // A cell's name opens the workbook there
  const book = document.body.dataset.book;
  if (book) for (const cell of all("code,.steps td:nth-child(7)")) {
    const link = document.createElement("a");
    link.href = `${book}#${cell.textContent}`;
    link.textContent = cell.textContent;
    cell.replaceChildren(link);
  }

  // Paper has no folds and no buttons
  addEventListener("beforeprint", () => {
    buttons.forEach((button, heading) => heading.replaceChildren(button.textContent));
    all("details:not([open])").forEach(part => { part.open = true; part.dataset.folded = ""; });
  });
  addEventListener("afterprint", () => {
    buttons.forEach((button, heading) => heading.replaceChildren(button));
    all("[data-folded]").forEach(part => { part.open = false; delete part.dataset.folded; });
  });
})();
