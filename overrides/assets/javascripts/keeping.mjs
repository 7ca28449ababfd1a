// "Keep on this phone", what that means in words, and "Clear everything".

import { announce, button, h, one } from "./dom.mjs";
import * as keep from "./keep.mjs";
import { ROOT } from "./tree.mjs";

const IN_TAB = "Your answers, and what you type, are kept in this tab until you close it.";
const ON_DEVICE =
  "Kept on this phone until you clear it: your answers, and what you type into dates, letters " +
  "and the record. Anybody who can open this phone can see it. Nothing is sent to us.";
const FULL =
  "This browser is full, or does not let the page keep anything, as in a private window. ";
const REFUSED = `${FULL}Your answers stay in this tab. You can also save this page's address: it holds your answers.`;
const UNSAFE = `${FULL}What you have just typed may be gone when you leave this page, so finish here first.`;

/** Every block on the page, to be drawn again when one of them changes things. */
/** @type {Set<(refused: string) => void>} */
const blocks = new Set();

/** The choice as a block for the foot of a panel. */
export function keeping() {
  const words = h("p", {});
  const choices = h("p", { class: "choices" });
  const block = h("div", { class: "keeping" }, words, choices);
  const show = (/** @type {string} */ refused) => {
    const kept = keep.isKept() && !keep.isGuest();
    words.textContent = refused || (kept ? ON_DEVICE : IN_TAB);
    choices.replaceChildren();
    if (!kept) choices.append(button("Keep on this phone", onKeep));
    choices.append(button("Clear everything", onClear));
  };
  show("");
  blocks.add(show);
  return block;
}

/**
 * At what is typed first on a page: offer to keep it. Say it where it could not be kept.
 * @param {HTMLElement} form @param {boolean} safe what `type` gave
 */
export function offerToKeep(form, safe) {
  if (!one(".tool .keeping")) form.append(keeping());
  if (safe) return;
  const words = one(".tool .keeping p");
  if (!words || words.textContent === UNSAFE) return;
  words.textContent = UNSAFE;
  announce(UNSAFE);
}

function onKeep() {
  const done = keep.keepOnDevice();
  for (const show of blocks) show(done ? "" : REFUSED);
  announce(done ? ON_DEVICE : REFUSED);
}

async function onClear() {
  await keep.clearEverything();
  history.replaceState(null, "", location.pathname);
  location.replace(ROOT);
  if (location.href === ROOT) location.reload();
}
