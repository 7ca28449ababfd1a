// The page for an unknown address: offers the pages whose addresses are nearest to it.

import { h, link, one } from "./dom.mjs";
import { nearest } from "./nearest.mjs";
import { ROOT } from "./tree.mjs";

const FOLDER = new URL(ROOT).pathname;
const OFFERED = 3;

/** @param {string} address */
const wordsIn = (address) => address.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 1);

async function offer() {
  const place = one("#nearest");
  if (!place || !location.pathname.startsWith(FOLDER)) return;
  const asked = wordsIn(location.pathname.slice(FOLDER.length).slice(0, 200));
  /** @type {Record<string, string>} */
  const titles = await (await fetch(`${ROOT}assets/titles.json`)).json();
  const ranked = Object.entries(titles)
    .map(([address, title]) => {
      const words = wordsIn(address);
      const near = asked.filter((word) => words.includes(word) || nearest(word, words));
      return { address, title, score: (2 * near.length) / (asked.length + words.length || 1) };
    })
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERED);
  one("ul", place)?.append(
    ...ranked.map(({ address, title }) => h("li", {}, link(ROOT + address, title))),
  );
  place.hidden = !ranked.length;
}

offer().catch(() => {});
