// A short code for a route, as decision_tree/helper_code.py says; a test holds both together.
// `tree` is /data/tree.json, `mark` the three characters of /data/helper.json.

export const ALPHABET = "34679ACDEFGHJKMNPQRTWXY";
const BASE = ALPHABET.length;
const MARK = 3;
const WRONG = "A character of this code is wrong. Ask the parent to read it out again.";

/** @param {any} tree @param {string} step @returns {string[]} */
const names = (tree, step) => tree.questions[tree.steps[step].ask].answers.map((/** @type {{id: string}} */ { id }) => id);

// The code of a trail of [step, answer] that began at `start`.
/** @param {any} tree @param {string} mark @param {[string, string][]} trail */
export function encode(tree, mark, trail, start = tree.first) {
  const steps = Object.keys(tree.steps);
  const digits = start === tree.first ? [[0, 2]] : [[1, 2], [steps.indexOf(start), steps.length]];
  for (const [step, answer] of trail) {
    const ids = names(tree, step);
    digits.push([ids.indexOf(answer) + 1, ids.length + 1]);
  }
  const number = digits.reduceRight((sum, [digit, base]) => sum * base + digit, 0);
  const plain = mark + written(number);
  return ((plain + check(plain)).match(/.{1,4}/g) ?? []).join("-");
}

// {start, trail} of a code, however it was typed. Throws an Error whose message is for the helper.
/** @param {any} tree @param {string} mark @param {string} code */
export function decode(tree, mark, code) {
  const plain = tidy(code);
  if (plain.slice(0, MARK) !== mark)
    throw new Error(
      "This code was made before the questions on this site last changed, so it no longer says " +
        "which answers were given. Ask the parent to open the page again, and to read out the new " +
        "code or the answers.",
    );
  const steps = Object.keys(tree.steps);
  let number = [...plain.slice(MARK, -1)].reduceRight((sum, c) => sum * BASE + ALPHABET.indexOf(c), 0);
  const next = (/** @type {number} */ base) => {
    const digit = number % base;
    number = (number - digit) / base;
    return digit;
  };
  const start = next(2) ? steps[next(steps.length)] : tree.first;
  const trail = [];
  for (let step = start; number && step in tree.steps; ) {
    const ids = names(tree, step);
    const answer = ids[next(ids.length + 1) - 1];
    const target = tree.steps[step].go[answer];
    if (!target) throw new Error(WRONG);
    trail.push([step, answer]);
    step = target;
  }
  if (number) throw new Error(WRONG);
  return { start, trail };
}

/** @param {string} code */
function tidy(code) {
  const plain = code.toUpperCase().replace(/[-\s]/g, "");
  if (!plain) throw new Error("Type the code that the parent reads out.");
  const strange = [...plain].find((character) => !ALPHABET.includes(character));
  if (strange)
    throw new Error(
      `A code never holds ${strange}. It uses only these: ${[...ALPHABET].join(" ")}. Ask again.`,
    );
  if (plain.length < MARK + 2)
    throw new Error("This code is too short. Ask the parent to read out all of it.");
  if (check(plain.slice(0, -1)) !== plain.at(-1)) throw new Error(WRONG);
  return plain;
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

// The character that makes the weighted sum of the whole code divisible by BASE.
/** @param {string} plain */
function check(plain) {
  const total = [...plain].reduce((sum, c, at) => sum + (at + 1) * ALPHABET.indexOf(c), 0);
  const weight = plain.length + 1;
  return [...ALPHABET].find((_, place) => (total + weight * place) % BASE === 0);
}
