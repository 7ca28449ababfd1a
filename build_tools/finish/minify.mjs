// Makes modules small: {name: text} as JSON comes in, the same with smaller texts goes out.
// The one argument is the address of Terser's module.

import { readFileSync } from "node:fs";

const { minify } = await import(process.argv[2]);
const options = {
  module: true, // so that names at the top of a module may get shorter; exported ones stay
  ecma: 2022,
  compress: { passes: 2 },
  // Names of files are found by their double quotes (scripts.py).
  format: { quote_style: 2 },
};
const made = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    made[name] = (await minify({ [name]: text }, options)).code;
  } catch ({ message, line, col }) {
    console.error(`${name}:${line}:${col}: ${message}`);
    process.exit(1);
  }
}
process.stdout.write(JSON.stringify(made));
