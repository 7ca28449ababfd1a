// A letter filled in on the device: fields, a preview as one types, and the ways out, whose words
// stand in the page's HTML (build_tools/templates/letter_form.html.j2). Without this file, and where
// the engine does not come, the letter stands on the page with blanks.

import { today } from "./day.mjs";
import { all, announce, button, focusOn, h, one } from "./dom.mjs";
import { bytesOf, save } from "./download.mjs";
import { ask, engineIn, failed, wasUsed } from "./engine-panel.mjs";
import { input, rowsOf } from "./form.mjs";
import { recall, remember } from "./journey.mjs";
import { offerToKeep } from "./keeping.mjs";
import { asText, type, typed } from "./typed.mjs";

/**
 * @typedef {import("./form.mjs").Input} Input
 * @typedef {import("./form.mjs").Row} Row
 * @typedef {import("./form.mjs").Wanted & {shared: boolean, required: boolean, day: string}} Field
 *   see decision_tree/in_browser.py
 * @typedef {[string, Record<string, string>, ...(any[])]} Tree see to_nodes in decision_tree/letter.py
 * @typedef {{nodes: Tree[], body: string, form_text: string, subject: string, mailto: string,
 *   mailto_short: string, mailto_fits: boolean, words: number, characters: number,
 *   blanks: string[], problems: {field: string, message: string}[]}} Filled
 * @typedef {{id: string, place: HTMLElement, start: HTMLElement, wait: HTMLElement,
 *   fields: HTMLElement, out: HTMLElement, variant: string, asked: Field[],
 *   inputs: Map<string, Input>, filled: Filled | null, turn: number, later: number,
 *   starting: boolean}} Form
 */

const PAUSE = 300;
const SHEETS = ".letter[data-letter]";
/** The field that is today, until the parent says otherwise. */
const LETTER_DATE = "letter_date";

/** @param {HTMLElement} place the form as the page has it */
export function mount(place) {
  const { state } = recall();
  if (state.answers.size) remember(state, false); // the way back has them, in a new tab too
  const form = formIn(place);
  form.start.firstElementChild?.addEventListener("click", () => open(form));
  form.out.addEventListener("click", ({ target }) => leave(form, /** @type {HTMLElement} */ (target)));
  place.hidden = false;
  addEventListener("hashchange", () => choose(form, wantedVariant()));
  addEventListener("typed", () => hear(form));
  addEventListener("pageshow", (event) => event.persisted && hear(form));
  if (location.hash.startsWith("#variant-")) one(`#variant-${wantedVariant()}`)?.scrollIntoView();
  if (wasUsed() && typed("fields").size) open(form, true);
}

/** @param {HTMLElement} place @returns {Form} */
function formIn(place) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (one(`[data-part="${name}"]`, place));
  const out = part("out");
  out.remove();
  out.hidden = false;
  return {
    ...{ place, out, start: part("start"), wait: part("wait"), fields: part("fields") },
    ...{ id: place.dataset.letter ?? "", variant: "", asked: [], inputs: new Map() },
    ...{ filled: null, turn: 0, later: 0, starting: false },
  };
}

/** The variant that the address names, of those on the page; else the first. */
function wantedVariant() {
  const names = all(SHEETS).map((sheet) => sheet.dataset.variant ?? "");
  const wanted = /^#variant-([a-z0-9-]+)/.exec(location.hash)?.[1] ?? "";
  return names.includes(wanted) ? wanted : names[0];
}

/** @param {Form} form @param {boolean} [quiet] the parent has not asked for it just now */
async function open(form, quiet = false) {
  if (form.starting) return;
  form.starting = true;
  form.start.hidden = true;
  const ready = await engineIn(form.wait, () => open(form), quiet);
  form.starting = false;
  if (!ready || !(await choose(form, wantedVariant()))) return;
  if (!quiet) focusOn(/** @type {HTMLElement} */ (one("h3", form.fields)));
}

