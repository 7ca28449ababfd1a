// A parent's answers as one line of text: `a=question.answer~...&s=start&v=version&j=journey`.
// The same line stands in the address after `#`, in the history and in storage, and whatever
// comes from there may be anybody's rubbish: only names of the known shape get through.

import { walk } from "./tree.mjs";

/**
 * @typedef {import("./tree.mjs").Answers} Answers
 * @typedef {import("./tree.mjs").Tree} Tree
 * @typedef {{answers: Answers, start: string, version: string, journey: string,
 *   changed: [string, string] | null, whole: boolean}} State
 *   `start`: the step somebody's link began at, or "". `version`: of the tree the answers were
 *   given to, or "". `journey`: what tells one problem's answers from another's. `changed`: the
 *   question answered last and its answer before. `whole`: nothing unreadable was left out.
 */

const NAME = /^[a-z0-9-]{1,80}$/;
const MOST = 6000;

/** @returns {State} */
export const empty = () => ({
  answers: new Map(),
  start: "",
  version: "",
  journey: "",
  changed: null,
  whole: true,
});

/**
 * The state in a line of text; null where the text holds no answers at all, such as `#sources`.
 * @param {unknown} text @returns {State | null}
 */
export function parse(text) {
  if (typeof text !== "string") return null;
  const line = text.replace(/^#/, "").split(":~:")[0];
  const parts = new URLSearchParams(line.slice(0, MOST));
  const list = parts.get("a");
  if (list === null) return null;
  const state = { ...empty(), whole: line.length <= MOST };
  for (const pair of list.split("~").filter(Boolean)) {
    const [question, answer, ...rest] = pair.split(".");
    const fits = NAME.test(question) && NAME.test(answer ?? "") && !rest.length;
    if (fits) state.answers.set(question, answer);
    else state.whole = false;
  }
  state.start = name(parts.get("s"));
  state.version = name(parts.get("v"));
  state.journey = name(parts.get("j"));
  const [question, before] = (parts.get("c") ?? "").split(".");
  if (name(question)) state.changed = [question, name(before)];
  return state;
}

/** @param {string | null | undefined} text */
const name = (text) => (text && NAME.test(text) ? text : "");

/** @param {State} state */
export function format(state) {
  const pairs = [...state.answers].map((pair) => pair.join("."));
  const rest = [
    ["s", state.start],
    ["v", state.version],
    ["j", state.journey],
    ["c", state.changed?.join(".")],
  ].filter(([, value]) => value);
  return `a=${pairs.join("~")}${rest.map(([key, value]) => `&${key}=${value}`).join("")}`;
}

/** A short random name. It tells nothing about anybody. */
export function newJourney() {
  return crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
}

/**
 * What this page's own line says, over what the tab or the device remembers of the same journey:
 * a page that one comes back to knows less than was answered since.
 * @param {State} own @param {State | null} remembered @returns {State}
 */
export function together(own, remembered) {
  if (!remembered || !own.journey || own.journey !== remembered.journey) return own;
  return { ...own, answers: new Map([...remembered.answers, ...own.answers]) };
}

/**
 * Only what the tree still knows, and what it does not.
 * @param {Tree} tree @param {State} state @returns {{state: State, unknown: number}}
 */
export function fitting(tree, state) {
  /** @type {Map<string, string>} */
  const answers = new Map();
  for (const [name, answer] of state.answers) {
    const question = tree.renamed.get(name) ?? name;
    if (tree.questions.get(question)?.say.has(answer)) answers.set(question, answer);
  }
  const start = tree.steps.has(state.start) && state.start !== tree.first ? state.start : "";
  const unknown = state.answers.size - answers.size + (start !== state.start ? 1 : 0);
  return { state: { ...state, answers, start, version: tree.version }, unknown };
}

/**
 * The state after one more answer. `changed` is set where there is something to tell: an answer
 * was given before, or questions after it have their answers already.
 * @param {Tree} tree @param {State} state @param {string} question @param {string} answer
 * @returns {State}
 */
export function answered(tree, state, question, answer) {
  const before = state.answers.get(question) ?? "";
  const answers = new Map([...state.answers, [question, answer]]);
  const next = { ...state, answers, version: tree.version, changed: null };
  const trail = walk(tree, answers, state.start).trail;
  const last = trail.length ? tree.steps.get(trail[trail.length - 1][0])?.question : "";
  const news = (before && before !== answer) || (last && last !== question);
  return news ? { ...next, changed: [question, before] } : next;
}

/**
 * What changed with the last answer: the questions after it that kept their answers, and those
 * that were asked before and are not any more.
 * @param {Tree} tree @param {State} state
 * @returns {{kept: string[], gone: string[]}} question ids
 */
export function consequences(tree, state) {
  const [question, before] = state.changed ?? ["", ""];
  /** @param {Answers} answers */
  const asked = (answers) =>
    walk(tree, answers, state.start).trail.map(([step]) => tree.steps.get(step)?.question ?? "");
  const now = asked(state.answers);
  const was = before ? asked(new Map([...state.answers, [question, before]])) : [];
  return {
    kept: now.slice(now.indexOf(question) + 1),
    gone: was.filter((name) => !now.includes(name)),
  };
}

/**
 * The answers that still hold when something else is wrong too: those about the child.
 * @param {Tree} tree @param {State} state @returns {State}
 */
export function sharedOnly(tree, state) {
  const answers = new Map([...state.answers].filter(([name]) => tree.shared.has(name)));
  return { ...empty(), answers, version: tree.version, journey: newJourney() };
}
