// The search page. Nothing is loaded before the box is used, and what is typed stays on the device.

import { h, link, one } from "./dom.mjs";
import { searcher } from "./ranking.mjs";
import { ROOT } from "./tree.mjs";

const SHOWN = 8;
const PAUSE = 200;

const the = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (one(selector));
const form = the("form.search");
const box = /** @type {HTMLInputElement} */ (the("#search-words"));
const status = the("#search-status");
const list = the("#search-results");

/** What the page says where nothing is found. @param {"none" | "lost"} why */
const said = (why) => status.dataset[why] ?? "";

/** @typedef {{page: import("./ranking.mjs").Found, score: number}} Ranked */

/** @type {Promise<(query: string) => Promise<Ranked[]>> | undefined} */
let loading;
let asked = 0;

/** A function from a query to the pages that fit it, made on first use. */
async function load() {
  const [words, pagefind] = await Promise.all([
    fetch(`${ROOT}assets/search.json`).then((answer) => answer.json()),
    import(`${ROOT}pagefind/pagefind.js`),
  ]);
  // Without the worker there is one file less to fetch; a search takes a few milliseconds.
  await pagefind.options({ noWorker: true, metaCacheTag: words.tag });
  await pagefind.init("en");
  return searcher(words, async (term) => (await pagefind.search(term)).results);
}

function ready() {
  loading ??= load();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** @param {Ranked} ranked */
function row({ page }) {
  const kind = page.kind === "Page" ? "" : `${page.kind}. `;
  return h("li", {}, link(ROOT + page.address, page.title), h("p", {}, kind + page.about));
}

/** @param {Ranked[]} found @param {string} query */
function show(found, query) {
  list.dataset.query = query;
  list.replaceChildren(...found.slice(0, SHOWN).map(row));
  list.hidden = !found.length;
  const many = Math.min(found.length, SHOWN);
  status.textContent = !query
    ? ""
    : !many
      ? said("none")
      : many === 1
        ? "One page fits."
        : `The ${many} pages that fit best:`;
}

async function search() {
  const query = box.value.trim();
  const turn = (asked += 1);
  // In the state of this visit, not in the address: no server sees it, and "back" brings it back.
  history.replaceState({ ...history.state, query }, "");
  if (!query) return show([], "");
  if (!list.childElementCount) status.textContent = "Searching …";
  try {
    const found = await (await ready())(query);
    if (turn === asked) show(found, query);
  } catch {
    if (turn === asked) {
      list.hidden = true;
      status.textContent = said("lost");
    }
  }
}

let timer = 0;
box.addEventListener("focus", () => ready().catch(() => {}), { once: true });
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
if (history.state?.query) {
  box.value = history.state.query;
  search();
}
