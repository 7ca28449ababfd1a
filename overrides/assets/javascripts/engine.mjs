// The Python engine, for pages that need it. Nothing is fetched before startEngine is called.
//
//   await startEngine({ onProgress: ({ loaded, total }) => ..., signal: controller.signal });
//   const { deadlines } = await call("deadlines", { dates, today });
//
// The calls, and what they take and give, are those of decision_tree/in_browser.py. Whatever
// fails throws an EngineError, whose message is for the parent.

import { trusted } from "./trusted.mjs";

/**
 * @typedef {"missing" | "broken" | "slow" | "cancelled" | "stopped"} Reason
 * @typedef {{loaded: number, total: number}} Progress in bytes
 * @typedef {{done: (value?: any) => void, fail: (problem: Error) => void}} Waiting
 */

const FILES = new URL("../engine/", import.meta.url);
const WORKER = new URL("python-worker.mjs", import.meta.url).href;

/** @type {Record<Reason, string>} */
const WORDS = {
  missing: "This part of the page could not be loaded. Check your connection and try again.",
  broken: "This part of the page does not work on this device.",
  slow: "This is taking longer than 30 seconds.",
  cancelled: "You stopped this part of the page.",
  stopped: "This part of the page is not running.",
};

// `reason` is a key of WORDS, or "call" where the engine runs and refuses what it was given;
// `field` then names what to put right, where there is one.
export class EngineError extends Error {
  /** @param {Reason | "call"} reason @param {string} [message] @param {string | null} [field] */
  constructor(reason, message = reason === "call" ? "" : WORDS[reason], field = null) {
    super(message);
    this.reason = reason;
    this.field = field;
  }
}

/** @type {Engine | null} */
let engine = null; // what is running, or on its way
/** @type {any} */
let worker; // its address

// Resolves when the engine answers calls. A second call shares the first one's engine. After
// `timeout` it throws "slow" but goes on loading, so that starting again waits for the rest;
// an aborted `signal` ends it. `onProgress` is given bytes, as they are once unpacked.
/**
 * @param {{onProgress?: (progress: Progress) => void, signal?: AbortSignal, timeout?: number}} [how]
 * @returns {Promise<void>}
 */
export function startEngine({ onProgress, signal, timeout = 30000 } = {}) {
  if (signal?.aborted) return Promise.reject(new EngineError("cancelled"));
  engine ??= new Engine();
  const { watchers, ready } = engine;
  if (onProgress) watchers.add(onProgress);
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new EngineError("slow")), timeout);
    signal?.addEventListener("abort", () => engine?.end("cancelled"), { once: true });
    ready.then(done, fail).finally(() => clearTimeout(late));
  });
}

/**
 * What the engine gives for one call: plain data.
 * @param {string} name @param {object} [given] @returns {Promise<any>}
 */
export async function call(name, given = {}) {
  if (!engine) throw new EngineError("stopped");
  const answer = await engine.ask(name, given);
  if (answer.error) throw new EngineError("call", answer.error.message, answer.error.field);
  return answer;
}

// "off", "loading" or "ready".
export function engineState() {
  return engine ? engine.state : "off";
}

class Engine {
  state = "loading";
  /** @type {Set<(progress: Progress) => void>} */
  watchers = new Set();
  /** @type {Map<number, Waiting>} */
  waiting = new Map();
  count = 0;
  /** @type {Waiting} */
  opening = { done() {}, fail() {} };

  constructor() {
    /** @type {Promise<void>} */
    this.ready = new Promise((done, fail) => (this.opening = { done, fail }));
    worker ??= trusted("engine", WORKER);
    this.worker = new Worker(worker, { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.worker.addEventListener("error", () => this.end("missing"));
    manifest().then(
      (found) => this.worker.postMessage({ start: { ...found, base: FILES.href } }),
      () => this.end("missing"),
    );
  }

  /** @param {any} message */
  hear({ progress, ready, failed, id, answer }) {
    if (progress) for (const watcher of this.watchers) watcher(progress);
    if (failed) this.end(failed);
    if (ready) {
      this.state = "ready";
      this.opening.done();
    }
    if (id) {
      this.waiting.get(id)?.done(JSON.parse(answer));
      this.waiting.delete(id);
    }
  }

  /** @param {string} name @param {object} given */
  async ask(name, given) {
    await this.ready;
    const id = ++this.count;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.worker.postMessage({ id, name, given: JSON.stringify(given) });
    });
  }

  /** @param {Reason} reason */
  end(reason) {
    if (engine === this) engine = null;
    this.worker.terminate();
    this.opening.fail(new EngineError(reason));
    for (const { fail } of this.waiting.values()) fail(new EngineError(reason));
  }
}

async function manifest() {
  const answer = await fetch(new URL("engine.json", FILES), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
