// A button that copies.

import { announce, button } from "./dom.mjs";

/**
 * Puts the words of `source` where the parent can paste them. Where the browser refuses, they are
 * marked on the page, ready to be copied by hand.
 * @param {string} words on the button @param {HTMLElement} source
 */
export function copyButton(words, source) {
  const copy = button(words, async () => {
    const done = await navigator.clipboard.writeText(source.textContent ?? "").then(
      () => "Copied.",
      () => (getSelection()?.selectAllChildren(source), "Marked. Copy it the way you copy other text."),
    );
    copy.textContent = done;
    announce(done);
    setTimeout(() => (copy.textContent = words), 4000);
  });
  return copy;
}
