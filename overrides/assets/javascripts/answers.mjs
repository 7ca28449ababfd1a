// Questions and outcomes: every answer carries those before it, and the page shows them, each
// with a way to change it. Without this file every answer is still an ordinary link.

import { copyButton } from "./copy.mjs";
import { all, announce, button, focusOn, h, link, one } from "./dom.mjs";
import { encode } from "./helper-code.mjs";
import { markEntry, recall, remember, startAgain, useKept } from "./journey.mjs";
import { keeping } from "./keeping.mjs";
import * as states from "./state.mjs";
import { ROOT, askOf, loadTree, pageOf, questionAt, sayOf, stepPage, walk } from "./tree.mjs";

/**
 * @typedef {import("./state.mjs").State} State
 * @typedef {import("./tree.mjs").Tree} Tree
 * @typedef {import("./tree.mjs").Route} Route
 * @typedef {{article: HTMLElement, list: HTMLElement | null, step: string,
 *   outcome: string | null, home: boolean, missing: boolean}} Page `missing`: the page that stands in for one not found
 * @typedef {{tree: Tree, state: State, route: Route, page: Page, here: boolean}} View
 *   `here`: the answers lead through this page.
 */

/** @type {(() => void)[]} what to take away before the page is drawn again */
let undo = [];

/**
 * Draw, and draw again whenever the address or the history moves.
 * @param {HTMLElement} article
 */
export function mount(article) {
  const page = pageIn(article);
  draw(page);
  // Where the browser says nothing of the line, there is nothing that may come ahead.
  if (page.outcome && "type" in (/** @type {any} */ (navigator).connection ?? {}))
    import("./ahead.mjs").then(({ engineAhead }) => engineAhead());
  addEventListener("hashchange", () => (states.parse(location.hash) ? draw(page) : stay(page)));
  addEventListener("pageshow", (event) => event.persisted && draw(page));
}

/** @param {HTMLElement} article @returns {Page} */
function pageIn(article) {
  const list = one("ul.answers[data-step]", article);
  return {
    article,
    list,
    step: list?.dataset.step ?? "",
    outcome: article.dataset.outcome ?? null,
    home: document.body.classList.contains("kind-home"),
    missing: one("[data-missing]", article) !== null,
  };
}

/** A tapped citation, or the way past the menu: the answers go along. @param {Page} page */
function stay(page) {
  if (!page.missing) markEntry(recall().state);
}

/** @param {Page} page */
async function draw(page) {
  for (const take of undo.splice(0)) take();
  const { state: found, own, aside } = recall();
  carryAnswers(page, found);
  const tree = await loadTree().catch(() => null);
  if (!tree) return;
  const { state: known, unknown } = states.fitting(tree, found);
  let view = viewOf(tree, known, page);
  if (!view.here && own) view = viewOf(tree, states.fitting(tree, own).state, page);
  if (view.here) remember(view.state, !page.home);
  aimAnswers(view);
  carryLinks(view);
  showTrail(view);
  showNotes(view, found, unknown, aside);
}

/** @param {Tree} tree @param {State} state @param {Page} page @returns {View} */
function viewOf(tree, state, page) {
  const route = walk(tree, state.answers, state.start);
  const steps = [...route.trail.map(([step]) => step), route.step];
  const here = page.list
    ? steps.includes(page.step)
    : page.outcome !== null && page.outcome === route.outcome;
  return { tree, state, route, page, here };
}

/** Before the tree is here: the next page learns at least this answer. @param {Page} page @param {State} state */
function carryAnswers({ list }, state) {
  if (!list) return;
  for (const answer of all("a[data-answer]", list)) {
    answer.dataset.target ??= answer.getAttribute("href") ?? "";
    const next = new Map([
      ...state.answers,
      [list.dataset.question ?? "", answer.dataset.answer ?? ""],
    ]);
    answer.setAttribute(
      "href",
      `${answer.dataset.target}#${states.format({ ...state, answers: next, changed: null })}`,
    );
  }
}

