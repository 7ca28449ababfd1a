// The Python engine, fetched before it is asked for, and never at the parent's cost.

import * as keep from "./keep.mjs";
import { ROOT } from "./tree.mjs";

const DONE = "ahead";
const ENGINE = `${ROOT}assets/engine/`;

/**
 * What the browser knows of the line. Safari and Firefox tell nothing, and a computer's Chromium
 * not whether it is metered.
 * @typedef {{saveData?: boolean, type?: string, effectiveType?: string} & EventTarget} Line
 */

/** @returns {Line | undefined} */
const line = () => /** @type {any} */ (navigator).connection;

/** Only where the browser says that the line is fast and not paid for by the megabyte. */
function isFree() {
  const { saveData, type, effectiveType } = line() ?? {};
  return saveData === false && (type === "wifi" || type === "ethernet") && effectiveType === "4g";
}

/** The Python engine, once the page is there and has nothing to do. Once a tab is enough. */
export function engineAhead() {
  const idle = () => (self.requestIdleCallback ?? setTimeout)(() => fetchEngine().catch(() => {}));
  if (!isFree() || keep.inTab(DONE)) return;
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle);
}

async function fetchEngine() {
  const stop = new AbortController();
  line()?.addEventListener("change", () => isFree() || stop.abort());
  const get = async (/** @type {string} */ name) => {
    const how = /** @type {RequestInit} */ ({ signal: stop.signal, priority: "low" });
    const answer = await fetch(ENGINE + name, how);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer;
  };
  const { parts } = await (await get("engine.json")).json();
  // One after the other, so that whatever the parent asks for meanwhile comes first.
  for (const { name } of Object.values(parts)) await (await get(name)).blob();
  keep.write(DONE, "1");
}
