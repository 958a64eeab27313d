import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { API_PROBLEMS, REFUSALS } from './index.ts';

const page = readFileSync(path.join(import.meta.dirname, '..', 'docs', 'api', 'README.md'), 'utf8');

test('the page lists every code of the API with its status, and no other', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Object.entries(API_PROBLEMS).map(([code, { status }]) => [code, status])),
  );
});

test('every refusal of the document has a code', () => {
  const statuses = new Set<number>(Object.values(API_PROBLEMS).map(({ status }) => status));
  expect(Object.entries(REFUSALS).filter(([, { status }]) => !statuses.has(status))).toEqual([]);
});
