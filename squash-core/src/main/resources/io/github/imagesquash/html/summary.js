"use strict";

/** Title, figures before and after, and the bar of what became of all bytes. */
class Summary {
  constructor(model) {
    this.model = model;
    const { title, subtitle, made, figures, notes, actions } = model.image;
    document.getElementById("title").textContent = title;
    document.getElementById("subtitle").textContent = subtitle;
    document.getElementById("made").textContent = made;
    document.getElementById("todo").hidden = actions.length === 0;
    document.getElementById("actions").append(...actions.map((action) => this.action(action)));
    document.getElementById("figures").append(...figures.map((figure) => this.figure(figure)));
    document.getElementById("fates").append(this.bar(0, 0), this.key());
    const list = document.getElementById("notes");
    list.hidden = notes.length === 0;
    list.append(...notes.map((note) => element("li", { textContent: note })));
  }

  figure({ title, unit, before, after }) {
    const text = Format.of(unit);
    const value = element("dd", {}, element("span", { className: "before", textContent: text(before) }));
    if (after !== before) {
      value.append(element("span", { className: "arrow", textContent: " → " }), element("strong", { textContent: text(after) }));
      if (unit === "bytes") value.append(element("span", { className: "muted change", textContent: this.change(before, after) }));
    }
    return element("div", { className: "card" }, element("dt", { className: "muted", textContent: title }), value);
  }

  action({ text, bytes, secret, command }) {
    const copy = element("button", { type: "button", className: "copy", textContent: "Copy" });
    const code = element("code", { textContent: command });
    copy.addEventListener("click", async () => {
      getSelection().selectAllChildren(code);
      // Pages from a disk may not have the clipboard: the selection is there for the reader's own keys.
      await navigator.clipboard?.writeText(command).catch(() => {});
      copy.textContent = "Copied";
    });
    return element(
      "li",
      { className: secret ? "secret" : "" },
      element("strong", { textContent: text }),
      element("span", { className: "saves", textContent: bytes > 0 ? `−${Format.bytes(bytes)}` : "" }),
      element("div", { className: "command" }, code, copy),
    );
  }

  change(before, after) {
    const amount = Format.share(Math.abs(before - after), before);
    return `${amount} ${after < before ? "smaller" : "larger"}`;
  }

  /** A bar of a directory's bytes by fate; of all layers, or of one. */
  bar() {
    const { bytes, total } = this.model;
    return element("div", { className: "bar tall", "aria-hidden": "true" }, ...Summary.parts(bytes.map((column) => column[0]), total[0]));
  }

  key() {
    const { bytes, total } = this.model;
    const present = FATES.map((fate, at) => ({ ...fate, value: bytes[at][0] })).filter(({ value, id }) => value > 0 || id === "kept");
    return element(
      "ul",
      { className: "key" },
      ...present.map(({ id, title, meaning, value }) =>
        element(
          "li",
          { title: meaning },
          element("i", { className: `swatch ${id}` }),
          element("strong", { textContent: Format.bytes(value) }),
          ` ${title} `,
          element("span", { className: "muted", textContent: Format.share(value, total[0]) }),
        ),
      ),
    );
  }

  /** The parts of a bar, each as long as its share of `whole`. */
  static parts(values, whole) {
    return FATES.map(({ id }, at) => {
      const part = element("span", { className: id });
      part.style.width = whole > 0 ? `${(100 * values[at]) / whole}%` : "0";
      return part;
    }).filter((_, at) => values[at] > 0);
  }
}

/** The bars of the layers, with the instruction that made each; choosing one chooses its files. */
class LayerBars extends EventTarget {
  constructor(model, colours) {
    super();
    this.model = model;
    this.colours = colours;
    this.chosen = 0;
    this.sums = model.image.layers.map(() => FATES.map(() => 0));
    for (let row = 0; row < model.rows; row++) {
      if (model.layers[row] > 0) this.sums[model.layers[row] - 1][model.fates[row]] += model.sizes[row];
    }
    this.longest = Math.max(1, ...this.sums.map((sums) => sums.reduce((a, b) => a + b)));
    this.buttons = model.image.layers.map((layer, at) => this.button(layer, this.sums[at]));
    document.getElementById("layers").append(...this.buttons.map((button) => element("li", {}, button)));
    this.colour();
  }

  button(layer, sums) {
    const all = sums.reduce((a, b) => a + b);
    const lost = sums.map((value, at) => (value > 0 && at > 0 ? `${Format.bytes(value)} ${FATES[at].title}` : "")).filter((text) => text !== "");
    const words = [`${Format.bytes(all)} in ${Format.counted(layer.entries, "entry").replace(/entrys$/, "entries")}`, ...lost].join(", ");
    const button = element(
      "button",
      { type: "button", "aria-pressed": "false", className: "layer" },
      element("span", { className: "number", textContent: String(layer.number) }),
      element("code", { textContent: layer.step || "(no instruction recorded)", title: layer.createdBy }),
      element("span", { className: "bar", "aria-hidden": "true" }, ...Summary.parts(sums, this.longest)),
      element("span", { className: "size", textContent: Format.bytes(all) }),
      element("span", { className: "words muted", textContent: words }),
    );
    button.addEventListener("click", () => this.choose(layer.number));
    return button;
  }

  choose(number) {
    this.set(this.chosen === number ? 0 : number);
    this.dispatchEvent(new Event("choose"));
  }

  /** Chooses a layer, 0 for none, without telling anybody. */
  set(number) {
    this.chosen = number;
    this.buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at + 1 === this.chosen)));
  }

  /** Gives the numbers the colours that the layers have in the treemap. */
  colour() {
    this.buttons.forEach((button, at) => {
      button.firstChild.style.backgroundColor = this.colours.layer(at + 1);
    });
  }
}
