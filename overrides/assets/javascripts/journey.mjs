// Which answers this page goes by: from its address, the history, the tab or the device.

import * as keep from "./keep.mjs";
import { empty, format, newJourney, parse, together } from "./state.mjs";
import { ROOT } from "./tree.mjs";

/** @typedef {import("./state.mjs").State} State */

const NAME = "answers";

/**
 * @returns {{state: State, own: State | null, aside: State | null}} `own`: what the address alone
 *   says. `aside`: the parent's kept answers, where a link from elsewhere came with others.
 */
export function recall() {
  forgetIfCleared();
  const mark = history.state?.answers;
  const address = parse(location.hash);
  const own = address ?? parse(mark);
  const tab = parse(keep.inTab(NAME));
  const device = parse(keep.onDevice(NAME));
  const remembered = tab ?? device;
  const fromElsewhere = !mark && !document.referrer.startsWith(ROOT);
  if (!own || isBare(own)) {
    const startAgain = address && !fromElsewhere;
    return { state: (!startAgain && remembered) || empty(), own: null, aside: null };
  }
  const others = device && device.journey !== own.journey && fromElsewhere;
  if (others) keep.write("guest", "1");
  const aside = keep.isGuest() ? device : null;
  // No journey: the answer was tapped before this script had come, and knows only itself.
  const early = remembered && !own.journey && !fromElsewhere;
  const answers = new Map([...(remembered?.answers ?? []), ...own.answers]);
  const state = early ? { ...remembered, answers } : together(own, remembered);
  return { state, own, aside };
}

/** @param {State} state */
const isBare = (state) => !state.answers.size && !state.start;

/**
 * Keep the state in this history entry, in the tab and, if asked, on the device.
 * @param {State} state @param {boolean} inAddress whether `#` may hold it here
 */
export function remember(state, inAddress) {
  state.journey ||= state.answers.size ? newJourney() : "";
  const line = format({ ...state, changed: null });
  keep.write(NAME, line);
  const free = !location.hash || parse(location.hash);
  const address = inAddress && free ? (state.answers.size ? `#${line}` : " ") : location.hash;
  mark(line, address);
}

/** Note the state on an entry whose address is a place on the page. @param {State} state */
export const markEntry = (state) => mark(format({ ...state, changed: null }), location.hash);

/** @param {string} line @param {string} address */
function mark(line, address) {
  const url = location.pathname + location.search + address.trim();
  history.replaceState({ ...history.state, answers: line, at: Date.now() }, "", url);
}

/** Go on with the kept answers instead of those of a link. @param {State} state */
export function useKept(state) {
  keep.forget("guest");
  keep.write(NAME, format(state));
}

/** Forget the answers, in this entry too; what was typed elsewhere stays. */
export function startAgain() {
  const line = format(empty());
  keep.write(NAME, line);
  mark(line, "");
}

/** A page from before everything was cleared holds its answers still: take them off it. */
function forgetIfCleared() {
  const at = history.state?.at;
  if (at && at < keep.clearedAt()) history.replaceState(null, "", location.pathname);
}
