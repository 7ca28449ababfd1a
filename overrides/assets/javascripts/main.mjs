// The one module that every page loads. Each page works without it; it adds what a page asks for.

import { mountAnswers } from "./answers.mjs";
import { all, h, link, one } from "./dom.mjs";

/** What a page may ask for with `data-module`, and nothing else. @type {Record<string, () => Promise<{mount: (place: HTMLElement) => void}>>} */
const MODULES = {};

/** A page inside somebody else's frame could be drawn over: it keeps its tools to itself. */
function framed() {
  try {
    return window.top !== window.self;
  } catch {
    return true;
  }
}

function styles() {
  const href = new URL("../stylesheets/tools.css", import.meta.url).href;
  document.head.append(h("link", { rel: "stylesheet", href }));
}

async function start() {
  if (framed()) {
    const words = "Open this page by itself to keep your answers and fill in letters";
    one("article")?.prepend(h("p", { class: "notice" }, link(location.href, words, { target: "_blank" })));
    return;
  }
  styles();
  mountAnswers();
  for (const place of all("[data-module]")) {
    const load = Object.hasOwn(MODULES, place.dataset.module ?? "")
      ? MODULES[place.dataset.module ?? ""]
      : null;
    if (load) (await load()).mount(place);
  }
}

start();
