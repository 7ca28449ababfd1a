// The wait for the Python engine, as a parent sees it: how far it is, a way to stop, and words
// for what to do where it does not come.

import { announce, button, h } from "./dom.mjs";
import { EngineError, call, engineState, startEngine } from "./engine.mjs";
import * as keep from "./keep.mjs";

const USED = "engine";

/** Whether this tab has run the engine, so that starting it again costs next to no data. */
export const wasUsed = () => keep.inTab(USED) !== null;

const MB = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

/**
 * The engine, started if it is not; its way is shown in `place`.
 * @param {HTMLElement} place what is emptied and filled. Its `data-instead` says what the parent
 *   can do where the engine does not come
 * @param {() => void} again what to do where the parent asks for another try
 * @param {boolean} [quiet] the parent has not asked for it just now, so it is shown but not
 *   announced
 * @returns {Promise<boolean>} true once it answers calls; false where that was stopped or failed,
 *   which has been said in `place`, with a way to try again
 */
export async function engineIn(place, again, quiet) {
  if (engineState() === "ready") return true;
  const stop = new AbortController();
  const bar = /** @type {HTMLProgressElement} */ (h("progress", { "aria-label": "Loading" }));
  const words = h("p", {}, "Getting ready …");
  place.replaceChildren(words, bar, button("Stop", () => stop.abort()));
  if (!quiet) announce("Getting ready. This can take some seconds.");
  const onProgress = (/** @type {{loaded: number, total: number}} */ { loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    words.textContent = `Getting ready: ${MB(loaded)} of ${MB(total)} MB, once unpacked`;
  };
  try {
    await startEngine({ onProgress, signal: stop.signal });
    place.replaceChildren();
    keep.write(USED, "1");
    return true;
  } catch (problem) {
    const { reason, message } = /** @type {EngineError} */ (problem);
    failed(place, message, quiet);
    place.append(button(reason === "slow" ? "Keep waiting" : "Try again", again));
    return false;
  }
}

/** Say that the engine has failed, and what can be done without it. @param {HTMLElement} place @param {string} why @param {boolean} [quiet] */
export function failed(place, why, quiet) {
  const words = `${why} ${place.dataset.instead}`;
  place.replaceChildren(h("p", { class: "notice" }, words));
  if (!quiet) announce(words);
}

/**
 * A call, and what was wrong in words where it could not be done.
 * @param {string} name @param {object} given
 * @returns {Promise<{answer: any, problem: EngineError | null}>}
 */
export async function ask(name, given) {
  try {
    return { answer: await call(name, given), problem: null };
  } catch (problem) {
    return { answer: null, problem: /** @type {EngineError} */ (problem) };
  }
}
