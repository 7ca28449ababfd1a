// The page for an unknown address: offers the pages whose addresses are nearest to it.

import { nearest } from "./nearest.mjs";

const SITE = new URL("../../", import.meta.url);
const OFFERED = 3;

/** @param {string} address */
const wordsIn = (address) => address.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 1);

async function offer() {
  const place = document.getElementById("nearest");
  if (!place || !location.pathname.startsWith(SITE.pathname)) return;
  const asked = wordsIn(location.pathname.slice(SITE.pathname.length).slice(0, 200));
  /** @type {{pages: import("./ranking.mjs").Found[]}} */
  const { pages } = await (await fetch(new URL("assets/search.json", SITE))).json();
  const ranked = pages
    .map((page) => {
      const words = wordsIn(page.address);
      const near = asked.filter((word) => words.includes(word) || nearest(word, words));
      return { page, score: (2 * near.length) / (asked.length + words.length || 1) };
    })
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, OFFERED);
  for (const { page } of ranked) {
    const link = document.createElement("a");
    link.href = new URL(page.address, SITE).href;
    link.textContent = page.title;
    const item = document.createElement("li");
    item.append(link);
    place.querySelector("ul")?.append(item);
  }
  place.hidden = !ranked.length;
}

offer().catch(() => {});
