// Days that a parent types, and each time limit on the page counted from them. The form stands in
// the page's HTML (build_tools/templates/count_form.html.j2). Without this file, and where the
// engine does not come, every limit stands there in words.

import { today } from "./day.mjs";
import { all, announce, h, one } from "./dom.mjs";
import { save } from "./download.mjs";
import { engineState } from "./engine.mjs";
import { ask, engineIn, failed, wasUsed } from "./engine-panel.mjs";
import { offerToKeep } from "./keeping.mjs";
import { asText, type, typed } from "./typed.mjs";
import { say, wrongAt } from "./wrong.mjs";

/**
 * @typedef {{id: string, name: string, missed: string, sum: string, head: string, left: string,
 *   then: string, day: string | null, act_by: string | null, earliest: string | null}} Counted
 *   see decision_tree/in_browser.py
 * @typedef {{first: string, last: string}} Term
 * @typedef {{field: string | null, message: string}} Problem
 * @typedef {{place: HTMLElement, box: HTMLElement, days: HTMLInputElement[], rows: HTMLElement[],
 *   wrong: Map<string, (words: string) => void>, list: HTMLElement, later: number, turn: number,
 *   starting: boolean, said: string}} Form `wrong`: what says what is wrong, by the field's name
 */

const PAUSE = 300;
const TERMS = "terms";

/** @param {HTMLElement} place the limits, with the form before them */
export function mount(place) {
  const form = formIn(place);
  show(form);
  addEventListener("typed", () => hear(form));
  addEventListener("pageshow", (event) => event.persisted && hear(form));
  if (wasUsed() && hasDays(form)) count(form, true);
}

/** @param {HTMLElement} place @returns {Form} */
function formIn(place) {
  const box = /** @type {HTMLElement} */ (one("form", place));
  const days = /** @type {HTMLInputElement[]} */ (all(".field input", box));
  const markOf = (/** @type {Element} */ described) =>
    /** @type {HTMLElement} */ (described.querySelector(":scope > .wrong"));
  const form = {
    ...{ place, box, days, rows: all(".row", box), list: h("ul", { class: "your-days" }) },
    wrong: new Map(days.map((day) => [day.name, wrongAt(day, markOf(/** @type {Element} */ (day.parentElement)))])),
    ...{ later: 0, turn: 0, starting: false, said: "" },
  };
  const school = one("fieldset", box);
  if (school) form.wrong.set(TERMS, (words) => say(markOf(school), words));
  box.addEventListener("input", ({ target }) => keep(form, /** @type {HTMLInputElement} */ (target)));
  box.addEventListener("submit", (event) => (event.preventDefault(), begin(form)));
  part(form, "after").firstElementChild?.addEventListener("click", () => toCalendar(form));
  box.hidden = false;
  return form;
}

/** @param {Form} form @param {string} name */
const part = ({ box }, name) => /** @type {HTMLElement} */ (one(`[data-part="${name}"]`, box));

/** @param {Form} form @param {HTMLInputElement} field */
function keep(form, { name, value }) {
  const day = form.wrong.has(name);
  const terms = termsIn(form);
  offerToKeep(form.box, day ? type("days", name, value) : type("days", TERMS, terms[0] ? terms : null));
}

/** Something was typed, here or elsewhere on the page. @param {Form} form */
function hear(form) {
  show(form);
  clearTimeout(form.later);
  if (engineState() === "ready") form.later = setTimeout(() => count(form), PAUSE);
  else if (!hasDays(form)) draw(form, [], []);
}

/** What is kept, in every field that nobody is at. @param {Form} form */
function show({ days, rows }) {
  const kept = typed("days");
  const fill = (/** @type {HTMLInputElement} */ field, /** @type {any} */ value) => {
    if (document.activeElement !== field) field.value = asText(value);
  };
  for (const day of days) fill(day, kept.get(day.name));
  if (rows.some((row) => row.contains(document.activeElement))) return;
  rows.forEach((row, at) => {
    const [first, last] = inputs(row);
    const term = kept.get(TERMS)?.[at];
    fill(first, term?.first);
    fill(last, term?.last);
  });
}

