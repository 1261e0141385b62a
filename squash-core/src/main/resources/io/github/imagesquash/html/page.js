"use strict";

/** How many layers the legend has room for. */
const MOST_IN_LEGEND = 9;

/** What of the files is shown, and how: the switches above the treemap, and the treemap or its table. */
class FilesView extends EventTarget {
  constructor(model, theme, colours, layers) {
    super();
    this.model = model;
    this.colours = colours;
    this.layers = layers;
    this.parts = {};
    for (const id of ["map", "canvas", "outline", "tip", "spoken"]) this.parts[id] = document.getElementById(id);
    this.marked = null;
    this.tables = new Tables(model, (row) => this.goTo(row));
    this.painter = new Painter(this.parts.canvas, model, colours, this.look());
    this.map = new Treemap(this.parts, model, this.painter);
    const changed = model.kept[0] < model.total[0];
    this.showAs = this.choice("show-as", [["map", "map"], ["table", "table"]], () => this.showEither());
    this.count = this.choice("count", [["all", "all layers"], ["kept", "final image only"]], () => this.weigh());
    this.colourBy = this.choice("colour-by", [["layer", "layer"], ["fate", "fate"]], () => this.redraw());
    if (!changed) document.getElementById("count").hidden = true;
    this.find = document.getElementById("find");
    this.find.addEventListener("input", () => this.search());
    this.map.addEventListener("zoom", () => this.moved());
    layers.addEventListener("choose", () => this.redraw());
    this.map.addEventListener("zoom", () => this.dispatchEvent(new Event("move")));
    theme.onChange(() => this.redraw());
    this.weigh();
  }

  /** What the painter asks. */
  look() {
    const { model, colours } = this;
    return {
      colour: (row) => {
        if (this.colourBy() === "fate") return colours.fate(this.mainFate(row));
        return colours.layer(this.mainLayer(row));
      },
      pattern: (row) => {
        const id = this.mainFate(row);
        return id === "kept" || id === "linked" ? "" : id;
      },
      dim: (row) =>
        (this.marked !== null && this.marked[row] === 0) ||
        (this.layers.chosen !== 0 && !model.isDirectory(row) && model.layers[row] !== this.layers.chosen),
    };
  }

  /** A directory too small to be opened looks like its largest part. */
  mainFate(row) {
    if (!this.model.isDirectory(row)) return this.model.fate(row).id;
    if (this.count() === "kept") return "kept";
    const bytes = this.model.bytes.map((column) => column[row]);
    return FATES[bytes.indexOf(Math.max(...bytes))].id;
  }

  mainLayer(row) {
    let at = row;
    while (this.model.isDirectory(at)) {
      const largest = this.map.layout.rowsBySize(at)[0];
      if (largest === undefined) break;
      at = largest;
    }
    return this.model.layers[at];
  }

  /** Radio buttons; gives a function that tells which is chosen, and chooses another one if it gets its value. */
  choice(id, options, changed) {
    const inputs = options.map(([value, title], at) => {
      const input = element("input", { type: "radio", name: id, value, checked: at === 0 });
      input.addEventListener("change", changed);
      document.getElementById(id).append(element("label", {}, input, ` ${title}`));
      return input;
    });
    return (value) => {
      inputs.filter((input) => input.value === value).forEach((input) => (input.checked = true));
      return inputs.find((input) => input.checked).value;
    };
  }

  weigh() {
    this.weights = this.count() === "kept" ? this.model.kept : this.model.total;
    this.map.weigh(this.weights);
    this.moved();
    this.filters();
    this.dispatchEvent(new Event("change"));
  }

  redraw() {
    this.layers.colour();
    this.map.refresh();
    this.legend();
    this.filters();
    this.dispatchEvent(new Event("change"));
  }

  /** What the files are filtered by, each with a button that takes it away, and what is left. */
  filters() {
    const line = document.getElementById("filters");
    const find = this.find.value.trim();
    line.hidden = this.layers.chosen === 0 && find === "";
    if (line.hidden) return;
    const chip = (title, remove) => {
      const button = element("button", { type: "button", title: "Remove this filter", textContent: title });
      button.addEventListener("click", remove);
      return button;
    };
    const chips = [];
    if (this.layers.chosen !== 0) chips.push(chip(`layer ${this.layers.chosen}`, () => this.layers.choose(this.layers.chosen)));
    if (find !== "") chips.push(chip(`“${find}”`, () => this.searchFor("")));
    const { files, bytes } = this.found();
    line.replaceChildren(...chips, element("span", { textContent: `${Format.counted(files, "file")}, ${Format.bytes(bytes)}` }));
  }

  /** The files that the filters admit, and their bytes. */
  found() {
    const { model, marked, layers } = this;
    let [files, bytes] = [0, 0];
    for (let row = 1; row < model.rows; row++) {
      if (model.isDirectory(row) || (marked !== null && marked[row] === 0)) continue;
      if (layers.chosen !== 0 && model.layers[row] !== layers.chosen) continue;
      if (this.count() === "kept" && !model.remains(row)) continue;
      files++;
      bytes += model.sizes[row];
    }
    return { files, bytes };
  }

