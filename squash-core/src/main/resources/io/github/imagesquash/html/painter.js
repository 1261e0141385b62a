"use strict";

/** Draws a layout on a canvas. */
class Painter {
  /**
   * @param look the colour of a row, its pattern, and whether it stands back: {colour(row), pattern(row), dim(row)}
   */
  constructor(canvas, model, colours, look) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
    this.model = model;
    this.colours = colours;
    this.look = look;
    this.patterns = new Map();
  }

  /** Fits the canvas to its box; false if it is not on the screen. */
  resize(width, height) {
    this.ratio = devicePixelRatio || 1;
    this.width = width;
    this.height = height;
    const [pixels, lines] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
    if (this.canvas.width !== pixels || this.canvas.height !== lines) {
      this.canvas.width = pixels;
      this.canvas.height = lines;
    }
  }

  draw(root) {
    const context = this.context;
    this.patterns.clear();
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = this.colours.ground;
    context.fillRect(0, 0, this.width, this.height);
    context.textBaseline = "middle";
    const left = [...root.children].reverse();
    while (left.length > 0) {
      const tile = left.pop();
      this.tile(tile);
      for (let at = tile.children.length - 1; at >= 0; at--) left.push(tile.children[at]);
    }
  }

  tile(tile) {
    const isOpen = tile.children.length > 0;
    const gap = isOpen ? 0 : 0.5;
    const [x, y] = [tile.x0 + gap, tile.y0 + gap];
    const [width, height] = [tile.x1 - tile.x0 - 2 * gap, tile.y1 - tile.y0 - 2 * gap];
    if (width <= 0 || height <= 0) return;
    this.context.globalAlpha = !isOpen && tile.row >= 0 && this.look.dim(tile.row) ? 0.18 : 1;
    this.context.fillStyle = isOpen ? this.colours.frame(tile.depth) : this.fill(tile);
    this.context.fillRect(x, y, width, height);
    if (isOpen) {
      if (tile.headed) this.label(this.model.names[tile.row], tile.value, x + 5, y + HEAD / 2, width - 8, 600);
      return;
    }
    this.hatch(tile, x, y, width, height);
    if (width > 30 && height > 14) this.label(this.name(tile), tile.value, x + 4, y + Math.min(height / 2, 10), width - 6, 400);
    this.context.globalAlpha = 1;
  }

  name(tile) {
    return tile.row < 0 ? Format.counted(tile.count, "smaller one") : this.model.names[tile.row];
  }

  fill(tile) {
    return tile.row < 0 ? this.colours.rest : this.look.colour(tile.row);
  }

  hatch(tile, x, y, width, height) {
    const id = tile.row < 0 ? "" : this.look.pattern(tile.row);
    if (id === "") return;
    if (!this.patterns.has(id)) this.patterns.set(id, this.pattern(id));
    this.context.fillStyle = this.patterns.get(id);
    this.context.fillRect(x, y, width, height);
  }

  /** Lines for what is hidden, crossed lines for what is dropped. */
  pattern(id) {
    const size = 8;
    const scratch = new OffscreenCanvas(size * this.ratio, size * this.ratio);
    const context = scratch.getContext("2d");
    context.scale(this.ratio, this.ratio);
    context.strokeStyle = this.colours.hatch;
    context.lineWidth = 1.5;
    const falling = [[-2, size - 2, 2, size + 2], [0, 0, size, size], [size - 2, -2, size + 2, 2]];
    const rising = falling.map(([x0, y0, x1, y1]) => [x0, size - y0, x1, size - y1]);
    context.beginPath();
    for (const [x0, y0, x1, y1] of id === "dropped" ? [...falling, ...rising] : rising) {
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
    }
    context.stroke();
    const pattern = this.context.createPattern(scratch, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / this.ratio));
    return pattern;
  }

  label(name, bytes, x, y, room, weight) {
    const context = this.context;
    context.font = `${weight} 11.5px system-ui, sans-serif`;
    context.fillStyle = this.colours.text;
    const short = this.shortened(name, room);
    context.fillText(short, x, y + 0.5);
    const used = context.measureText(short).width;
    const size = Format.bytes(bytes);
    context.font = "400 10.5px system-ui, sans-serif";
    if (short === name && used + 8 + context.measureText(size).width < room) {
      context.globalAlpha *= 0.75;
      context.fillText(size, x + used + 7, y + 0.5);
      context.globalAlpha = 1;
    }
  }

  /** As much of a name as there is room for. */
  shortened(name, room) {
    const drawn = name.length > 200 ? name.slice(0, 200) : name;
    if (this.context.measureText(drawn).width <= room) return drawn;
    const fits = Math.floor((room / this.context.measureText(drawn).width) * drawn.length) - 1;
    return fits < 2 ? "" : `${drawn.slice(0, fits)}…`;
  }

  /** A copy of what is drawn now. */
  picture() {
    const copy = new OffscreenCanvas(this.canvas.width, this.canvas.height);
    copy.getContext("2d").drawImage(this.canvas, 0, 0);
    return copy;
  }

  /** One moment between two pictures: `small` is where the inner one lies in the outer one, `t` goes from 0 to 1. */
  between(outer, inner, small, t) {
    const context = this.context;
    const [width, height] = [this.canvas.width, this.canvas.height];
    const mix = (from, to) => from + (to - from) * t;
    const x = mix(small.x0 * this.ratio, 0);
    const y = mix(small.y0 * this.ratio, 0);
    const w = mix((small.x1 - small.x0) * this.ratio, width);
    const h = mix((small.y1 - small.y0) * this.ratio, height);
    const [scaleX, scaleY] = [w / ((small.x1 - small.x0) * this.ratio), h / ((small.y1 - small.y0) * this.ratio)];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.drawImage(outer, x - small.x0 * this.ratio * scaleX, y - small.y0 * this.ratio * scaleY, width * scaleX, height * scaleY);
    context.globalAlpha = t;
    context.drawImage(inner, x, y, w, h);
    context.globalAlpha = 1;
  }
}
