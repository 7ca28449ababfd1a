// The wait for the Python engine, as a parent sees it: how far it is, a way to stop, and words
// for what to do where it does not come.

import { announce, button, h } from "./dom.mjs";
import { EngineError, call, engineState, startEngine } from "./engine.mjs";

const MB = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

/**
 * The engine, started if it is not; its way is shown in `place`.
 * @param {HTMLElement} place what is emptied and filled
 * @param {string} instead where it does not come: what the parent can do without it
 * @param {() => void} again what to do where the parent asks for another try
 * @returns {Promise<boolean>} true once it answers calls; false where that was stopped or failed,
 *   which has been said in `place`, with a way to try again
 */
export async function engineIn(place, instead, again) {
  if (engineState() === "ready") return true;
  const stop = new AbortController();
  const bar = /** @type {HTMLProgressElement} */ (h("progress", { "aria-label": "Loading" }));
  const words = h("p", {}, "Getting ready …");
  place.replaceChildren(words, bar, button("Stop", () => stop.abort()));
  announce("Getting ready. This can take some seconds.");
  const onProgress = (/** @type {{loaded: number, total: number}} */ { loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    words.textContent = `Getting ready: ${MB(loaded)} of ${MB(total)} MB`;
  };
  try {
    await startEngine({ onProgress, signal: stop.signal });
    place.replaceChildren();
    return true;
  } catch (problem) {
    const { reason, message } = /** @type {EngineError} */ (problem);
    const retry = button(reason === "slow" ? "Keep waiting" : "Try again", again);
    place.replaceChildren(h("p", { class: "notice" }, `${message} ${instead}`), retry);
    announce(`${message} ${instead}`);
    return false;
  }
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
