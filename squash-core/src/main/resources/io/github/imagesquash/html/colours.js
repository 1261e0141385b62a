"use strict";

/** Light or dark, as chosen here or by the system, and light on paper; tells those who draw when it changes. */
class Theme {
  constructor(select) {
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.paper = matchMedia("print");
    this.listeners = [];
    this.choice = "auto";
    select.addEventListener("change", () => {
      this.choice = select.value;
      if (this.choice === "auto") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = this.choice;
      this.changed();
    });
    this.system.addEventListener("change", () => this.changed());
    this.paper.addEventListener("change", () => this.changed());
  }

  get dark() {
    if (this.paper.matches) return false;
    return this.choice === "auto" ? this.system.matches : this.choice === "dark";
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  changed() {
    this.listeners.forEach((listener) => listener());
  }
}

/**
 * Colours of tiles. All of a theme have one lightness, so that text on them has the same contrast everywhere. Layers have cold
 * hues, losses warm ones and a pattern as well, and kept content none: no colour has two meanings.
 */
class Colours {
  constructor(theme) {
    this.theme = theme;
  }

  /** Hues from green to violet, a golden section apart: layers next to each other are never alike. */
  layer(number) {
    return this.tone(150 + ((95 + (number - 1) * 0.618034 * 170) % 170), number % 2 === 1 ? 0 : 1);
  }

  fate(id) {
    if (id === "kept" || id === "linked") return this.tone(260, id === "kept" ? 1 : 0, 0.008);
    const hues = { overwritten: 75, removed: 45, hidden: 105, dropped: 5 };
    return this.tone(hues[id], id === "overwritten" ? 1 : 0);
  }

  tone(hue, step, chroma = 0.085) {
    const light = this.theme.dark ? 0.46 - 0.05 * step : 0.83 + 0.05 * step;
    return `oklch(${light} ${chroma} ${hue.toFixed(1)})`;
  }

  /** How strong a directory's frame is drawn. */
  frame(depth) {
    const step = Math.min(depth, 6);
    return this.theme.dark ? `oklch(${0.25 + 0.02 * step} 0.012 260)` : `oklch(${0.965 - 0.014 * step} 0.006 260)`;
  }

  get ground() {
    return this.theme.dark ? "oklch(0.2 0.012 260)" : "oklch(1 0 0)";
  }

  get text() {
    return this.theme.dark ? "oklch(0.96 0.005 260)" : "oklch(0.24 0.02 260)";
  }

  get rest() {
    return this.theme.dark ? "oklch(0.36 0.01 260)" : "oklch(0.9 0.005 260)";
  }

  get hatch() {
    return this.theme.dark ? "oklch(1 0 0 / 0.22)" : "oklch(0.2 0.02 260 / 0.2)";
  }
}
