(() => {
  "use strict";
  // The page is complete without this: it adds filters that live in the address, sorting, and folding that follows links.
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root) => all(selector, root)[0];
  const text = element => element?.textContent ?? "";
  const hash = () => location.hash.slice(1);

  // Filters and the order of goals. What an item says is read once: there may be thousands.
  const form = one("#filters");
  const goals = all(".goal");
  const items = all(".goal,.attention li,.rest tr,.due>div");
  const bars = all(".gantt li").map(bar => [bar, one(one("a", bar)?.hash || "no")]);
  const remembered = make => {
    const known = new Map();
    return item => known.get(item) ?? known.set(item, make(item)).get(item);
  };
  const named = names => `, ${names.replaceAll(form.dataset.and, ", ")}, `;
  const words = remembered(item => text(item).toLowerCase());
  const owners = remembered(item => named(all("summary i,.meta>b,.changes p>b,td:nth-child(3),.due h3", item).map(text).join(", ")));
  const team = remembered(item => {
    const to = !item.matches(".goal") && one(one("h3 a,p a,td a", item)?.hash || "no");
    return to ? team(to) : text(one(".team", item));
  });
  const shown = item => !item.hasAttribute("data-hidden");
  const show = (item, on) => item.toggleAttribute("data-hidden", !on);
  const orders = {
    due: (a, b) => (a.dataset.d ?? 1e9) - (b.dataset.d ?? 1e9),
    name: (a, b) => text(one("h3", a)).localeCompare(text(one("h3", b))),
    done: (a, b) => (parseFloat(text(one(".way b", a))) || 0) - (parseFloat(text(one(".way b", b))) || 0),
  };
  let order = "";
  const apply = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const find = wanted.q.toLowerCase();
    for (const item of items) {
      const group = item.matches(".due>div");
      show(item, (!find || words(item).includes(find))
        && (!wanted.owner || owners(item).includes(named(wanted.owner)))
        && (!wanted.team || group || team(item) === wanted.team)
        && (!wanted.status || group || item.classList.contains(wanted.status)));
    }
    for (const [bar, goal] of bars) show(bar, !goal || shown(goal));
    if (order !== wanted.sort) one("#goal-list").append(...(wanted.sort ? [...goals].sort(orders[wanted.sort]) : goals));
    order = wanted.sort;
    const count = goals.filter(shown).length;
    one("#shown").textContent = count === goals.length ? "" : form.dataset.shown.replace("#", count).replace("%", goals.length);
    const set = `${new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))}`;
    if (set || hash().includes("=")) history.replaceState(null, "", set ? `#${set}` : location.pathname);
  };

  // The address: what to filter by, or a place, which is unfolded
  const follow = () => {
    if (form && hash().includes("=")) {
      const given = new URLSearchParams(hash());
      for (const field of form.elements) if (field.name) field.value = given.get(field.name) || "";
      apply();
      return;
    }
    const target = document.getElementById(hash());
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target?.scrollIntoView();
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
  }
  addEventListener("hashchange", follow);
  follow();

  // Tables of steps sort by a click on a heading; due dates by the days they stand in
  const days = (row, name) => +row.cells[3].style.getPropertyValue(name);
  const due = row => text(row.cells[3]) ? row.cells[3].dataset.d ?? days(row, "--b") + days(row, "--a") : 1e9;
  const sort = heading => {
    const body = heading.closest("table").tBodies[0];
    const column = heading.cellIndex;
    const sign = heading.ariaSort === "ascending" ? -1 : 1;
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.ariaSort = sign > 0 ? "ascending" : "descending";
    body.append(...[...body.rows].sort((a, b) => sign * (column === 3
      ? due(a) - due(b)
      : text(a.cells[column]).localeCompare(text(b.cells[column]), undefined, { numeric: true }))));
  };
  const buttons = new Map();
  const sortable = heading => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(text(heading));
    button.onclick = () => sort(heading);
    heading.replaceChildren(button);
    buttons.set(heading, button);
  };

  // A cell's name opens the workbook there
  const book = document.body.dataset.book;
  const linked = cell => {
    const name = text(cell).trim();
    const link = document.createElement("a");
    link.href = `${book}#${/\D/.test(name) ? "" : text(one("th:last-child", cell.closest("table")))}${name}`;
    link.append(name);
    cell.replaceChildren(link);
  };

  // There may be thousands of both: what is folded gets them when it is unfolded first
  if (book) all("code:not(details *)").forEach(linked);
  addEventListener("toggle", ({ target }) => {
    all(".steps th:nth-child(-n+4):not(:has(*))", target).forEach(sortable);
    if (book) all(":is(code,.steps td:last-child):not(:has(*))", target).forEach(linked);
  }, true);

  // Paper has no folds, and no buttons: a table's head is not repeated with them
  let folded = [];
  const paper = on => {
    for (const part of folded) part.open = on;
    for (const [heading, button] of buttons) heading.replaceChildren(on ? text(button) : button);
  };
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    paper(true);
  });
  addEventListener("afterprint", () => paper(false));
})();
