"use strict";

/** How figures are written, whatever the reader's locale: as on the command line. */
const Format = {
  /** Bytes with three significant digits and a decimal unit. */
  bytes(bytes) {
    const units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    let value = Number(bytes.toPrecision(3));
    let unit = 0;
    while (Math.abs(value) >= 1000) {
      value /= 1000;
      unit++;
    }
    return `${Number(value.toPrecision(3))} ${units[unit]}`;
  },

  /** A number with separators. */
  count(number) {
    return number.toLocaleString("en-US");
  },

  /** A part of a whole; never "0 %" for something, nor "100 %" for less than all. */
  share(part, whole) {
    if (part === 0 || whole === 0) return "0 %";
    const percent = (100 * part) / whole;
    if (percent < 1) return "< 1 %";
    return percent > 99 && part < whole ? "> 99 %" : `${Math.round(percent)} %`;
  },

  /** Thousandths as per cent. */
  perMille(number) {
    return `${number / 10} %`;
  },

  /** How values of a column or figure are written. */
  of(unit) {
    return { bytes: Format.bytes, count: Format.count, per_mille: Format.perMille }[unit] ?? String;
  },

  /** A number and what is counted. */
  counted(number, noun) {
    return `${Format.count(number)} ${noun}${number === 1 ? "" : "s"}`;
  },
};

/** Makes an element. Text goes in as text nodes only: names of an image are never read as HTML. */
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
