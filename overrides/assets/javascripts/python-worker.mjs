// Python, in a worker of its own, so that the page never stops answering taps.
//
// Takes {start: {base, parts, lock}} once (see engine.json), then any number of {id, name,
// given}. Gives {progress: {loaded, total}} in bytes, {ready: true} or {failed: reason}, and
// {id, answer} for each call. A reason is "missing": a file could not be fetched; or "broken":
// the files came, but do not run.

/**
 * @typedef {{name: string, integrity: string, bytes: number}} Part
 * @typedef {Record<string, Part>} Parts
 */

/** @type {any} */
let python;

self.addEventListener("message", async ({ data }) => {
  if (!data.start) {
    self.postMessage({ id: data.id, answer: python.call(data.name, data.given) });
    return;
  }
  try {
    python = await load(data.start);
    self.postMessage({ ready: true });
  } catch (/** @type {any} */ problem) {
    self.postMessage({ failed: problem.reason ?? "broken" });
  }
});

// Pyodide leaves the failure of a file unhandled, which `handOver` has told already.
self.addEventListener("unhandledrejection", (event) => event.preventDefault());

/** @param {{base: string, parts: Parts, lock: string}} start */
async function load({ base, parts, lock }) {
  /** @param {string} part */
  const address = (part) => new URL(parts[part].name, base).href;
  const count = counter(parts);
  /** @param {string} part */
  const get = (part) =>
    fetch(address(part), { integrity: parts[part].integrity }).then(
      (answer) => counted(answer, count),
      missing,
    );
  /** @param {string} part */
  const bring = (part) =>
    import(address(part)).then((module) => {
      count(parts[part].bytes);
      return module;
    }, missing);
  const [wasm, library, pack] = ["wasm", "python", "pack"].map(get);
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all(
    ["loader", "runtime"].map(bring),
  );
  const failure = handOver({ "pyodide.asm.wasm": wasm, [parts.python.name]: library });
  const options = { indexURL: base, packageBaseUrl: base, lockFileContents: lock };
  const started = loadPyodide({ ...options, stdLibURL: address("python"), createPyodideModule });
  const pyodide = await Promise.race([started, failure]);
  const inside = pyodide.pyimport("decision_tree.in_browser");
  inside.start(await pack.then((answer) => answer.text()));
  return inside;
}

// Pyodide's loader fetches two files by fixed names, and waits for ever where one of them fails.
// So it gets what is already on its way, and the promise returned here fails when it should.
/** @param {Record<string, Promise<Response>>} files @returns {Promise<never>} */
function handOver(files) {
  return new Promise((_, fail) => {
    for (const file of Object.values(files)) file.catch(fail);
    /** @type {any} */ (self).fetch = (/** @type {string} */ target) =>
      files[new URL(target).pathname.split("/").pop() ?? ""];
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) =>
      instantiate(...given).catch((/** @type {unknown} */ problem) => {
        fail(problem);
        throw problem;
      });
  });
}

/** @param {Parts} parts @returns {(bytes: number) => void} */
function counter(parts) {
  const total = Object.values(parts).reduce((sum, part) => sum + part.bytes, 0);
  let loaded = 0;
  return (bytes) => {
    loaded += bytes;
    self.postMessage({ progress: { loaded, total } });
  };
}

// The answer as it came, because a browser keeps compiled code only with an answer from the
// network. The bytes of its twin are counted.
/** @param {Response} answer @param {(bytes: number) => void} count */
function counted(answer, count) {
  if (!answer.ok) missing(answer.status);
  tally(/** @type {ReadableStream} */ (answer.clone().body).getReader(), count).catch(() => {});
  return answer;
}

/** @param {ReadableStreamDefaultReader} reader @param {(bytes: number) => void} count */
async function tally(reader, count) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    count(value.length);
  }
}

/** @param {unknown} problem @returns {never} */
function missing(problem) {
  const reason = problem instanceof SyntaxError ? "broken" : "missing";
  throw Object.assign(new Error(String(problem)), { reason });
}
