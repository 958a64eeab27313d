/**
 * `npm test` runs everything, each property 40 times, costly ones a share of that; `npm run check` (the argument `check`) leaves out
 * the rooms of SLOW and tries properties as few times as they say themselves.
 * Further arguments go to Vitest. The last line counts: `tests: N passed, N failed, N skipped`, where type
 * check and lint are one test each.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { main } from './launching.mjs';
import { prepare, root, run } from './with-node.mjs';

const SLOW = [
  'oracles',
  'real-data',
  'browser',
  'e2e',
  'docs',
  'package',
  'conformance',
  'storage',
  'simulation',
  'api',
  'serve',
];
const REPORT = path.join(root, '.build', 'vitest.json');

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

main(async () => {
  const [mode, ...rest] = process.argv.slice(2);
  const fast = mode === 'check';
  if (!fast) process.env.TIDEMARK_PROPERTY_RUNS ??= '40';
  const vitestArgs = mode === undefined || fast ? rest : [mode, ...rest];
  const node = await prepare({ dev: true });
  // Biome's ci command colours even what is not a terminal.
  const plain = process.stdout.isTTY || process.env.FORCE_COLOR ? [] : ['--colors=off'];
  const counts = [
    await step('types', node, ['typescript/bin/tsc', '-b']),
    await step('format and lint', node, ['@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', ...plain]),
    await vitest(node, [
      ...(fast ? SLOW.flatMap((room) => ['--exclude', `test/${room}/**`]) : []),
      ...vitestArgs,
    ]),
  ];
  const total = counts.reduce(sum);
  process.stdout.write(`\ntests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string} node
 * @param {string[]} args the first is a script inside node_modules
 * @returns {Promise<Counts>}
 */
async function step(name, node, [script = '', ...args]) {
  process.stdout.write(`\n${name}\n`);
  const code = await run(node, [path.join(root, 'node_modules', script), ...args], root);
  if (code !== 0) process.stdout.write(`${name}: failed with code ${code}\n`);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<Counts>}
 */
async function vitest(node, args) {
  mkdirSync(path.dirname(REPORT), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const code = await run(
    node,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args],
    root,
  );
  const counts = readReport();
  // Vitest also fails for what no test owns: an unhandled rejection, a crash before the report.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @typedef {{ status: string, fullName: string }} Result
 * @typedef {{ name: string, status: string, assertionResults: Result[] }} TestFile
 */

/** @returns {Counts} */
function readReport() {
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  /** @type {TestFile[]} */
  const files = report.testResults;
  for (const file of files) tellLeftOut(file);
  const unloadable = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((result) => result.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * One line for a file with tests that were left out; the title of the first says why.
 * @param {TestFile} file
 */
function tellLeftOut(file) {
  const leftOut = file.assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const [first] = leftOut;
  if (first === undefined) return;
  const name = path.relative(root, file.name);
  process.stdout.write(`left out: ${leftOut.length} in ${name}, the first: ${first.fullName}\n`);
}

/**
 * @param {Counts} a
 * @param {Counts} b
 */
function sum(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