/** The first and the last day of a half term. @param {HTMLElement} row */
const inputs = (row) => /** @type {HTMLInputElement[]} */ (all("input", row));

/** @param {Form} form @returns {Term[]} */
const termsIn = ({ rows }) =>
  rows
    .map((row) => {
      const [first, last] = inputs(row).map(({ value }) => value);
      return { first, last };
    })
    .filter(({ first, last }) => first || last);

/** The button. @param {Form} form */
function begin(form) {
  if (hasDays(form)) return count(form);
  const [first] = form.days;
  form.wrong.get(first.name)?.("Type a day first.");
  first.focus();
}

/** @param {Form} form */
const given = (form) => ({
  ids: (form.place.dataset.deadlines ?? "").split(" "),
  dates: Object.fromEntries(form.days.map(({ name, value }) => [name, value])),
  terms: termsIn(form),
  today: today(),
});

/** @param {Form} form */
const hasDays = ({ days }) => days.some(({ value }) => value);

/** @param {Form} form @param {boolean} [quiet] the parent has not asked for it just now */
async function count(form, quiet = false) {
  if (form.starting) return;
  form.starting = true;
  const ready = await engineIn(part(form, "wait"), () => count(form), quiet);
  form.starting = false;
  part(form, "start").hidden = true;
  if (!ready) return;
  const turn = ++form.turn;
  const { answer, problem } = await ask("deadlines", given(form));
  if (turn !== form.turn) return;
  if (problem) stopped(form, problem.message);
  else draw(form, answer.deadlines, answer.problems, quiet);
}

/** @param {Form} form @param {string} why */
function stopped(form, why) {
  failed(part(form, "wait"), why);
  part(form, "start").hidden = false;
}

async function toCalendar(/** @type {Form} */ form) {
  const link = location.origin + location.pathname;
  const { answer, problem } = await ask("calendar", { ...given(form), link });
  if (problem) stopped(form, problem.message);
  else save(answer.name, answer.ics, "text/calendar");
}

// ------------------------------------------------------------------------------ what is shown

/**
 * @param {Form} form @param {Counted[]} counted @param {Problem[]} problems @param {boolean} [quiet]
 */
function draw(form, counted, problems, quiet) {
  for (const [name, wrong] of form.wrong)
    wrong(problems.find(({ field }) => field === name)?.message ?? "");
  for (const item of all("[data-deadline]", form.place)) {
    one(":scope > .counted", item)?.remove();
    const found = counted.find(({ id }) => id === item.dataset.deadline);
    if (found) item.append(sum(found));
  }
  drawList(form, counted);
  part(form, "after").hidden = !counted.some(lastDay);
  const said = form.list.textContent ?? "";
  if (!quiet && said && said !== form.said) announce(`Counted. ${said}`);
  form.said = said;
}

/** What stands above a folded block: each day, the first one first. @param {Form} form @param {Counted[]} counted */
function drawList({ place, list }, counted) {
  const inOrder = [...counted].sort((one, two) => (whenOf(one) < whenOf(two) ? -1 : 1));
  list.replaceChildren(
    ...inOrder.map(({ head, name, left }) => h("li", {}, h("b", {}, head), ` ${name}. ${left}`)),
  );
  if (!counted.length) list.remove();
  else if (place.matches("details") && !list.isConnected) place.before(list);
}

/** @param {Counted} counted */
function sum({ head, left, sum, then, missed }) {
  const line = (/** @type {string} */ bold, /** @type {string} */ text) => h("p", {}, h("b", {}, bold), " ", text);
  return h("div", { class: "counted" }, line(head, left), h("p", {}, sum), line(then, missed));
}

/** @param {Counted} counted */
const lastDay = ({ act_by, day }) => act_by || day;

/** @param {Counted} counted */
const whenOf = (counted) => lastDay(counted) ?? counted.earliest ?? "";
