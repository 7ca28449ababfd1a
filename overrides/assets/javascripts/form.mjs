// Things to fill in: a field with its label, its hint, and beside it what is wrong with it; or a
// table of rows. What a field is to show may come from storage, so it is anybody's rubbish.

import { announce, button, h, one } from "./dom.mjs";
import { asText } from "./typed.mjs";
import { say, wrongAt } from "./wrong.mjs";

/**
 * @typedef {{name: string, label: string, type?: string, example?: string}} Column
 * @typedef {{name: string, label: string, type?: string, hint?: string, example?: string,
 *   autocomplete?: string, options?: string[], columns?: Column[]}} Wanted `type` as in
 *   decision_tree/letter.py
 * @typedef {Record<string, string>} Row
 * @typedef {{box: HTMLElement, show: (value: unknown) => void,
 *   wrong: (words: string) => void}} Input `show` leaves alone what is being typed in; `wrong`
 *   says what is wrong, or with "" that nothing is
 */

/** How a day is written; decision_tree/days.py reads more than that. */
const DAY_EXAMPLE = "27/10/2026";

/** More than any letter holds; the rest is rubbish. */
const MOST_ROWS = 200;

let made = 0;

/** @param {Wanted} wanted @param {(value: any) => void} onType text, or the rows of a table @returns {Input} */
export const input = (wanted, onType) =>
  wanted.type === "table" ? table(wanted, onType) : field(wanted, onType);

/** @param {Wanted} wanted @param {(text: string) => void} onType @returns {Input} */
function field(wanted, onType) {
  const id = `typed-${++made}`;
  const problem = problemAt(id);
  const control = /** @type {HTMLInputElement} */ (controlOf(wanted, id));
  control.addEventListener("input", () => onType(control.value));
  const label = h("label", { for: id }, wanted.label);
  return {
    box: h("div", { class: "field" }, label, hintOf(wanted, id), control, problem),
    show: (value) => {
      if (document.activeElement !== control) control.value = asText(value);
    },
    wrong: wrongAt(control, problem),
  };
}

/** @param {Wanted} wanted @param {string} id */
function controlOf({ type, options = [], autocomplete = "off" }, id) {
  const attributes = { id, autocomplete, "aria-describedby": describedBy(id) };
  if (type === "lines") return h("textarea", { ...attributes, rows: "3" });
  if (type === "cell") return h("textarea", { ...attributes, rows: "1", class: "cell" });
  if (type !== "choice") return h("input", { ...attributes, type: "text" });
  const choices = options.map((option) => h("option", { value: option }, option));
  return h("select", attributes, h("option", { value: "" }, "Choose"), ...choices);
}

/** @param {string} id */
const describedBy = (id) => `${id}-hint ${id}-wrong`;

/** @param {Wanted} wanted @param {string} id */
function hintOf({ type, hint = "", example = "" }, id) {
  const such = type === "date" ? DAY_EXAMPLE : example;
  const words = [hint, such && `For example: ${such}`].filter(Boolean).join(" ");
  return h("p", { class: "hint", id: `${id}-hint` }, words);
}

/** The place for words on what is wrong. @param {string} id */
const problemAt = (id) => h("p", { class: "wrong", id: `${id}-wrong`, hidden: true });

/** @param {Wanted} wanted @param {(rows: Row[]) => void} onType @returns {Input} */
function table(wanted, onType) {
  const id = `typed-${++made}`;
  const columns = wanted.columns ?? [];
  const problem = problemAt(id);
  const place = h("div", {});
  /** @type {Row[]} */
  let rows = [{}];
  const tell = () => onType(rows.filter((row) => Object.values(row).some(Boolean)));

  /** @param {Row} row @param {number} at */
  const drawRow = (row, at) => {
    const cells = columns.map((column) => {
      const cell = field({ type: "cell", ...column }, (text) => {
        row[column.name] = text;
        tell();
      });
      cell.show(row[column.name]);
      return cell.box;
    });
    const away = button(`Take away row ${at + 1}`, () => {
      rows.splice(at, 1);
      draw();
      tell();
      announce(`Row ${at + 1} is taken away.`);
      more.focus();
    });
    const legend = h("legend", {}, `Row ${at + 1}`);
    return h("fieldset", { class: "row" }, legend, ...cells, rows.length > 1 && away);
  };
  const draw = () => place.replaceChildren(...rows.map(drawRow));
  const more = button("Add another row", () => {
    rows.push({});
    draw();
    one(".row:last-child textarea", place)?.focus();
  });
  draw();
  return {
    box: h(
      "fieldset",
      { "aria-describedby": describedBy(id) },
      h("legend", {}, wanted.label),
      hintOf({ ...wanted, type: "" }, id),
      problem,
      place,
      more,
    ),
    show: (value) => {
      if (place.contains(document.activeElement)) return;
      const found = rowsOf(value, columns);
      rows = found.length ? found : [{}];
      draw();
    },
    wrong: (words) => say(problem, words),
  };
}

/**
 * The rows of a table, as far as they are any.
 * @param {unknown} value @param {Column[]} columns @returns {Row[]}
 */
export function rowsOf(value, columns) {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, MOST_ROWS)
    .map((row) => Object.fromEntries(columns.map(({ name }) => [name, asText(row?.[name])])));
}
