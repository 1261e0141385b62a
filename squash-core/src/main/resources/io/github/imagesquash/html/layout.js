"use strict";

/** Room for a directory's name above its content, and the least sizes at which something is drawn, in CSS pixels. */
const HEAD = 18;
const PAD = 2;
const LEAST_HEAD = { width: 52, height: 48 };
const LEAST_TILE = 5;

/**
 * Where each visible row lies. Only what can be seen is laid out: a directory too small to show its content is one tile, and
 * the many smallest files of a directory are one tile together, so the cost depends on the screen, not on the image.
 */
class Layout {
  /**
   * @param weights bytes of each row, those of a directory with its content
   */
  constructor(model, weights) {
    this.model = model;
    this.weights = weights;
    this.sorted = new Map();
  }

  /** The tile of a row in a rectangle, with all that is visible in it. */
  of(row, width, height) {
    const root = { row, value: this.weights[row], depth: 0, x0: 0, y0: 0, x1: width, y1: height, children: [] };
    const left = [root];
    while (left.length > 0) {
      const tile = left.pop();
      this.fill(tile);
      for (const child of tile.children) {
        if (child.row >= 0 && this.model.isDirectory(child.row)) left.push(child);
      }
    }
    return root;
  }

  fill(tile) {
    const width = tile.x1 - tile.x0;
    const height = tile.y1 - tile.y0;
    tile.headed = tile.depth > 0 && width >= LEAST_HEAD.width && height >= LEAST_HEAD.height;
    const inset = tile.depth === 0 ? 0 : PAD;
    const top = tile.headed ? HEAD : inset;
    if (width - 2 * inset < LEAST_TILE || height - top - inset < LEAST_TILE) return;
    tile.children = this.children(tile, ((width - 2 * inset) * (height - top - inset)) / tile.value);
    d3.treemapSquarify(tile, tile.x0 + inset, tile.y0 + top, tile.x1 - inset, tile.y1 - inset);
  }

  /** The children large enough to be seen, largest first, and the rest as one; no more than fit. */
  children(tile, pixelsPerByte) {
    const rows = this.rowsBySize(tile.row);
    const least = (LEAST_TILE * LEAST_TILE) / pixelsPerByte;
    const children = [];
    let left = tile.value;
    for (let at = 0; at < rows.length; at++) {
      const value = this.weights[rows[at]];
      if (value < least && rows.length - at > 1) {
        children.push(this.child(-1, left, tile, rows.length - at));
        // Squarifying wants the largest first.
        children.sort((a, b) => b.value - a.value);
        break;
      }
      children.push(this.child(rows[at], value, tile, 1));
      left -= value;
    }
    return children;
  }

  child(row, value, parent, count) {
    return { row, value, parent, count, depth: parent.depth + 1, x0: 0, y0: 0, x1: 0, y1: 0, children: [] };
  }

  rowsBySize(row) {
    let rows = this.sorted.get(row);
    if (rows === undefined) {
      rows = [];
      const [from, to] = this.model.childrenOf(row);
      for (let child = from; child < to; child++) if (this.weights[child] > 0) rows.push(child);
      rows.sort((a, b) => this.weights[b] - this.weights[a]);
      this.sorted.set(row, rows);
    }
    return rows;
  }

  /** The innermost tile at a point. */
  static at(root, x, y) {
    let tile = root;
    for (;;) {
      const inner = tile.children.find((child) => x >= child.x0 && x < child.x1 && y >= child.y0 && y < child.y1);
      if (inner === undefined) return tile;
      tile = inner;
    }
  }
}
