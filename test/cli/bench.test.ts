import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BENCH_PARTS, BENCH_SIZES } from '../../app/cli/bench-parts.ts';
import { PROGRAM, ROOT, tidemark } from './tidemark.ts';

const MINUTE = 60_000;

/** A folder for temporary files of the test's own, so that what is left behind shows. */
let scratch = '';
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

/** What is there beside the data, which are kept. */
const leftBehind = () => readdirSync(scratch).filter((name) => name !== 'tidemark-bench');

describe('tidemark bench', () => {
  test('has a manual page that names every flag, size and part', () => {
    const { code, out } = tidemark(['bench', '--help']);
    expect(code).toBe(0);
    for (const flag of ['quick', 'size', 'only', 'runs', 'all', 'json']) expect(out).toContain(`--${flag}`);
    for (const name of [...BENCH_SIZES, ...BENCH_PARTS]) expect(out).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('refuses what there is not, all at once', () => {
    const args = ['bench', '--size', 'S,XL', '--only', 'speed', '--runs', '0', '--json'];
    const { code, json } = tidemark(args);
    expect(code).toBe(2);
    expect(json.problems.map(({ field }: { field: string }) => field)).toEqual([
      '--size',
      '--only',
      '--runs',
    ]);
  });

  test(
    'with --json: one document on stdout, tables and progress on stderr, nothing left behind',
    () => {
      const env = { TMPDIR: scratch, TEMP: scratch };
      const { code, json, err } = tidemark(['bench', '--quick', '--only', 'micro', '--json'], ROOT, env);
      expect(code, err).toBe(0);
      expect(json.micro).toHaveLength(1);
      expect(json.budgets).toEqual([]);
      expect(err).toMatch(/^S: parts …$/m);
      expect(err).toMatch(/^part +median +rate/m);
      expect(leftBehind()).toEqual([]);
    },
    MINUTE,
  );

  test.runIf(process.platform !== 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'ends at %s, and removes what it made',
    async (signal, code) => {
      const child = spawn(process.execPath, [PROGRAM, 'bench', '--quick', '--only', 'totals'], {
        env: { ...process.env, TMPDIR: scratch },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      await new Promise<void>((resolve) =>
        child.stderr.on('data', (text) => String(text).includes('checking figures') && resolve()),
      );
      const isMeasuring = () => leftBehind().length > 0;
      while (!isMeasuring()) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill(signal);
      expect(await ended).toBe(code);
      expect(leftBehind()).toEqual([]);
      expect(existsSync(scratch)).toBe(true);
    },
    MINUTE,
  );
});
