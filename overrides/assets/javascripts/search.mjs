// The search page. Nothing is loaded before the box is used, and what is typed stays on the device.

import { searcher } from "./ranking.mjs";

const SITE = new URL("../../", import.meta.url);
const SHOWN = 8;
const PAUSE = 200;

/** @template {HTMLElement} T @param {string} selector @returns {T} */
const the = (selector) => /** @type {T} */ (document.querySelector(selector));
const form = /** @type {HTMLFormElement} */ (the("form.search"));
const box = /** @type {HTMLInputElement} */ (the("#search-words"));
const status = the("#search-status");
const list = the("#search-results");

/** @typedef {{page: import("./ranking.mjs").Found, score: number}} Ranked */

/** @type {Promise<(query: string) => Promise<Ranked[]>> | undefined} */
let loading;
let asked = 0;

/** A function from a query to the pages that fit it, made on first use. */
async function load() {
  const [words, pagefind] = await Promise.all([
    fetch(new URL("assets/search.json", SITE)).then((answer) => answer.json()),
    import(new URL("pagefind/pagefind.js", SITE).href),
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
  const link = document.createElement("a");
  link.href = new URL(page.address, SITE).href;
  link.textContent = page.title;
  const about = document.createElement("p");
  about.textContent = `${page.kind === "Page" ? "" : `${page.kind}. `}${page.about}`;
  const item = document.createElement("li");
  item.append(link, about);
  return item;
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
      ? "No page fits these words. Try others, or look through the lists below."
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
      status.textContent = "Search could not be loaded. Every page is in the lists below.";
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
