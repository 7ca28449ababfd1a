// The page for those who help: reads the code that a parent reads out, and shows the route in it.
// What is typed is no more than letters to look up; nothing of it becomes markup or an address.
// What can be wrong with a code is said in the page's HTML (build_tools/templates/helper.html.j2).

import { announce, focusOn, h, link, one } from "./dom.mjs";
import { ALPHABET, BASE, answersAt, check } from "./helper-code.mjs";
import { empty, format, newJourney } from "./state.mjs";
import { askOf, loadTree, pageOf, questionAt, sayOf, walk } from "./tree.mjs";

/**
 * @typedef {import("./tree.mjs").Tree} Tree
 * @typedef {{start: string, trail: [string, string][]}} Told where a route began, and each
 *   (step, answer) in order
 */

const MARK = 3;

/** A code that cannot be read. */
class CodeError extends Error {
  /** @param {"empty" | "strange" | "short" | "long" | "slip" | "old"} why names the words for the helper @param {string} [what] */
  constructor(why, what = "") {
    super(why);
    this.what = what;
  }
}

/**
 * The route in a code, however it was typed. Throws a CodeError where it has none.
 * @param {Tree} tree @param {string} code @returns {Told}
 */
export function decode(tree, code) {
  const plain = tidy(code);
  if (plain.slice(0, MARK) !== tree.mark)
    throw new CodeError("old");
  const steps = [...tree.steps.keys()];
  const digits = [...plain.slice(MARK, -1)].reverse();
  let number = digits.reduce((sum, c) => sum * BASE + ALPHABET.indexOf(c), 0);
  if (number > Number.MAX_SAFE_INTEGER) throw new CodeError("slip"); // longer than any route
  const next = (/** @type {number} */ base) => {
    const digit = number % base;
    number = (number - digit) / base;
    return digit;
  };
  const start = next(2) ? steps[next(steps.length)] : tree.first;
  /** @type {[string, string][]} */
  const trail = [];
  for (let step = start; number && tree.steps.has(step); ) {
    const answers = answersAt(tree, step);
    const answer = answers[next(answers.length + 1) - 1];
    const target = tree.steps.get(step)?.go.get(answer);
    if (!target) throw new CodeError("slip");
    trail.push([step, answer]);
    step = target;
  }
  if (number) throw new CodeError("slip");
  return { start, trail };
}

/** The characters of a code alone. @param {string} code */
function tidy(code) {
  const plain = code.toUpperCase().replace(/[-\s]/g, "");
  if (!plain) throw new CodeError("empty");
  const strange = [...plain].find((character) => !ALPHABET.includes(character));
  if (strange) throw new CodeError("strange", strange);
  if (plain.length < MARK + 2) throw new CodeError("short");
  if (plain.length >= BASE) throw new CodeError("long");
  if (check(plain.slice(0, -1)) !== plain.at(-1)) throw new CodeError("slip");
  return plain;
}

// ------------------------------------------------------------------------------ the page

/** @param {HTMLElement} place */
export function mount(place) {
  place.hidden = false;
  const find = (/** @type {string} */ selector) => /** @type {any} */ (one(selector, place));
  const [input, wrong, shown] = ["input", ".wrong", ".told"].map(find);
  const say = (why = "", what = "") => {
    wrong.textContent = (wrong.dataset[why] ?? "").replace("?", () => what);
    wrong.hidden = !why;
    input.setAttribute("aria-invalid", String(!!why));
    shown.hidden = !!why;
    if (!why) return;
    announce(wrong.textContent);
    input.focus();
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      const tree = await loadTree();
      shown.replaceChildren(...route(tree, decode(tree, input.value)));
      say();
      focusOn(/** @type {HTMLElement} */ (shown.firstElementChild));
    } catch (problem) {
      if (problem instanceof CodeError) say(problem.message, problem.what);
      else say("lost");
    }
  };
  find("form").addEventListener("submit", submit);
}

/** What a code says, in words. @param {Tree} tree @param {Told} told @returns {Node[]} */
function route(tree, { start, trail }) {
  const answers = new Map(trail.map(([step, answer]) => [questionAt(tree, step), answer]));
  const at = walk(tree, answers, start);
  const began = start === tree.first ? "" : start;
  const state = { ...empty(), answers, start: began, version: tree.version, journey: newJourney() };
  // In a tab of its own and as from elsewhere: so it never mixes with answers of the helper's.
  const apart = { target: "_blank", rel: "noreferrer" };
  const where = at.outcome ? "their next step" : `this question: ${askOf(tree, questionAt(tree, at.step))}`;
  const parts = [
    h("h2", {}, trail.length ? "What they answered" : "They have not answered anything yet"),
    began && h("p", {}, "They began at a link to one question. What comes before it is not known."),
    trail.length && h("ol", {}, ...trail.map(([step, answer]) => said(tree, step, answer))),
    h("p", {}, `They have come to ${where}`),
    h("p", { class: "onwards" }, link(`${pageOf(at)}#${format(state)}`, "Open the page they see (in a new tab)", apart)),
  ];
  return parts.filter((part) => part instanceof Node);
}

/** @param {Tree} tree @param {string} step @param {string} answer */
const said = (tree, step, answer) => {
  const question = questionAt(tree, step);
  return h("li", {}, askOf(tree, question), " ", h("b", {}, sayOf(tree, question, answer)));
};
