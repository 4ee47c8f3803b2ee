// Runs programs under CPython 3.14, which the npm package pyodide brings to node: the lines of `lines.py`, in and out.
// NODE_MODULES names the folder that the package is in.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(`${process.env.NODE_MODULES}/`);
const { loadPyodide } = require('pyodide');
const python = await loadPyodide({ stdout: () => {}, stderr: () => {} });
for (const name of ['world', 'written', 'stand_in', 'blocking', 'lines']) {
  python.FS.writeFile(`/home/pyodide/${name}.py`, fs.readFileSync(new URL(`${name}.py`, import.meta.url)));
}
const lines = python.pyimport('lines');
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${lines.answer(line)}\n`);
}