/** Show the fields of one variant. @param {Form} form @param {string} variant */
async function choose(form, variant) {
  if (form.starting || !form.start.hidden) return false;
  const { answer, problem } = await ask("letter_fields", { letter: form.id, variant });
  if (problem) return stopped(form, problem.message);
  form.variant = variant;
  form.asked = answer.fields;
  form.inputs.clear();
  for (const field of form.asked) form.inputs.set(field.name, input(wantedOf(field), keep(form, field)));
  const again = one("#variant") === document.activeElement;
  form.fields.replaceChildren(
    h("h3", {}, "Fill in what you can"),
    variantChoice(form, answer.variants),
    fromRecord(form),
    ...[...form.inputs.values()].map(({ box }) => box),
  );
  if (again) one("#variant")?.focus();
  show(form);
  showSheet(form);
  return fill(form);
}

/** @param {Field} field @returns {import("./form.mjs").Wanted} */
function wantedOf(field) {
  const label = field.required ? field.label : `${field.label} (optional)`;
  return { ...field, label, autocomplete: field.name === "your_name" ? "name" : "off" };
}

/** Where what is typed into a field is kept. @param {Form} form @param {Field} field @returns {["days" | "fields", string]} */
const homeOf = (form, { name, shared, day }) =>
  day ? ["days", day] : ["fields", shared ? name : `${form.id}:${name}`];

/** @param {Form} form @param {Field} field */
const keep = (form, field) => (/** @type {string | Row[]} */ value) => {
  offerToKeep(form.place, type(...homeOf(form, field), value.length ? value : null));
};

/** @param {Form} form @param {Field} field @returns {string | Row[]} */
function valueOf(form, field) {
  const [part, name] = homeOf(form, field);
  const value = typed(part).get(name);
  if (field.type === "table") return rowsOf(value, field.columns ?? []);
  if (field.name === LETTER_DATE && !value) return today().split("-").reverse().join("/");
  return asText(value);
}

/** @param {Form} form */
function show(form) {
  for (const field of form.asked) form.inputs.get(field.name)?.show(valueOf(form, field));
}

/** Something was typed, here or elsewhere on the page. @param {Form} form */
function hear(form) {
  if (!form.asked.length) return;
  show(form);
  clearTimeout(form.later);
  form.later = setTimeout(() => fill(form), PAUSE);
}

/** @param {Form} form */
function given(form) {
  const values = Object.fromEntries(form.asked.map((field) => [field.name, valueOf(form, field)]));
  return { letter: form.id, variant: form.variant, values, today: today() };
}

/** @param {Form} form */
async function fill(form) {
  const turn = ++form.turn;
  const { answer, problem } = await ask("letter", given(form));
  if (turn !== form.turn) return true;
  if (problem) return stopped(form, problem.message);
  form.filled = answer;
  preview(form, answer);
  for (const [name, made] of form.inputs)
    made.wrong(answer.problems.find((/** @type {any} */ it) => it.field === name)?.message ?? "");
  return true;
}

/** @param {Form} form @param {string} why */
function stopped(form, why) {
  failed(form.wait, why);
  form.start.hidden = false;
  return false;
}

// ------------------------------------------------------------------------------- what is shown

/** @param {Form} form @param {{name: string, title: string}[]} variants */
function variantChoice(form, variants) {
  if (variants.length < 2) return "";
  const options = variants.map(({ name, title }) =>
    h("option", { value: name, selected: name === form.variant }, title),
  );
  const change = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    history.replaceState(history.state, "", `#variant-${value}`);
    choose(form, value);
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: "variant" }, "Which letter do you need?"),
    h("select", { id: "variant", autocomplete: "off", change }, ...options),
  );
}

/**
 * Only the chosen variant stays on the page, with the ways out below it. Its files have blanks
 * still, so they go too.
 * @param {Form} form
 */
function showSheet(form) {
  form.out.remove();
  for (const sheet of all(SHEETS)) {
    const shown = isShown(form, sheet);
    for (const part of [sheet, ...around(sheet)])
      part.hidden = !shown || part.matches(".letter-files");
    if (shown) sheet.after(form.out);
  }
}

/** @param {Form} form @param {HTMLElement} sheet */
const isShown = ({ variant }, sheet) => (sheet.dataset.variant ?? "") === variant;

