// What somebody typed in, the pages that fit out, best first. Knows nothing of the page it runs on.
// Two things are weighed: how near the query comes to what parents are known to say for a page,
// and what Pagefind finds in the text of the pages.

/**
 * @typedef {[said: string[], means: string[]]} Group words that stand for one another
 * @typedef {"Step" | "Next step" | "Help" | "Letter" | "Page"} Kind
 * @typedef {{id: string, address: string, kind: Kind, title: string, about: string, said: string[]}} Found
 * @typedef {{id: string, score: number}} Hit what Pagefind says of a page for one term
 * @typedef {{key: string, said: string}} Token
 * @typedef {Map<string, number>} Phrases phrase, as stems -> number of the group it belongs to
 */

import { nearest } from "./nearest.mjs";

const LONGEST_PHRASE = 5;
const SAID = 2;
/** What a kind of page is worth beside another that fits as well. */
const KINDS = { Step: 1.1, "Next step": 1, Help: 1, Letter: 0.9, Page: 0.9 };

/**
 * The words of a text as they are compared: small letters, no quotation marks.
 * @param {string} text
 */
export function wordsOf(text) {
  return text
    .toLowerCase()
    .replace(/['’‘]/g, "")
    .split(/[^\p{L}\p{N}:&]+/u)
    .filter(Boolean);
}

/**
 * A word without its ending, so that "refused" and "refuses" are one.
 * @param {string} word
 */
export function stem(word) {
  return word.length < 4 ? word : word.replace(/ies$/, "y").replace(/(?:ing|ed|es|s|e)$/, "");
}

/** @param {string[]} words */
const stems = (words) => words.map(stem).join(" ");

/** @param {Group[]} same @returns {Phrases} */
function dictionary(same) {
  const found = new Map();
  same.forEach(([said], group) => {
    for (const phrase of said) found.set(stems(wordsOf(phrase)), group);
  });
  return found;
}

/**
 * A text as tokens: known phrases, by the group they belong to, and other words.
 * @param {string} text @param {Phrases} phrases @param {Set<string>} smallWords left out where there are others
 */
function tokensOf(text, phrases, smallWords) {
  const words = wordsOf(text);
  const tokens = /** @type {Token[]} */ ([]);
  const small = /** @type {Token[]} */ ([]);
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - at);
    while (length > 0 && !phrases.has(stems(words.slice(at, at + length)))) length -= 1;
    const part = words.slice(at, at + Math.max(length, 1));
    const said = part.join(" ");
    if (length > 0) tokens.push({ key: `#${phrases.get(stems(part))}`, said });
    else (smallWords.has(said) ? small : tokens).push({ key: stem(said), said });
    at += Math.max(length, 1);
  }
  return tokens.length ? tokens : small;
}

/**
 * A function from a query to the pages that fit it, each with its score, best first.
 * @param {{small: string[], same: Group[], pages: Found[]}} words
 * @param {(term: string) => Promise<Hit[]>} find
 */
export function searcher({ small, same, pages }, find) {
  const phrases = dictionary(same);
  const smallWords = new Set(small);
  /** @param {string} text */
  const keys = (text) => new Set(tokensOf(text, phrases, smallWords).map((token) => token.key));
  const known = pages.map((page) => ({ page, said: [page.title, ...page.said].map(keys) }));
  const counts = new Map();
  for (const { said } of known) {
    for (const key of new Set(said.flatMap((set) => [...set]))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const vocabulary = new Set(
    [...same.flat(2), ...pages.flatMap((page) => [page.title, page.about, ...page.said])]
      .flatMap(wordsOf)
      .filter((word) => word.length > 3),
  );
  const roots = new Set([...vocabulary].map(stem));
  /** @param {string} key */
  const weight = (key) => Math.log(1 + pages.length / (counts.get(key) ?? 1));
  /** @param {Iterable<string>} set */
  const sum = (set) => [...set].reduce((total, key) => total + weight(key), 0);

  /** @param {Set<string>} query @param {Set<string>} phrase */
  function nearness(query, phrase) {
    const shared = sum([...phrase].filter((key) => query.has(key)));
    return shared && (shared / sum(phrase)) * Math.sqrt(shared / sum(query));
  }

  /** @param {Token[]} tokens */
  async function inText(tokens) {
    const totals = new Map();
    let whole = 0;
    for (const { key, said } of tokens) {
      const means = key[0] === "#" ? same[Number(key.slice(1))][1] : [];
      const best = new Map();
      for (const results of await Promise.all([said, ...means].map(find))) {
        for (const { id, score } of results) best.set(id, Math.max(score, best.get(id) ?? 0));
      }
      const top = Math.max(...best.values());
      const worth = Math.log(1 + pages.length / (best.size || pages.length));
      whole += worth;
      for (const [id, score] of best) {
        totals.set(id, (totals.get(id) ?? 0) + (worth * score) / top);
      }
    }
    return (/** @type {string} */ id) => (totals.get(id) ?? 0) / (whole || 1);
  }

  /** A word that stands nowhere, as the known word nearest to it. @param {string} word */
  const mended = (word) =>
    word.length < 4 || vocabulary.has(word) || smallWords.has(word) || roots.has(stem(word))
      ? word
      : (nearest(word, vocabulary) ?? word);

  return async (/** @type {string} */ text) => {
    const tokens = tokensOf(wordsOf(text).map(mended).join(" "), phrases, smallWords);
    const query = new Set(tokens.map((token) => token.key));
    const textual = await inText(tokens);
    return known
      .map(({ page, said }) => {
        const near = Math.max(...said.map((phrase) => nearness(query, phrase)));
        return { page, score: (SAID * near + textual(page.id)) * KINDS[page.kind] };
      })
      .filter(({ score }) => score > 0.1)
      .sort((a, b) => b.score - a.score);
  };
}
