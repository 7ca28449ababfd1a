// Runs Python inside Pyodide, in Node, for the build and the tests.
//
//   node run.mjs <folder of Pyodide> [<standard library to use instead>]  < job.json > result
//
// The job is {"files": {path: base64}, "script": Python}. The result is the text that the
// script's last line gives. What Python prints goes to standard error.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, library] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const job = JSON.parse(readFileSync(0, "utf8"));
const python = await loadPyodide({
  indexURL: folder,
  stdout: (line) => console.error(line),
  ...(library && { stdLibURL: library }),
});
for (const [path, content] of Object.entries(job.files)) {
  python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
  python.FS.writeFile(path, Buffer.from(content, "base64"));
}
try {
  process.stdout.write(python.runPython(job.script));
} catch (problem) {
  console.error(problem.message);
  process.exitCode = 1;
}