/** Each answer leads to the first question that it leaves open. @param {View} view */
function aimAnswers(view) {
  const { tree, page, here } = view;
  if (!page.list) return;
  const question = questionAt(tree, page.step);
  const from = here ? view.state : startedHere(view);
  const given = here ? from.answers.get(question) : undefined;
  for (const answer of all("a[data-answer]", page.list)) {
    const id = answer.dataset.answer ?? "";
    const next = states.answered(tree, from, question, id);
    const route = walk(tree, next.answers, next.start);
    answer.setAttribute("href", `${pageOf(route)}#${states.format(next)}`);
    if (id === given) markGiven(answer);
  }
}

/** The answers to go on with from a step that was opened by itself. @param {View} view @returns {State} */
function startedHere({ tree, state, page }) {
  const start = page.step === tree.first ? "" : page.step;
  return { ...states.sharedOnly(tree, state), start };
}

/** @param {HTMLElement} answer */
function markGiven(answer) {
  const note = h("small", { class: "given" }, "Your answer now");
  (answer.firstElementChild ?? answer).append(note);
  answer.classList.add("chosen");
  undo.push(() => (note.remove(), answer.classList.remove("chosen")));
}

/** A page opened in another tab knows the answers too. @param {View} view */
function carryLinks({ state, page, here }) {
  if (!here || !state.answers.size) return;
  const line = states.format({ ...state, changed: null });
  for (const anchor of all("a[href]:not([data-answer])", page.article)) {
    const { href, hash, download } = /** @type {HTMLAnchorElement} */ (anchor);
    const bare = href.replace(/#variant-[a-z0-9-]+$/, ""); // a form of a letter: see letter.mjs
    if (!bare.startsWith(ROOT) || !bare.endsWith("/") || download) continue;
    anchor.setAttribute("href", `${href}${hash ? "&" : "#"}${line}`);
    undo.push(() => anchor.setAttribute("href", href));
  }
}

// ------------------------------------------------------------------------------ what is shown

/** @param {View} view */
function showTrail(view) {
  const { route, page, here } = view;
  const again = one("p.again", page.article);
  if (!here || !route.trail.length) return;
  const title = page.outcome ? "Your answers" : "Your answers so far";
  const panel = h(
    "section",
    { class: "so-far", "aria-labelledby": "so-far" },
    h("h2", { id: "so-far" }, title),
    h("ol", {}, ...route.trail.map(([step, answer]) => trailItem(view, step, answer))),
    onwards(view),
    helplineCode(view),
    keeping(),
  );
  put(panel, page.home ? (page.list?.nextElementSibling ?? null) : again, page);
  offerMore(view, again);
}

/** @param {View} view @param {string} step @param {string} answer */
function trailItem({ tree, state, page }, step, answer) {
  const question = questionAt(tree, step);
  const ask = askOf(tree, question);
  const words = h("span", {}, h("small", {}, ask), " ", h("b", {}, sayOf(tree, question, answer)));
  if (step === page.step) return h("li", { class: "here" }, words, h("i", {}, "This question"));
  const href = `${stepPage(step)}#${states.format({ ...state, changed: null })}`;
  return h(
    "li",
    {},
    words,
    link(href, "Change", { "aria-label": `Change your answer to: ${ask}` }),
  );
}

/** On a question that has its answer: the way back to where the parent was. @param {View} view */
function onwards({ state, route, page }) {
  if (!page.list || route.step === page.step) return null;
  const href = `${pageOf(route)}#${states.format({ ...state, changed: null })}`;
  const words = route.outcome ? "Go to your next step" : "Go on to the question you had reached";
  return h("p", { class: "onwards" }, link(href, words));
}

/** The answers as a code to read out. @param {View} view */
function helplineCode({ tree, state, route }) {
  const code = h("b", { translate: "no" }, encode(tree, route.trail, state.start));
  return h(
    "div",
    { class: "helpline" },
    h("p", {}, "Code for a helpline: ", code, " ", copyButton("Copy the code", code)),
    h("p", {}, "Read it out when you ask for help, and they see your answers. It holds nothing else."),
  );
}

/** The last line of a page, now that the answers are known. @param {View} view @param {HTMLElement | null} again */
function offerMore({ tree, state, page }, again) {
  if (page.list && again && !state.start) {
    again.hidden = true;
    undo.push(() => (again.hidden = false));
  }
  for (const other of all("a[data-again]", page.article)) {
    const shared = states.sharedOnly(tree, state);
    const first = /** @type {import("./tree.mjs").Step} */ (tree.steps.get(tree.first));
    const kept = [...first.go].find(([, target]) => target === other.dataset.again);
    if (kept) shared.answers.set(first.question, kept[0]);
    const route = walk(tree, shared.answers);
    if (route.outcome) continue;
    other.setAttribute("href", `${pageOf(route)}#${states.format(shared)}`);
  }
}

/**
 * What has to be said: what an answer changed, what did not fit, whose answers these are.
 * @param {View} view @param {State} found @param {number} unknown @param {State | null} aside
 */
function showNotes(view, found, unknown, aside) {
  const notes = [
    ...resume(view),
    ...elsewhere(view),
    ...whatChanged(view),
    ...whatDidNotFit(view, found, unknown),
    ...(aside ? [othersAnswers(view.tree, aside)] : []),
  ];
  if (!notes.length) return;
  const box = h("section", { class: "notice", "aria-label": "About your answers" }, ...notes);
  put(box, view.page.article.firstElementChild, view.page);
  announce(box.textContent ?? "");
  if (view.state.changed) focusOn(box);
}

/** @param {View} view */
function whatChanged({ tree, state, here }) {
  if (!state.changed || !here) return [];
  const [question, before] = state.changed;
  const { kept, gone } = states.consequences(tree, state);
  const first = before ? `You changed your answer to “${askOf(tree, question)}”` : "";
  /** @param {string} name */
  const said = (name) =>
    `“${askOf(tree, name)}” ${sayOf(tree, name, state.answers.get(name) ?? "")}`;
  return [
    first && h("p", {}, h("b", {}, `${first}.`)),
    kept.length && h("p", {}, "Still the same, so not asked again:"),
    kept.length && h("ul", {}, ...kept.map((name) => h("li", {}, said(name)))),
    gone.length && h("p", {}, "No longer asked:"),
    gone.length && h("ul", {}, ...gone.map((name) => h("li", {}, said(name)))),
  ].filter((part) => part instanceof Node);
}

/** @param {View} view @param {State} found @param {number} unknown */
function whatDidNotFit({ tree, here }, found, unknown) {
  const older = found.version && found.version !== tree.version;
  const words = [];
  if (older) {
    words.push("The questions on this site have changed since you gave your answers.");
    words.push(unknown ? "We kept every answer that still fits." : "All your answers still fit.");
    if (here) words.push("Please look through them once.");
  } else if (unknown || !found.whole) {
    words.push("Some of the saved answers could not be read. We kept the rest.");
  }
  return words.length ? [h("p", {}, words.join(" "))] : [];
}

/** On the front page: the way on, and the way to begin anew. @param {View} view */
function resume({ state, route, page }) {
  if (!page.home || !route.trail.length) return [];
  const href = `${pageOf(route)}#${states.format({ ...state, changed: null })}`;
  const fresh = () => {
    startAgain();
    draw(page);
    announce("Your answers are cleared. Answer the first question.");
    focusOn(/** @type {HTMLElement} */ (one("#first-question")));
  };
  return [
    h(
      "p",
      { class: "choices" },
      link(href, "Carry on where you left off"),
      button("Start again", fresh),
    ),
  ];
}

/** The answers so far lead to another page than this one. @param {View} view */
function elsewhere({ state, route, page, here }) {
  if (here || !route.trail.length || page.home) return [];
  const href = `${pageOf(route)}#${states.format({ ...state, changed: null })}`;
  const where = route.outcome ? "your own next step" : "the question you had reached";
  return [h("p", {}, "Your answers so far lead to another page. ", link(href, `Go to ${where}`))];
}

/** @param {Tree} tree @param {State} aside */
function othersAnswers(tree, aside) {
  const route = walk(tree, aside.answers, aside.start);
  const href = `${pageOf(route)}#${states.format(aside)}`;
  const mine = link(href, "Go back to mine");
  mine.addEventListener("click", () => useKept(aside));
  return h(
    "p",
    {},
    "This link came with answers of its own. Those kept on this phone are safe. ",
    mine,
  );
}

/** @param {HTMLElement} element @param {Element | null} before @param {Page} page */
function put(element, before, page) {
  if (before) before.before(element);
  else page.article.append(element);
  undo.push(() => element.remove());
}
