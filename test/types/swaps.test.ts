import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../tidy/sources.ts';

/** Compiles a program inside the repository, as a test would be, and answers what tsc says. */
function compile(source: string): { code: number | null; output: string } {
  const build = path.join(root, '.build');
  mkdirSync(build, { recursive: true });
  const folder = mkdtempSync(path.join(build, 'types-'));
  try {
    writeFileSync(path.join(folder, 'program.ts'), source);
    const config = { extends: '../../tsconfig.base.json', compilerOptions: { noEmit: true, types: [] } };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ ...config, files: ['program.ts'] }));
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const run = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
    return { code: run.status, output: run.stdout + run.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const swaps = readFileSync(path.join(import.meta.dirname, 'swaps.ts'), 'utf8');

test('Swapped scalars do not compile: tsc refuses each line of swaps.ts by itself', () => {
  const expected = swaps.match(/\/\/ @ts-expect-error/g)?.length;
  const { code, output } = compile(swaps.replaceAll('// @ts-expect-error', '// refused:'));
  expect(code).not.toBe(0);
  expect(output.match(/error TS\d+/g)).toHaveLength(expected ?? 0);
  // Every one is a wrong argument type, not a mistake in the program itself.
  expect(new Set(output.match(/error TS\d+/g))).toEqual(new Set(['error TS2345']));
});

test('A swap that compiled would be seen: tsc refuses an expectation that nothing meets', () => {
  const { code, output } = compile('// @ts-expect-error a number is a number\nexport const n: number = 1;\n');
  expect(code).not.toBe(0);
  expect(output).toContain('error TS2578');
});
