"use strict";

/** The kinds of columns that hold no numbers. */
const TEXTS = ["text", "path", "command"];

/** The tables of a report: files and directories from the rows of the tree, and what else the data brings. */
class Tables {
  /** @param goTo shows a row in the treemap */
  constructor(model, goTo) {
    this.model = model;
    this.goTo = goTo;
  }

  /** What the tabs show, in their order. */
  entries() {
    const extra = this.model.image.tables.map((table, at) => ({
      id: `extra-${at}`,
      title: table.title,
      make: () => this.extra(table),
    }));
    return [
      { id: "files", title: "Files", make: () => this.files() },
      { id: "directories", title: "Directories", make: () => this.directories() },
      ...extra,
    ];
  }

  files() {
    const model = this.model;
    const rows = [];
    for (let row = 1; row < model.rows; row++) if (!model.isDirectory(row)) rows.push(row);
    const fates = FATES.filter((_, at) => model.fates.includes(at));
    return new DataTable({
      caption: "Files of all layers",
      rows,
      text: (row) => model.searchable(row),
      sort: 1,
      columns: [
        this.pathColumn(),
        this.bytesColumn("Size", (row) => model.sizes[row], rows),
        { title: "Layer", figure: true, value: (row) => model.layers[row], cell: (row) => String(model.layers[row]) },
        { title: "Fate", value: (row) => model.fates[row], cell: (row) => this.fateCell(row) },
        { title: "Kind", value: (row) => model.kind(row), cell: (row) => model.kind(row) },
      ],
      filters: [
        {
          title: "Fate",
          options: [{ value: "", title: "anything" }, ...fates.map(({ id, title }) => ({ value: id, title }))],
          admits: (row, id) => model.fate(row).id === id,
        },
        {
          title: "Layer",
          options: [
            { value: "", title: "all" },
            ...model.image.layers.map(({ number }) => ({ value: String(number), title: String(number) })),
          ],
          admits: (row, number) => model.layers[row] === Number(number),
        },
      ],
    });
  }

  directories() {
    const model = this.model;
    const rows = [];
    for (let row = 0; row < model.rows; row++) if (model.isDirectory(row)) rows.push(row);
    const fates = FATES.map((fate, at) => ({ ...fate, at })).filter(({ at }) => model.bytes[at][0] > 0);
    return new DataTable({
      caption: "Directories with everything below them",
      rows,
      text: (row) => model.searchable(row),
      sort: 1,
      columns: [
        this.pathColumn(),
        this.bytesColumn("Total", (row) => model.total[row], rows),
        ...fates.map(({ title, at }) => this.bytesColumn(title[0].toUpperCase() + title.slice(1), (row) => model.bytes[at][row])),
        { title: "Files", figure: true, value: (row) => model.files[row], cell: (row) => Format.count(model.files[row]) },
      ],
    });
  }

  /** The children of a directory: what the treemap shows, as a table. */
  listing(directory, weights) {
    const model = this.model;
    const rows = [];
    const [from, to] = model.childrenOf(directory);
    for (let row = from; row < to; row++) if (weights[row] > 0) rows.push(row);
    return new DataTable({
      caption: `Content of ${model.path(directory)}`,
      rows,
      text: (row) => model.names[row].toLowerCase(),
      sort: 1,
      columns: [
        { title: "Name", value: (row) => model.names[row], cell: (row) => this.link(row, model.names[row]) },
        this.bytesColumn("Size", (row) => weights[row], rows),
        {
          title: "Share",
          figure: true,
          value: (row) => weights[row],
          cell: (row) => Format.share(weights[row], weights[directory]),
        },
        { title: "Files", figure: true, value: (row) => model.files[row], cell: (row) => Format.count(model.files[row]) },
        {
          title: "Fate",
          value: (row) => (model.isDirectory(row) ? -1 : model.fates[row]),
          cell: (row) => (model.isDirectory(row) ? "" : this.fateCell(row)),
        },
      ],
    });
  }

  extra({ title, columns, paths }) {
    return new DataTable({
      caption: title,
      detail: (row) => (paths.length === 0 ? [] : paths[row].map((path) => this.place(path))),
      rows: columns[0].values.map((_, row) => row),
      text: (row) => columns.map(({ values }) => values[row]).join("\n").toLowerCase(),
      sort: Math.max(0, columns.findIndex(({ unit }) => unit === "bytes")),
      columns: columns.map(({ title: heading, unit, values }) => ({
        title: heading,
        figure: !TEXTS.includes(unit),
        value: (row) => values[row],
        cell: (row) => this.extraCell(unit, values, row),
      })),
    });
  }

  extraCell(unit, values, row) {
    if (unit === "bytes") return this.sized(values[row], Math.max(...values));
    if (unit === "command" && values[row] !== "") return element("code", { textContent: values[row] });
    return unit === "path" ? this.place(values[row]) : Format.of(unit)(values[row]);
  }

  /** A path, as a link if it is in the image. */
  place(path) {
    const row = path.startsWith("/") ? this.model.rowOf(path) : -1;
    return row < 0 ? path : this.link(row, path);
  }

  pathColumn() {
    return { title: "Path", value: (row) => this.model.rank(row), cell: (row) => this.link(row, this.model.path(row)) };
  }

  bytesColumn(title, value, rows = []) {
    const largest = rows.reduce((most, row) => Math.max(most, value(row)), 0);
    return { title, figure: true, value, cell: (row) => this.sized(value(row), largest) };
  }

  /** Bytes, on a bar of their share in the largest number of the column. */
  sized(bytes, largest) {
    const cell = element("span", { className: "sized", title: `${Format.count(bytes)} bytes`, textContent: Format.bytes(bytes) });
    cell.style.setProperty("--share", largest > 0 ? `${(100 * bytes) / largest}%` : "0%");
    return cell;
  }

  fateCell(row) {
    const words = this.model.story(row).replace(/^layer \d+, /, "");
    return element("span", { className: `fate ${this.model.fate(row).id}`, textContent: words });
  }

  /** A path that breaks after slashes, before it breaks anywhere. */
  static breakable(path) {
    return path.split("/").flatMap((name, at, all) => (at < all.length - 1 ? [`${name}/`, element("wbr")] : [name]));
  }

  link(row, text) {
    const at = text.length > 1 ? text.lastIndexOf("/") + 1 : 0;
    const button = element(
      "button",
      { type: "button", className: "path", title: "Show in the treemap" },
      element("span", { className: "muted" }, ...Tables.breakable(text.slice(0, at))),
      text.slice(at),
    );
    button.addEventListener("click", () => this.goTo(row));
    return button;
  }
}