  searchFor(text) {
    this.find.value = text;
    this.search();
  }

  /** What the address keeps of this view. */
  state() {
    return {
      dir: this.model.path(this.map.row),
      layer: String(this.layers.chosen),
      find: this.find.value.trim(),
      show: this.showAs(),
      count: this.count(),
      colour: this.colourBy(),
    };
  }

  /** Shows what an address says. */
  restore({ dir, layer, find, show, count, colour }) {
    const row = this.model.rowOf(dir);
    const number = Number(layer);
    this.layers.set(number > 0 && number <= this.model.image.layers.length ? number : 0);
    this.showAs(show);
    this.count(count);
    this.colourBy(colour);
    this.find.value = find;
    this.weigh();
    this.map.zoom(row >= 0 && this.model.isDirectory(row) ? row : 0);
    this.showEither();
    this.search();
  }

  showEither() {
    const table = this.showAs() === "table";
    this.parts.map.hidden = table;
    document.getElementById("listing").hidden = !table;
    document.getElementById("map-help").hidden = table;
    this.moved();
    this.map.refresh();
    this.dispatchEvent(new Event("change"));
  }

  search() {
    const wanted = this.find.value.trim().toLowerCase();
    if (wanted === "") this.marked = null;
    else {
      this.marked = new Uint8Array(this.model.rows);
      for (let row = this.model.rows - 1; row > 0; row--) {
        if (this.model.searchable(row).includes(wanted)) this.marked[row] = 1;
        if (this.marked[row] === 1) this.marked[this.model.parents[row]] = 1;
      }
    }
    this.redraw();
  }

  /** Another directory is shown, or another way of counting. */
  moved() {
    const trail = this.model.ancestry(this.map.row).map((row, at, all) => {
      const name = row === 0 ? this.model.image.title : this.model.names[row];
      const button = element("button", { type: "button", textContent: name });
      if (at === all.length - 1) button.setAttribute("aria-current", "location");
      button.addEventListener("click", () => this.map.zoom(row));
      return button;
    });
    document.getElementById("trail").replaceChildren(
      ...trail,
      element("span", { className: "muted", textContent: Format.bytes(this.weights[this.map.row]) }),
    );
    this.legend();
    if (this.showAs() === "table") {
      document.getElementById("listing").replaceChildren(this.tables.listing(this.map.row, this.weights).element);
    }
  }

  legend() {
    const swatch = (colour, id, title) => {
      const mark = element("i", { className: `swatch ${id}` });
      if (colour !== "") mark.style.backgroundColor = colour;
      return element("li", {}, mark, title);
    };
    const lost = this.count() === "kept" ? [] : FATES.filter((_, at) => at > 0 && this.model.bytes[at][0] > 0);
    const items =
      this.colourBy() === "fate"
        ? [FATES[0], ...lost].map(({ id, title }) => swatch("", id, title))
        : [
            ...this.layersHere().map((number) => swatch(this.colours.layer(number), "", `layer ${number}`)),
            ...lost.map(({ id, title }) => swatch("", `bare ${id}`, title)),
          ];
    document.getElementById("legend").replaceChildren(...items);
  }

  /** The layers with most bytes in the directory that is shown, by number. */
  layersHere() {
    const { layers, parents, sizes } = this.model;
    const sums = new Float64Array(this.model.image.layers.length + 1);
    const inside = new Uint8Array(this.model.rows);
    inside[this.map.row] = 1;
    for (let row = this.map.row + 1; row < this.model.rows; row++) {
      inside[row] = inside[parents[row]];
      if (inside[row] === 1 && (this.count() === "all" || this.model.remains(row))) sums[layers[row]] += sizes[row];
    }
    const largest = [...sums.keys()].filter((number) => number > 0 && sums[number] > 0).sort((a, b) => sums[b] - sums[a]);
    return largest.slice(0, MOST_IN_LEGEND).sort((a, b) => a - b);
  }

  /** Shows a row in the map: its directory, with the row selected. */
  goTo(row) {
    const directory = this.model.isDirectory(row) ? row : this.model.parents[row];
    if (this.showAs() === "map") {
      document.getElementById("files").scrollIntoView({ block: "center" });
      this.parts.canvas.focus({ preventScroll: true });
    }
    this.map.zoom(directory, row);
    if (this.showAs() === "map") this.map.select(this.map.selected ?? this.map.root);
  }
}

{
  const model = new Model(JSON.parse(document.getElementById("data").textContent));
  const theme = new Theme(document.getElementById("theme"));
  const colours = new Colours(theme);
  new Summary(model);
  const view = new FilesView(model, theme, colours, new LayerBars(model, colours));
  new Address(view, new Tabs(document.getElementById("tabs"), document.getElementById("panels"), view.tables.entries()));
  performance.mark("interactive");
}
