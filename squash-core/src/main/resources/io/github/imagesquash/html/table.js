"use strict";

/** How many rows are made at a time: enough to read, few enough to be there at once. */
const PAGE = 100;

/**
 * A table of any length that can be sorted and filtered. Only the first rows are in the document; a button brings more.
 *
 * A column has a title, `value(row)` to sort by, `cell(row)` for a text or an element, and `figure` if it is a number. A
 * filter has a title, `options` and `admits(row, option)`. `detail(row)` gives the elements that a row opens to.
 */
class DataTable {
  constructor({ caption, columns, rows, text, filters = [], sort = 0, detail = () => [] }) {
    this.columns = columns;
    this.rows = rows;
    this.text = text;
    this.filters = filters;
    this.detail = detail;
    this.sort = { column: sort, falling: columns[sort].figure === true };
    this.build(caption);
    this.update();
  }

  build(caption) {
    this.find = element("input", { type: "search", placeholder: "part of a name", autocomplete: "off", spellcheck: false });
    this.find.addEventListener("input", () => this.later());
    this.selects = this.filters.map((filter) => {
      const options = filter.options.map(({ value, title }) => element("option", { value, textContent: title }));
      const select = element("select", {}, ...options);
      select.addEventListener("change", () => this.update());
      return select;
    });
    const labels = this.filters.map((filter, at) => element("label", {}, `${filter.title} `, this.selects[at]));
    this.status = element("p", { className: "muted", role: "status" });
    this.heads = this.columns.map((column, at) => this.head(column, at));
    this.body = element("tbody");
    this.more = element("button", { type: "button", className: "more" });
    this.more.addEventListener("click", () => this.page());
    this.element = element(
      "div",
      {},
      element("div", { className: "toolbar" }, ...labels, element("label", { className: "grow" }, "Find ", this.find)),
      this.status,
      element(
        "div",
        { className: "scroll" },
        element("table", {}, element("caption", { className: "hidden-title", textContent: caption }), element("thead", {}, element("tr", {}, ...this.heads)), this.body),
      ),
      this.more,
    );
  }

  head(column, at) {
    const button = element("button", { type: "button", textContent: column.title });
    button.addEventListener("click", () => {
      const falling = this.sort.column === at ? !this.sort.falling : column.figure === true;
      this.sort = { column: at, falling };
      this.update();
    });
    return element("th", { scope: "col", className: column.figure ? "figure" : "" }, button);
  }

  /** Typing is not held up by the rows it finds. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), 120);
  }

  /** Chooses and orders the rows anew. */
  update() {
    const wanted = this.find.value.trim().toLowerCase();
    const choices = this.selects.map((select) => select.value);
    this.shown = this.rows.filter(
      (row) =>
        this.filters.every((filter, at) => choices[at] === "" || filter.admits(row, choices[at])) &&
        (wanted === "" || this.text(row).includes(wanted)),
    );
    this.order();
    this.heads.forEach((head, at) => {
      if (at === this.sort.column) head.setAttribute("aria-sort", this.sort.falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.body.replaceChildren();
    this.made = 0;
    this.page();
  }

  /** Sorts; rows that are equal stay as they came. */
  order() {
    const value = this.columns[this.sort.column].value;
    const sign = this.sort.falling ? -1 : 1;
    const keyed = this.shown.map((row) => ({ row, key: value(row) }));
    keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
    this.shown = keyed.map(({ row }) => row);
  }

  /** Adds the next rows. */
  page() {
    for (const row of this.shown.slice(this.made, this.made + PAGE)) this.body.append(this.line(row));
    this.made = Math.min(this.made + PAGE, this.shown.length);
    const left = this.shown.length - this.made;
    this.more.hidden = left === 0;
    this.more.textContent = `Show ${Format.count(Math.min(PAGE, left))} more of ${Format.count(left)}`;
    const all = this.shown.length === this.rows.length ? "" : ` of ${Format.count(this.rows.length)}`;
    this.status.textContent = `${Format.counted(this.shown.length, "row")}${all}`;
  }

  line(row) {
    const cells = this.columns.map((column) => element("td", { className: column.figure ? "figure" : "" }, column.cell(row)));
    const line = element("tr", {}, ...cells);
    const details = this.detail(row);
    if (details.length > 0) {
      const opener = element("button", { type: "button", className: "path opens", "aria-expanded": "false" }, ...cells[0].childNodes);
      opener.addEventListener("click", () => this.open(opener, line, details));
      cells[0].append(opener);
    }
    return line;
  }

  /** Opens a row to its details, or closes it. */
  open(opener, line, details) {
    const isOpen = opener.getAttribute("aria-expanded") === "true";
    opener.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) {
      line.nextSibling.remove();
      return;
    }
    const list = element("ul", {}, ...details.map((detail) => element("li", {}, detail)));
    line.after(element("tr", { className: "detail" }, element("td", { colSpan: this.columns.length }, list)));
  }
}

/** Tabs as the ARIA practices describe them; a panel is made when it is first looked at. */
class Tabs extends EventTarget {
  constructor(list, panels, entries) {
    super();
    this.ids = entries.map(({ id }) => id);
    this.tabs = entries.map((entry, at) => {
      const panel = element("div", { id: `panel-${entry.id}`, role: "tabpanel", tabindex: "-1", "aria-labelledby": `tab-${entry.id}`, hidden: true });
      const tab = element("button", { type: "button", id: `tab-${entry.id}`, role: "tab", "aria-controls": panel.id, textContent: entry.title });
      tab.addEventListener("click", () => this.choose(at));
      tab.addEventListener("keydown", (event) => this.key(event, at));
      list.append(tab);
      panels.append(panel);
      return { tab, panel, make: entry.make, made: null };
    });
    this.show(0);
    addEventListener("beforeprint", () => this.tabs.forEach((_, at) => this.fill(at)));
  }

  choose(at) {
    this.show(at);
    this.dispatchEvent(new Event("choose"));
  }

  show(chosen) {
    this.chosen = chosen;
    this.tabs.forEach(({ tab, panel }, at) => {
      tab.setAttribute("aria-selected", String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
      panel.hidden = at !== chosen;
    });
    this.fill(chosen);
  }

  fill(at) {
    const entry = this.tabs[at];
    if (entry.made !== null) return;
    entry.made = entry.make();
    entry.panel.append(element("h3", { className: "print-title", textContent: entry.tab.textContent }), entry.made.element);
  }

  key(event, at) {
    const count = this.tabs.length;
    const to = { ArrowRight: (at + 1) % count, ArrowLeft: (at + count - 1) % count, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.choose(to);
    this.tabs[to].tab.focus();
  }
}
