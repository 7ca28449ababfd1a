// Makes modules few and small: {modules: {name: text}, entries: [name]} as JSON comes in, {name:
// text} goes out. The arguments are the addresses of Rollup's module and of Terser's.

import { readFileSync } from "node:fs";

const { modules, entries } = JSON.parse(readFileSync(0, "utf8"));
const { rollup } = await import(process.argv[2]);
const { minify } = await import(process.argv[3]);

// What pages nearly always load together weighs less in one file. Whatever else is imported late,
// or by several, becomes a file of its own: never part of one that names others, or two files
// would import each other, and neither could be named by its content.
const TOGETHER = {
  main: ["main", "dom", "day", "trusted", "keep", "keeping", "tree", "state", "journey", "copy"],
  answers: ["answers", "helper-code", "ahead"],
  tools: ["typed", "engine", "engine-panel", "wrong", "download"],
};

const stem = (name) => name.replace(/\.\w+$/, "");
const fromText = {
  name: "from text",
  resolveId: (source) => source.replace(/^\.\//, ""),
  load: (name) => modules[name] ?? null,
};

async function joined() {
  const build = await rollup({
    input: entries,
    plugins: [fromText],
    preserveEntrySignatures: "allow-extension",
    onwarn() {},
  });
  const { output } = await build.generate({
    format: "es",
    entryFileNames: ({ facadeModuleId }) => facadeModuleId,
    chunkFileNames: "[name].mjs",
    hoistTransitiveImports: false,
    manualChunks: (name, { getModuleInfo }) =>
      Object.keys(TOGETHER).find((file) => TOGETHER[file].includes(stem(name))) ??
      (getModuleInfo(name).importers.length > 1 ? stem(name) : null),
  });
  return output;
}

const options = {
  module: true, // so that names at the top of a module may get shorter; exported ones stay
  ecma: 2022,
  compress: { passes: 3 },
  // Names of files are found by their double quotes (scripts.py).
  format: { quote_style: 2 },
};
const made = {};
try {
  for (const { fileName, code } of await joined()) made[fileName] = (await minify(code, options)).code;
} catch ({ message, loc, id }) {
  const place = loc ? `${loc.file ?? id}:${loc.line}:${loc.column}: ` : "";
  console.error(place + message.replace(/^\S+ \(\d+:\d+\): | \(Note that .*/g, ""));
  process.exit(1);
}
process.stdout.write(JSON.stringify(made));
