// Days that a parent types, and each time limit on the page counted from them. Without this file,
// and where the engine does not come, every limit stands there in words.

import { all, announce, button, h, one } from "./dom.mjs";
import { save } from "./download.mjs";
import { engineState } from "./engine.mjs";
import { COST, ask, engineIn, wasUsed } from "./engine-panel.mjs";
import { input, rowsOf } from "./form.mjs";
import { offerToKeep } from "./keeping.mjs";
import { asText, today, type, typed } from "./typed.mjs";

/**
 * @typedef {import("./form.mjs").Input} Input
 * @typedef {{id: string, name: string, who: string, time: string, missed: string, words: string,
 *   act_by_words: string, earliest: string | null, earliest_words: string, day: string | null,
 *   act_by: string | null, sum: string, days_left: number | null, passed: boolean | null}} Counted
 *   see decision_tree/in_browser.py
 * @typedef {{place: HTMLElement, ids: string[], inputs: Map<string, Input>, box: HTMLElement,
 *   waiting: HTMLElement, start: HTMLElement, after: HTMLElement, list: HTMLElement,
 *   later: number, turn: number, starting: boolean, said: string}} Form
 */

const PAUSE = 300;
const TERMS = "terms";
const INSTEAD = "The time limits stand below in words, so you can count by hand.";
const TERM_COLUMNS = [
  { name: "first", label: "First school day", type: "text", example: "2/9/2026" },
  { name: "last", label: "Last school day", type: "text", example: "23/10/2026" },
];
/** @type {import("./form.mjs").Wanted} */
const SCHOOL = {
  name: TERMS,
  label: "When is the school open?",
  type: "table",
  hint:
    "Some limits here run in school days. From each break to the next one, as on the school's " +
    "website. Leave it empty, and we say which day is the earliest.",
  columns: TERM_COLUMNS,
  row: "Half term",
};

/** @param {HTMLElement} place the limits: a folded block, or a list of them */
export function mount(place) {
  const form = formFor(place);
  show(form);
  addEventListener("typed", () => hear(form));
  addEventListener("pageshow", (event) => event.persisted && hear(form));
  if (wasUsed() && hasDays(form)) count(form, true);
}

/** @param {HTMLElement} place @returns {Form} */
function formFor(place) {
  const [waiting, after, list] = [h("div", {}), h("div", {}), h("ul", { class: "your-days" })];
  const start = h("p", {}, h("button", { class: "go-on" }, "Count my days"), h("small", {}, COST));
  const fields = h("div", {});
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), begin(form));
  const words = h("p", {}, "Type the days that you know. They stay on this phone.");
  const parts = [words, fields, waiting, start, after];
  const box = h("form", { class: "tool", submit, novalidate: true }, ...parts);
  /** @type {Form} */
  const form = {
    ...{ place, ids: (place.dataset.deadlines ?? "").split(" "), inputs: new Map(), box },
    ...{ waiting, start, after, list, later: 0, turn: 0, starting: false, said: "" },
  };
  for (const wanted of JSON.parse(place.dataset.fields ?? "[]")) {
    const made = input({ ...wanted, type: "date" }, (text) => keep(form, wanted.name, text));
    form.inputs.set(wanted.name, made);
    fields.append(made.box);
  }
  if (place.hasAttribute("data-school")) {
    const made = input(SCHOOL, (rows) => keep(form, TERMS, rows.length ? rows : null));
    form.inputs.set(TERMS, made);
    fields.append(made.box);
  }
  const inside = one(":scope > summary", place);
  if (inside) inside.after(box);
  else place.before(box);
  return form;
}

/** @param {Form} form @param {string} name @param {any} value */
function keep(form, name, value) {
  offerToKeep(form.box, type("days", name, value));
}

/** Something was typed, here or elsewhere on the page. @param {Form} form */
function hear(form) {
  show(form);
  clearTimeout(form.later);
  if (engineState() === "ready") form.later = setTimeout(() => count(form), PAUSE);
  else if (!hasDays(form)) draw(form, [], []);
}

/** @param {Form} form */
function show({ inputs }) {
  const days = typed("days");
  for (const [name, made] of inputs) made.show(days.get(name));
}

/** The button. @param {Form} form */
function begin(form) {
  if (hasDays(form)) return count(form);
  const [first] = form.inputs.values();
  first.wrong("Type a day first.");
  first.focus();
}

