// What is wrong with what was typed, beside its field and said by a screen reader.

import { announce } from "./dom.mjs";

/** Say it, or with "" that nothing is wrong. @param {HTMLElement} mark @param {string} words */
export function say(mark, words) {
  if (words === mark.textContent) return;
  mark.textContent = words;
  mark.hidden = !words;
  if (words) announce(words);
}

/**
 * The same for one field. It waits while the parent is still typing.
 * @param {HTMLElement} control @param {HTMLElement} mark
 * @returns {(words: string) => void}
 */
export function wrongAt(control, mark) {
  let typing = false;
  let words = "";
  const tell = () => {
    control.setAttribute("aria-invalid", String(words !== ""));
    say(mark, words);
  };
  control.addEventListener("input", () => (typing = true));
  control.addEventListener("change", () => {
    typing = false;
    tell();
  });
  return (found) => {
    words = found;
    if (!typing || !words) tell();
  };
}
