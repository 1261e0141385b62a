"use strict";

/** How long a zoom takes, in milliseconds. */
const ZOOM_TIME = 220;

/**
 * The treemap: one directory fills it, and a click or a key goes into another. The selected tile is what the keyboard stands
 * on; what it is gets spoken.
 */
class Treemap extends EventTarget {
  constructor(parts, model, painter) {
    super();
    this.parts = parts;
    this.model = model;
    this.painter = painter;
    this.row = 0;
    this.selected = null;
    this.animation = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.listen();
  }

  listen() {
    const { canvas, map } = this.parts;
    new ResizeObserver(() => this.refresh()).observe(map);
    canvas.addEventListener("pointermove", (event) => this.point(event));
    canvas.addEventListener("pointerleave", () => this.outline(document.activeElement === canvas ? this.selected : null));
    canvas.addEventListener("click", (event) => this.click(event));
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && this.select(this.selected ?? this.root));
    canvas.addEventListener("blur", () => this.outline(null));
  }

  /** Counts other bytes: those of each row, of a directory with its content. */
  weigh(weights) {
    this.layout = new Layout(this.model, weights);
    this.selected = null;
    this.refresh();
  }

  /** Lays out and draws anew, if it is on the screen. */
  refresh() {
    const { map } = this.parts;
    cancelAnimationFrame(this.animation);
    if (map.clientWidth === 0) return;
    this.painter.resize(map.clientWidth, map.clientHeight);
    this.root = this.layout.of(this.row, map.clientWidth, map.clientHeight);
    this.selected = this.selected === null ? null : this.find(this.root, this.selected.row);
    this.painter.draw(this.root);
    this.outline(null);
  }

  /** Shows another directory, and selects what was come from, or what is given. */
  zoom(row, select = this.row) {
    const from = this.root;
    const inwards = this.model.ancestry(row).includes(this.row);
    const before = this.painter.picture();
    this.row = row;
    this.refresh();
    this.selected = this.find(this.root, select);
    const small = inwards ? this.find(from, row) : this.find(this.root, from.row);
    if (!this.calm.matches && small !== null && small !== this.root && small !== from) this.animate(before, small, inwards);
    this.dispatchEvent(new Event("zoom"));
  }

  animate(before, small, inwards) {
    const after = this.painter.picture();
    const begun = performance.now();
    const step = (now) => {
      const t = Math.min(1, Math.max(0, (now - begun) / ZOOM_TIME));
      const eased = 1 - (1 - t) ** 3;
      if (t === 1) this.painter.draw(this.root);
      else if (inwards) this.painter.between(before, after, small, eased);
      else this.painter.between(after, before, small, 1 - eased);
      if (t < 1) this.animation = requestAnimationFrame(step);
    };
    step(begun);
  }

  find(root, row) {
    const left = [root];
    while (left.length > 0) {
      const tile = left.pop();
      if (tile.row === row) return tile;
      left.push(...tile.children);
    }
    return null;
  }

  point(event) {
    const tile = Layout.at(this.root, event.offsetX, event.offsetY);
    this.outline(tile === this.root ? null : tile, event);
  }

  /** Goes to the directory that was clicked, or to that of the file, which is then selected. */
  click(event) {
    const tile = Layout.at(this.root, event.offsetX, event.offsetY);
    if (tile === this.root) return;
    const isDirectory = tile.row >= 0 && this.model.isDirectory(tile.row);
    const directory = isDirectory ? tile : tile.parent;
    if (directory !== this.root) this.zoom(directory.row, isDirectory ? -2 : tile.row);
    if (tile.row >= 0 && !isDirectory) this.select(this.find(this.root, tile.row) ?? this.root);
  }

  key(event) {
    const selected = this.selected ?? this.root;
    const siblings = selected === this.root ? [] : selected.parent.children;
    const at = siblings.indexOf(selected);
    const moves = {
      ArrowRight: () => this.select(siblings[at + 1] ?? selected),
      ArrowLeft: () => this.select(siblings[at - 1] ?? selected),
      ArrowDown: () => this.select(selected.children[0] ?? selected),
      ArrowUp: () => (selected === this.root ? this.out() : this.select(selected.parent)),
      Enter: () => this.into(selected),
      Escape: () => this.out(),
      Backspace: () => this.out(),
      Home: () => this.zoomAndSay(0),
    };
    if (!(event.key in moves) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    moves[event.key]();
  }

  into(tile) {
    const directory = tile.row >= 0 && this.model.isDirectory(tile.row) ? tile : tile.parent;
    if (directory !== undefined && directory !== this.root) this.zoomAndSay(directory.row);
  }

  out() {
    if (this.row !== 0) this.zoomAndSay(this.model.parents[this.row]);
  }

  zoomAndSay(row) {
    this.zoom(row);
    this.select(this.selected ?? this.root);
  }

  select(tile) {
    this.selected = tile;
    this.outline(tile);
    this.parts.spoken.textContent = this.words(tile).join(", ");
  }

  /** What a tile is, in a few lines. */
  words(tile) {
    const of = `${Format.bytes(tile.value)}, ${Format.share(tile.value, this.root.value)} of ${this.model.path(this.row)}`;
    if (tile.row < 0) return [Format.counted(tile.count, "smaller one"), of];
    if (!this.model.isDirectory(tile.row)) return [this.model.path(tile.row), of, this.model.story(tile.row)];
    return [this.model.path(tile.row), of, Format.counted(this.model.files[tile.row], "file")];
  }

  /** Frames a tile and says beside the pointer, or beside the tile, what it is. */
  outline(tile, pointer = null) {
    const { outline, tip, map } = this.parts;
    outline.hidden = tip.hidden = tile === null;
    if (tile === null) return;
    Object.assign(outline.style, {
      left: `${tile.x0}px`,
      top: `${tile.y0}px`,
      width: `${tile.x1 - tile.x0}px`,
      height: `${tile.y1 - tile.y0}px`,
    });
    tip.replaceChildren(...this.words(tile).map((line) => element("div", { textContent: line })));
    const x = pointer === null ? Math.max(0, tile.x0) : pointer.offsetX + 14;
    const y = pointer === null ? tile.y1 + 6 : pointer.offsetY + 18;
    const [right, bottom] = [map.clientWidth - tip.offsetWidth - 4, map.clientHeight - tip.offsetHeight - 4];
    tip.style.left = `${Math.max(4, Math.min(x, right))}px`;
    tip.style.top = `${Math.max(4, y > bottom && pointer !== null ? pointer.offsetY - tip.offsetHeight - 8 : Math.min(y, bottom))}px`;
  }
}
