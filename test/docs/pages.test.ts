import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROGRAM } from '../cli/tidemark.ts';
import { matches, type Step, stepsOf } from './page.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** The pages of measures have a test of their own: their examples are formulas. */
const PAGES = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT })]
  .filter((page) => !page.startsWith('docs/measures/'))
  .sort();

/** Runs a step's command or program as the page's reader would; stderr and stdout as a terminal shows them. */
function outputOf(step: Step, folder: string): { out: string; code: number | null } {
  const home = { TIDEMARK_HOME: path.join(folder, 'home'), DATABASE_URL: undefined };
  const environment = { ...process.env, ...home, NO_COLOR: '1', FORCE_COLOR: undefined, COLUMNS: '80' };
  if (step.kind === 'program') {
    // Inside the checkout, so that the engine is found by its name.
    const file = path.join(ROOT, '.build', 'docs', `example-${step.line}.ts`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, step.code);
    const ran = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', env: environment });
    return { out: ran.stdout + ran.stderr, code: ran.status };
  }
  if (step.kind === 'file') throw new Error('a file has no output');
  const words = step.call.match(/"[^"]*"|\S+/g) ?? [];
  const [program, ...args] = words.map((word) => word.replaceAll('"', ''));
  if (program !== 'tidemark') throw new Error(`only calls of tidemark are executed: ${step.call}`);
  const ran = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  return { out: ran.stderr + ran.stdout, code: ran.status };
}

describe.each(PAGES)('%s', (page) => {
  const steps = stepsOf(readFileSync(path.join(ROOT, page), 'utf8'));
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tidemark-docs-'));
    cpSync(path.join(ROOT, 'examples'), path.join(folder, 'examples'), { recursive: true });
    for (const step of steps) {
      if (step.kind !== 'file') continue;
      mkdirSync(path.dirname(path.join(folder, step.name)), { recursive: true });
      writeFileSync(path.join(folder, step.name), step.text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = steps.filter((step) => step.kind !== 'file');
  if (run.length === 0) test('has nothing to execute', () => expect(run).toEqual([]));
  test.each(
    run.map((step) => [`line ${step.line}: ${step.kind === 'call' ? step.call : 'program'}`, step] as const),
  )('%s', (_, step) => {
    const { out, code } = outputOf(step, folder);
    expect(code, out).not.toBe(70);
    if (step.output === null) return expect(code, out).toBe(0);
    if (!matches(step.output, out)) expect(out).toBe(step.output);
  });
});
