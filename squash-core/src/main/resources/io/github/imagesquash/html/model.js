"use strict";

/** What became of an entry, by the letter that stands for it in the data. Order is that of bars and legends. */
const FATES = [
  { letter: "k", id: "kept", title: "kept", meaning: "in the merged file system" },
  { letter: "n", id: "linked", title: "kept under another name", meaning: "this name is gone, a hard link to it is not" },
  { letter: "o", id: "overwritten", title: "overwritten", meaning: "a later layer has another file in its place" },
  { letter: "r", id: "removed", title: "deleted", meaning: "a later layer deletes it" },
  { letter: "h", id: "hidden", title: "hidden", meaning: "a directory above it became something else" },
  { letter: "d", id: "dropped", title: "dropped", meaning: "left out by a rule" },
];

/** The first of those fates that cost the content. */
const LOST = FATES.findIndex(({ id }) => id === "overwritten");

/** Kinds of files, by letter. */
const KINDS = { d: "directory", f: "file", l: "symbolic link", s: "special file" };

/**
 * Every entry of every layer, as one tree of columns. Rows stand level by level, so the children of a row are rows next to
 * each other and a row's parent comes before it. Row 0 is the root.
 */
class Model {
  constructor(data) {
    const { name, children, kind, size, layer, fate, by } = data.files;
    this.image = data;
    this.rows = name.length;
    this.names = name;
    this.kinds = kind;
    this.fates = new Uint8Array(this.rows);
    const numbers = Object.fromEntries(FATES.map(({ letter }, at) => [letter, at]));
    for (let row = 0; row < this.rows; row++) this.fates[row] = numbers[fate[row]];
    this.layers = Uint16Array.from(layer);
    this.by = Int32Array.from(by);
    this.sizes = Float64Array.from(size);
    this.link(children);
    this.sum();
    this.lowerPaths = null;
    this.ranks = null;
  }

  link(children) {
    this.first = new Int32Array(this.rows + 1);
    this.parents = new Int32Array(this.rows);
    let next = 1;
    for (let row = 0; row < this.rows; row++) {
      this.first[row] = next;
      const end = next + children[row];
      while (next < end) this.parents[next++] = row;
    }
    this.first[this.rows] = next;
  }

  /** Adds up, for each directory, bytes by fate and the number of files. */
  sum() {
    this.bytes = FATES.map(() => new Float64Array(this.rows));
    this.kept = new Float64Array(this.rows);
    this.total = Float64Array.from(this.sizes);
    this.files = new Uint32Array(this.rows);
    for (let row = this.rows - 1; row >= 0; row--) {
      this.bytes[this.fates[row]][row] += this.sizes[row];
      if (this.remains(row)) this.kept[row] += this.sizes[row];
      if (!this.isDirectory(row)) this.files[row] = 1;
      if (row > 0) this.addToParent(row, this.parents[row]);
    }
  }

  addToParent(row, parent) {
    for (const column of this.bytes) column[parent] += column[row];
    this.total[parent] += this.total[row];
    this.kept[parent] += this.kept[row];
    this.files[parent] += this.files[row];
  }

  isDirectory(row) {
    return this.kinds[row] === "d";
  }

  /** Whether its content is in the result, under this name or another. */
  remains(row) {
    return this.fates[row] < LOST;
  }

  kind(row) {
    return KINDS[this.kinds[row]];
  }

  fate(row) {
    return FATES[this.fates[row]];
  }

  childrenOf(row) {
    return [this.first[row], this.first[row + 1]];
  }

  /** The rows from the root down to this one. */
  ancestry(row) {
    const trail = [row];
    while (trail[0] !== 0) trail.unshift(this.parents[trail[0]]);
    return trail;
  }

  path(row) {
    if (row === 0) return "/";
    let path = "";
    for (let at = row; at !== 0; at = this.parents[at]) path = `/${this.names[at]}${path}`;
    return path;
  }

  /** The row of a path; the last one if several layers have it, -1 if there is none. */
  rowOf(path) {
    let row = 0;
    for (const name of path.split("/").filter((part) => part !== "")) {
      const [from, to] = this.childrenOf(row);
      row = -1;
      for (let child = from; child < to; child++) if (this.names[child] === name) row = child;
      if (row < 0) return -1;
    }
    return row;
  }

  /** Paths in lower case, made once: what is searched. */
  searchable(row) {
    if (this.lowerPaths === null) {
      this.lowerPaths = new Array(this.rows);
      this.lowerPaths[0] = "";
      for (let at = 1; at < this.rows; at++) {
        this.lowerPaths[at] = `${this.lowerPaths[this.parents[at]]}/${this.names[at].toLowerCase()}`;
      }
    }
    return this.lowerPaths[row];
  }

  /** Where a row comes in the order of paths: a directory before its content. */
  rank(row) {
    if (this.ranks === null) {
      this.ranks = new Uint32Array(this.rows);
      const left = [0];
      for (let rank = 0; left.length > 0; rank++) {
        const next = left.pop();
        this.ranks[next] = rank;
        const [from, to] = this.childrenOf(next);
        for (let child = to - 1; child >= from; child--) left.push(child);
      }
    }
    return this.ranks[row];
  }

  /** The layer by its number, 1 for the base. */
  layer(number) {
    return this.image.layers[number - 1];
  }

  /** Who made an entry and what became of it, in words. */
  story(row) {
    const words = [`layer ${this.layers[row]}`];
    const by = this.by[row];
    switch (this.fate(row).id) {
      case "overwritten":
        words.push(`overwritten by layer ${by}`);
        break;
      case "removed":
        words.push(`deleted by layer ${by}`);
        break;
      case "hidden":
        words.push(`hidden by layer ${by}`);
        break;
      case "linked":
        words.push(`gone with layer ${by}, its content kept under another name`);
        break;
      case "dropped":
        words.push(`dropped: ${this.image.causes[by]}`);
        break;
      case "kept":
        words.push("kept");
    }
    return words.join(", ");
  }
}
