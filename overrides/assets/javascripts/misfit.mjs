// "This did not fit my situation": puts the ids of the answers beside the page's address, where
// the parent sees them, and into the links. Nothing is sent from here.

import { parse } from "./state.mjs";

const place = document.querySelector(".misfit");
const shown = place?.querySelector("pre");
const before = shown?.textContent ?? "";

function fill() {
  const state = parse(location.hash);
  const answers = state ? [...state.answers].map(([question, answer]) => `${question}: ${answer}`) : [];
  const text = answers.length ? `${before}\nAnswers:\n${answers.join("\n")}` : before;
  if (shown) shown.textContent = text;
  for (const link of place?.querySelectorAll("a") ?? []) {
    link.href = link.href.replace(/([?&]body=).*$/, (_, name) => name + encodeURIComponent(text));
  }
}

place?.addEventListener("toggle", fill);