/** The heading, files and law of a variant, which stand beside it. @param {HTMLElement} sheet */
function around(sheet) {
  const found = [];
  const before = /** @type {HTMLElement | null} */ (sheet.previousElementSibling);
  if (before?.matches("h3")) found.push(before);
  let next = /** @type {HTMLElement | null} */ (sheet.nextElementSibling);
  for (; next?.matches("p"); next = /** @type {any} */ (next.nextElementSibling)) found.push(next);
  return found;
}

/** A tap on one of the ways out. @param {Form} form @param {HTMLElement} target */
function leave(form, target) {
  const { filled } = form;
  if (!filled) return;
  const { copy: text, do: what } = target.dataset;
  if (text) copy(form, /** @type {any} */ (filled)[text]);
  else if (what === "word") saveWord(form);
  else if (what === "print") print();
  else if (target.matches("a") && !fits(filled)) copy(form, filled.body);
}

/** Whether an email can open with the whole letter: phones take long ones. @param {Filled} filled */
const fits = ({ mailto_fits }) => mailto_fits || matchMedia("(pointer: coarse)").matches;

/** @param {Tree} tree @returns {HTMLElement} */
const built = ([tag, attributes, ...inside]) =>
  h(tag, attributes, ...inside.map((part) => (Array.isArray(part) ? built(/** @type {Tree} */ (part)) : part)));

/** @param {Form} form @param {Filled} filled */
function preview(form, filled) {
  const sheet = all(SHEETS).find((it) => isShown(form, it));
  sheet?.replaceChildren(...filled.nodes.map(built));
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (one(selector, form.out));
  const labels = filled.blanks.map((name) => form.asked.find((it) => it.name === name)?.label);
  find(".blanks").textContent = labels.length ? `Still blank: ${labels.join("; ")}.` : "Nothing is blank.";
  const whole = fits(filled);
  find("a").setAttribute("href", whole ? filled.mailto : filled.mailto_short);
  const hint = find("[data-fits]");
  hint.textContent = hint.dataset[filled.mailto_fits ? "fits" : whole ? "phone" : "long"] ?? "";
  const { words, characters } = filled;
  find("[data-part=length]").textContent = `For a form it has ${words} words, which are ${characters} characters.`;
}

/** @param {Form} form @param {string} [text] */
async function copy(form, text = "") {
  try {
    await navigator.clipboard.writeText(text);
    told(form, "Copied. Now paste it where you want it.");
  } catch {
    const area = /** @type {HTMLTextAreaElement} */ (
      h("textarea", { readonly: true, rows: "8", "aria-label": "The text to copy" })
    );
    area.value = text;
    told(form, "Your browser did not copy it. Copy it from here:", area);
    area.select();
  }
}

/** @param {Form} form @param {(Node | string)[]} parts */
const told = ({ out }, ...parts) => one(".told", out)?.replaceChildren(...parts);

/** @param {Form} form */
async function saveWord(form) {
  const { answer, problem } = await ask("docx", given(form));
  if (problem) return told(form, h("p", { class: "wrong" }, problem.message));
  const kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  save(answer.name, bytesOf(answer.base64), kind);
  told(form, `Saved as ${answer.name}.`);
}

/** The record of missed help, for the table of what is missing. @param {Form} form */
function fromRecord(form) {
  const field = form.asked.find(({ name }) => name === "missed");
  const record = typed("record").get("record");
  if (!field || !record?.entries?.length) return "";
  const put = async () => {
    const { answer, problem } = await ask("record_summary", { record });
    if (problem) return form.inputs.get("missed")?.wrong(problem.message);
    const rows = /** @type {Row[]} */ (valueOf(form, field));
    for (const row of /** @type {Row[]} */ (answer.rows)) {
      const same = rows.find(({ says }) => says === row.says);
      if (same) Object.assign(same, row);
      else rows.push(row);
    }
    keep(form, field)(rows);
    announce("Your record is in the letter.");
  };
  return h("p", {}, button("Put my record into this letter", put));
}
