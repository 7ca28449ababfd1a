// The one module that every page loads. Each page works without it; it adds what a page asks for.

import { all, h, link, one } from "./dom.mjs";
import "./fresh.mjs";
import * as keep from "./keep.mjs";
import "./misfit.mjs";
import { keepPages } from "./offline.mjs";

/** A page inside somebody else's frame could be drawn over: it keeps its tools to itself. */
function framed() {
  try {
    return window.top !== window.self;
  } catch {
    return true;
  }
}

function offerToOpen() {
  const words = "Open this page by itself to keep your answers and fill in letters";
  const open = link(location.href, words, { target: "_blank" });
  one("article")?.prepend(h("p", { class: "notice" }, open));
}

function styles() {
  const href = new URL("../stylesheets/tools.css", import.meta.url).href;
  document.head.append(h("link", { rel: "stylesheet", href }));
}

async function start() {
  const places = all("[data-module]");
  if (!places.length) return;
  styles();
  if (framed()) return offerToOpen();
  await Promise.all(
    places.map((place) => {
      if (!isFolded(place)) return mount(place);
      place.addEventListener("toggle", () => mount(place), { once: true });
    }),
  );
}

/** What a place asks for is the name of a module beside this one. @param {HTMLElement} place */
const mount = async (place) => (await import(`./${place.dataset.module}.mjs`)).mount(place);

/** Whether nothing shows yet, nor anything typed before would: then its module can wait. @param {HTMLElement} place */
const isFolded = (place) =>
  place.matches("details:not([open])") && !keep.inTab("days") && !keep.onDevice("days");

start();
// Once the page has nothing else to do.
if (!framed()) addEventListener("load", () => (self.requestIdleCallback ?? setTimeout)(keepPages));
