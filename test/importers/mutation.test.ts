import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Numbers } from '../random-numbers.ts';
import { AMERICAN } from './described-files.ts';
import { PROGRAMS } from './described-programs.ts';
import { fault, mutated, type Seed } from './mutation.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'imports');
const samples: Seed[] = (existsSync(FOLDER) ? globSync('*/*', { cwd: FOLDER }).sort() : []).map((name) => ({
  name,
  bytes: readFileSync(path.join(FOLDER, name)),
}));
const described: Seed[] = [...AMERICAN, ...PROGRAMS].map(({ format, text }) => ({
  name: format,
  bytes: new TextEncoder().encode(text),
}));

/** Short by itself; the nightly run sets TIDEMARK_IMPORT_MUTATIONS to 100000. */
const RUNS = Number(process.env.TIDEMARK_IMPORT_MUTATIONS ?? 400);
/** Of the nightly run: far beyond what a file of a few kilobytes takes, so that it shows a hang and not a slow machine. */
const HANG_MS = process.env.TIDEMARK_IMPORT_MUTATIONS === undefined ? Number.POSITIVE_INFINITY : 20_000;

test(`${RUNS} byte mutations of every sample: never a crash, a hang, or a row silently lost`, () => {
  const seed = Number(process.env.TIDEMARK_SEED);
  const random = new Numbers(seed);
  const seeds = [...samples, ...described];
  for (let run = 0; run < RUNS; run++) {
    const { name, bytes } = seeds[run % seeds.length];
    const changed = mutated(bytes, random);
    const started = performance.now();
    const found = faultOf(changed);
    const took = performance.now() - started;
    if (found === null && took < HANG_MS) continue;
    const shown = Buffer.from(changed).toString('base64').slice(0, 200_000);
    expect.fail(`run ${run} of seed ${seed}, ${name}: ${found ?? `${took} ms`}\n${shown}`);
  }
});

function faultOf(bytes: Uint8Array): string | null {
  try {
    return fault(bytes);
  } catch (error) {
    return `it throws ${(error as Error).stack}`;
  }
}
