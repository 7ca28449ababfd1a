// The tree in the browser: the same walk as decision_tree/walk.py, which is its only rule.

/** Where the site begins, whatever folder a host serves it from. */
export const ROOT = new URL("../../", import.meta.url).href;

/**
 * @typedef {Map<string, string>} Answers question id -> answer id
 * @typedef {{ask: string, say: Map<string, string>}} Question `say`: answer id -> what it says
 * @typedef {{question: string, go: Map<string, string>}} Step `go`: answer id -> target
 * @typedef {{version: string, mark: string, first: string, shared: Set<string>, renamed: Map<string, string>,
 *   questions: Map<string, Question>, steps: Map<string, Step>}} Tree `mark`: what a helper code
 *   made with this tree begins with
 * @typedef {{trail: [string, string][], step: string, outcome: string}} Route
 *   (step id, answer id) pairs, and one of: the first step without an answer, the outcome.
 */

/** @type {Promise<Tree> | undefined} */
let loading;

/** The tree of this site, fetched once a page. Rejects where it cannot be had. */
export function loadTree() {
  loading ??= fetch(new URL("tree.json", import.meta.url))
    .then((answer) => answer.json())
    .then(treeFrom);
  return loading;
}

/**
 * Maps, so that no name from an address can reach what every object inherits.
 * @param {any} data as build_tools/browser_tree.py writes it
 * @returns {Tree}
 */
export function treeFrom(data) {
  /** @param {any} record @param {(value: any) => any} make */
  const map = (record, make) =>
    new Map(Object.entries(record).map(([key, value]) => [key, make(value)]));
  /** @param {any} record */
  const texts = (record) => map(record, String);
  return {
    version: data.version,
    mark: data.mark,
    first: data.first,
    shared: new Set(data.shared),
    renamed: texts(data.renamed ?? {}),
    questions: map(data.questions, ([ask, say]) => ({ ask, say: texts(say) })),
    steps: map(data.steps, ([question, go]) => ({ question, go: texts(go) })),
  };
}

const OUTCOME = "next-steps/";

/**
 * Follow answers from the first step, or from `start`.
 * @param {Tree} tree @param {Answers} answers @param {string} [start]
 * @returns {Route}
 */
export function walk(tree, answers, start) {
  /** @type {[string, string][]} */
  const trail = [];
  let step = start && tree.steps.has(start) ? start : tree.first;
  while (trail.length <= tree.steps.size) {
    const { question, go } = /** @type {Step} */ (tree.steps.get(step));
    const answer = answers.get(question);
    const target = answer === undefined ? undefined : go.get(answer);
    if (answer === undefined || target === undefined) return { trail, step, outcome: "" };
    trail.push([step, answer]);
    if (target.startsWith(OUTCOME)) {
      return { trail, step: "", outcome: target.slice(OUTCOME.length) };
    }
    step = target;
  }
  throw new Error("the tree goes round in a circle");
}

/** The address of the page where a route stands. @param {Route} route */
export function pageOf(route) {
  return route.outcome ? `${ROOT}${OUTCOME}${route.outcome}/` : stepPage(route.step);
}

/** @param {string} step */
export const stepPage = (step) => `${ROOT}questions/${step}/`;

/** The question that a step asks. @param {Tree} tree @param {string} step */
export const questionAt = (tree, step) => /** @type {Step} */ (tree.steps.get(step)).question;

/** What is asked, in words. @param {Tree} tree @param {string} question */
export const askOf = (tree, question) => tree.questions.get(question)?.ask ?? question;

/** What an answer says. @param {Tree} tree @param {string} question @param {string} answer */
export const sayOf = (tree, question, answer) =>
  tree.questions.get(question)?.say.get(answer) ?? answer;
