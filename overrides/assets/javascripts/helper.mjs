// The page for those who help: reads the code that a parent reads out, and shows the route in it.
// What is typed is no more than letters to look up; nothing of it becomes markup or an address.

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
const NOT_LOADED = "The questions could not be loaded. Check your connection and try again.";
const WRONG = "A character of this code is wrong. Ask the parent to read it out again.";

/** A code that cannot be read. The message is for the helper. */
class CodeError extends Error {}

/**
 * The route in a code, however it was typed. Throws a CodeError where it has none.
 * @param {Tree} tree @param {string} code @returns {Told}
 */
export function decode(tree, code) {
  const plain = tidy(code);
  if (plain.slice(0, MARK) !== tree.mark)
    throw new CodeError(
      "This code was made before the questions on this site last changed, so it no longer says " +
        "which answers were given. Ask the parent to open the page again, and to read out the new " +
        "code or the answers.",
    );
  const steps = [...tree.steps.keys()];
  const digits = [...plain.slice(MARK, -1)].reverse();
  let number = digits.reduce((sum, c) => sum * BASE + ALPHABET.indexOf(c), 0);
  if (number > Number.MAX_SAFE_INTEGER) throw new CodeError(WRONG); // longer than any route
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
    if (!target) throw new CodeError(WRONG);
    trail.push([step, answer]);
    step = target;
  }
  if (number) throw new CodeError(WRONG);
  return { start, trail };
}

/** The characters of a code alone. @param {string} code */
function tidy(code) {
  const plain = code.toUpperCase().replace(/[-\s]/g, "");
  if (!plain) throw new CodeError("Type the code that the parent reads out.");
  const strange = [...plain].find((character) => !ALPHABET.includes(character));
  if (strange)
    throw new CodeError(
      `A code never holds ${strange}. It uses only these: ${[...ALPHABET].join(" ")}. Ask again.`,
    );
  if (plain.length < MARK + 2)
    throw new CodeError("This code is too short. Ask the parent to read out all of it.");
  if (plain.length >= BASE)
    throw new CodeError("This code is too long. Ask the parent to read it out again.");
  if (check(plain.slice(0, -1)) !== plain.at(-1)) throw new CodeError(WRONG);
  return plain;
}

// ------------------------------------------------------------------------------ the page

/** @param {HTMLElement} place */
export function mount(place) {
  place.hidden = false;
  const find = (/** @type {string} */ selector) => /** @type {any} */ (one(selector, place));
  const [input, wrong, shown] = ["input", ".wrong", ".told"].map(find);
  const say = (/** @type {string} */ problem) => {
    wrong.textContent = problem;
    wrong.hidden = !problem;
    input.setAttribute("aria-invalid", String(!!problem));
    shown.hidden = !!problem;
    if (!problem) return;
    announce(problem);
    input.focus();
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      const tree = await loadTree();
      shown.replaceChildren(...route(tree, decode(tree, input.value)));
      say("");
      focusOn(/** @type {HTMLElement} */ (shown.firstElementChild));
    } catch (problem) {
      say(problem instanceof CodeError ? problem.message : NOT_LOADED);
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
