import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LEFT_OUT } from './left-out.ts';

const GOLDEN = join(import.meta.dirname, '../../../shared/data/golden');
const present = existsSync(GOLDEN);

/** The ids of all published cases that are gathered beside the repository. */
function gathered(): string[] {
  return readdirSync(GOLDEN)
    .filter((file) => file.endsWith('.json'))
    .flatMap(
      (file) => (JSON.parse(readFileSync(join(GOLDEN, file), 'utf8')) as { cases: { id: string }[] }).cases,
    )
    .map(({ id }) => id);
}

/** The text of every file that runs cases, joined. */
function oracles(): string {
  const files = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.ts') && file !== 'left-out.ts',
  );
  return files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
}

/** Whether the id stands there whole, not as the beginning of another. */
function names(text: string, id: string): boolean {
  return new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(text);
}

test.skipIf(!present)('every published case is run or left out with a reason (needs ../shared/data)', () => {
  const text = oracles();
  const leftOut = LEFT_OUT.filter(({ figure }) => figure === undefined).map(({ id }) => id);
  const missing = gathered().filter((id) => !names(text, id) && !leftOut.includes(id));
  expect(missing).toEqual([]);
});

test.skipIf(!present)('what is left out exists among the published cases (needs ../shared/data)', () => {
  const ids = gathered();
  expect(LEFT_OUT.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
});

test('no case is both left out whole and run, and each has its reason', () => {
  const text = oracles();
  const whole = LEFT_OUT.filter(({ figure }) => figure === undefined);
  expect(whole.filter(({ id }) => names(text, id))).toEqual([]);
  expect(LEFT_OUT.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