/** @param {Form} form */
function given({ ids, inputs }) {
  const days = typed("days");
  const names = [...inputs.keys()].filter((name) => name !== TERMS);
  const dates = Object.fromEntries(names.map((name) => [name, asText(days.get(name))]));
  const terms = inputs.has(TERMS) ? rowsOf(days.get(TERMS), TERM_COLUMNS) : [];
  return { ids, dates, terms, today: today() };
}

/** @param {Form} form */
const hasDays = (form) => Object.values(given(form).dates).some(Boolean);

/** @param {Form} form @param {boolean} [quiet] the parent has not asked for it just now */
async function count(form, quiet = false) {
  if (form.starting) return;
  form.starting = true;
  const ready = await engineIn(form.waiting, INSTEAD, () => count(form), { quiet });
  form.starting = false;
  form.start.hidden = true;
  if (!ready) return;
  const turn = ++form.turn;
  const { answer, problem } = await ask("deadlines", given(form));
  if (turn !== form.turn) return;
  if (problem) stopped(form, problem.message);
  else draw(form, answer.deadlines, answer.problems, quiet);
}

/** @param {Form} form @param {string} why */
function stopped(form, why) {
  form.waiting.replaceChildren(h("p", { class: "notice" }, `${why} ${INSTEAD}`));
  form.start.hidden = false;
  announce(`${why} ${INSTEAD}`);
}

// ------------------------------------------------------------------------------ what is shown

/**
 * @param {Form} form @param {Counted[]} counted
 * @param {{field: string | null, message: string}[]} problems @param {boolean} [quiet]
 */
function draw(form, counted, problems, quiet) {
  for (const [name, made] of form.inputs)
    made.wrong(problems.find(({ field }) => field === name)?.message ?? "");
  for (const item of all("[data-deadline]", form.place)) {
    one(":scope > .counted", item)?.remove();
    const found = counted.find(({ id }) => id === item.dataset.deadline);
    if (found) item.append(sum(found));
  }
  drawList(form, counted);
  form.after.replaceChildren(...(counted.some(lastDay) ? toCalendar(form) : []));
  const said = form.list.textContent ?? "";
  if (!quiet && said && said !== form.said) announce(`Counted. ${said}`);
  form.said = said;
}

/** What stands above a folded block: each day, the first one first. @param {Form} form @param {Counted[]} counted */
function drawList({ place, list }, counted) {
  const inOrder = [...counted].sort((one, two) => (whenOf(one) < whenOf(two) ? -1 : 1));
  list.replaceChildren(
    ...inOrder.map((it) => h("li", {}, h("b", {}, headOf(it)), ` ${it.name}. ${leftOf(it)}`)),
  );
  if (!counted.length) list.remove();
  else if (place.matches("details") && !list.isConnected) place.before(list);
}

/** @param {Counted} counted */
function sum(counted) {
  const missed = counted.passed ? "It has passed. What to do: " : "If it passes: ";
  return h(
    "div",
    { class: "counted" },
    h("p", {}, h("b", {}, headOf(counted)), ` ${leftOf(counted)}`),
    h("p", {}, counted.sum),
    h("p", {}, h("b", {}, missed), counted.missed),
  );
}

/** @param {Counted} counted */
const lastDay = ({ act_by, day }) => act_by || day;

/** @param {Counted} counted */
const whenOf = (counted) => lastDay(counted) ?? counted.earliest ?? "";

/** @param {Counted} counted */
function headOf({ words, act_by_words, earliest_words, time }) {
  if (act_by_words) return `Act by ${act_by_words}.`;
  if (!words) return `Not before ${earliest_words}.`;
  return `${words}${time && ", "}${time}.`;
}

/** @param {Counted} counted */
function leftOf({ words, act_by_words, days_left: left, passed }) {
  if (left === null) return "";
  const last = act_by_words ? `The last day is ${words}. ` : "";
  if (passed) return `${last}This day has passed.`;
  if (left === 0) return `${last}This is today.`;
  return `${last}${left} ${left === 1 ? "day" : "days"} left.`;
}

/** @param {Form} form */
function toCalendar(form) {
  const add = async () => {
    const link = location.origin + location.pathname;
    const { answer, problem } = await ask("calendar", { ...given(form), link });
    if (problem) stopped(form, problem.message);
    else save(answer.name, answer.ics, "text/calendar");
  };
  return [
    h(
      "p",
      {},
      button("Add my dates to my calendar", add),
      h("small", {}, "A file that Google, Apple and Outlook calendars open, with reminders."),
    ),
  ];
}
