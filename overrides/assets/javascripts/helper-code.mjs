// A short code for a route, as decision_tree/helper_code.py says; a test holds both together.
// helper.mjs reads it.

import { questionAt } from "./tree.mjs";

/** @typedef {import("./tree.mjs").Tree} Tree */

export const ALPHABET = "34679ACDEFGHJKMNPQRTWXY";
export const BASE = ALPHABET.length;

/** What a step's question can be answered with, in order. @param {Tree} tree @param {string} step */
export const answersAt = (tree, step) => [
  .../** @type {import("./tree.mjs").Question} */ (tree.questions.get(questionAt(tree, step))).say.keys(),
];

/**
 * The code of a trail that began at the step `start`, or at the first one.
 * @param {Tree} tree @param {[string, string][]} trail (step, answer) pairs @param {string} [start]
 */
export function encode(tree, trail, start) {
  const steps = [...tree.steps.keys()];
  const first = !start || start === tree.first;
  const digits = first ? [[0, 2]] : [[1, 2], [steps.indexOf(start), steps.length]];
  for (const [step, answer] of trail) {
    const answers = answersAt(tree, step);
    digits.push([answers.indexOf(answer) + 1, answers.length + 1]);
  }
  const number = digits.reduceRight((sum, [digit, base]) => sum * base + digit, 0);
  const plain = tree.mark + written(number);
  return ((plain + check(plain)).match(/.{1,4}/g) ?? []).join("-");
}

/** @param {number} number */
function written(number) {
  let text = "";
  do {
    text += ALPHABET[number % BASE];
    number = Math.floor(number / BASE);
  } while (number);
  return text;
}

/**
 * The character that makes the weighted sum of the whole code divisible by BASE.
 * @param {string} plain the code without it
 */
export function check(plain) {
  const total = [...plain].reduce((sum, c, at) => sum + (at + 1) * ALPHABET.indexOf(c), 0);
  const weight = plain.length + 1;
  return [...ALPHABET].find((_, place) => (total + weight * place) % BASE === 0);
}
