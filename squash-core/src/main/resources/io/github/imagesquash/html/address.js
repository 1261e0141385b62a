"use strict";

/** What is shown at first, and so not in the address. */
const FIRST = { dir: "/", layer: "0", find: "", show: "map", count: "all", colour: "layer", tab: "files" };

/**
 * The state of the page, kept in the fragment of its address: a reload or a shared address shows the same, and Back leaves a
 * directory.
 */
class Address {
  constructor(view, tabs) {
    this.view = view;
    this.tabs = tabs;
    this.restoring = false;
    if (location.hash !== "") this.restore();
    view.addEventListener("change", () => this.keep(false));
    view.addEventListener("move", () => this.keep(true));
    tabs.addEventListener("choose", () => this.keep(false));
    addEventListener("popstate", () => this.restore());
  }

  /** Writes the state; a directory gets a step of its own in the browser's history. */
  keep(isStep) {
    if (this.restoring) return;
    const state = { ...this.view.state(), tab: this.tabs.ids[this.tabs.chosen] };
    const changed = Object.entries(state).filter(([key, value]) => value !== FIRST[key]);
    const fragment = `#${new URLSearchParams(changed)}`;
    if (fragment === (location.hash || "#")) return;
    if (isStep) history.pushState(null, "", fragment);
    else history.replaceState(null, "", fragment);
  }

  /** Shows what the address says; a fragment of another form, such as that of a link, changes nothing. */
  restore() {
    const fragment = location.hash.slice(1);
    if (fragment !== "" && !fragment.includes("=")) return;
    const state = { ...FIRST, ...Object.fromEntries(new URLSearchParams(fragment)) };
    this.restoring = true;
    this.view.restore(state);
    this.tabs.show(Math.max(0, this.tabs.ids.indexOf(state.tab)));
    this.restoring = false;
  }
}
