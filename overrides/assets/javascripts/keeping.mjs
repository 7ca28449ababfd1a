// "Keep on this phone", what that means in words, and "Clear everything".

import { announce, button, h } from "./dom.mjs";
import * as keep from "./keep.mjs";
import { ROOT } from "./tree.mjs";

const IN_TAB = "Your answers are kept in this tab until you close it.";
const ON_DEVICE =
  "Kept on this phone until you clear it: your answers, and what you type into dates, letters " +
  "and the record. Anybody who can open this phone can see it. Nothing is sent to us.";
const REFUSED =
  "This browser does not let the page keep anything, as in a private window, or it is full. " +
  "Your answers stay in this tab. You can also save this page's address: it holds your answers.";

/** The choice as a block for the foot of a panel. */
export function keeping() {
  const words = h("p", {});
  const choices = h("p", { class: "choices" });
  const block = h("div", { class: "keeping" }, words, choices);
  const show = (/** @type {string} */ refused) => {
    const kept = keep.isKept() && !keep.isGuest();
    words.textContent = refused || (kept ? ON_DEVICE : IN_TAB);
    choices.replaceChildren();
    if (!kept) choices.append(button("Keep on this phone", () => onKeep(show)));
    choices.append(button("Clear everything", onClear));
  };
  show("");
  return block;
}

/** @param {(refused: string) => void} show */
function onKeep(show) {
  const done = keep.keepOnDevice();
  show(done ? "" : REFUSED);
  announce(done ? ON_DEVICE : REFUSED);
}

async function onClear() {
  await keep.clearEverything();
  history.replaceState(null, "", location.pathname);
  location.replace(ROOT);
  if (location.href === ROOT) location.reload();
}
