import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMON_COLUMNS, DOLLARS, EVENT_TYPES, TYPE_RULES } from '../../engine/ledger/index.ts';
import { readTransactions } from '../../engine/neutral/transactions.ts';
import { stepsOf } from './page.ts';

const FOLDER = path.join(import.meta.dirname, '../../docs/events');
const page = (name: string): string => readFileSync(path.join(FOLDER, `${name}.md`), 'utf8');

/** The columns that a line of a page names. */
function columns(line: string | undefined): string[] {
  return Array.from((line ?? '').matchAll(/`(\w+)`/g), ([, name = '']) => name);
}

test('Every event type has a page, the list names it, and there are no other pages', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(EVENT_TYPES.map((type) => `${type}.md`).sort());
  for (const type of EVENT_TYPES) expect(page('README')).toContain(`[\`${type}\`](${type}.md)`);
});

test('The list explains the columns of every event', () => {
  const rows = Array.from(page('README').matchAll(/^\| (`.*?`) \| /gm), ([, names]) => columns(names));
  expect(rows.flat().sort()).toEqual([...COMMON_COLUMNS].sort());
});

describe.each(EVENT_TYPES)('docs/events/%s.md', (type) => {
  const text = page(type);

  test('names the columns that the checks allow', () => {
    const needs = /^\*\*Needs\*\* (.*)$/m.exec(text)?.[1];
    const mayHave = /^\*\*May have\*\* (.*), and the/m.exec(text)?.[1];
    expect(columns(needs)).toEqual(TYPE_RULES[type].needs);
    expect(columns(mayHave).sort()).toEqual([...TYPE_RULES[type].mayHave].sort());
  });

  test('has an example of it that is read without a problem', () => {
    const example = stepsOf(text).find((step) => step.kind === 'file' && step.name === 'transactions.csv');
    const bytes = new TextEncoder().encode(example?.kind === 'file' ? example.text : '');
    const { table, problems } = readTransactions([{ name: 'transactions.csv', bytes }], DOLLARS);
    expect(problems).toEqual([]);
    expect(Array.from({ length: table.count }, (_, row) => table.typeOf(row))).toContain(type);
  });

  test('says what it does to cash, units, cost, flows and profit', () => {
    const told = Array.from(text.matchAll(/^\| ([\w&]+) \| .+ \|$/gm), ([, what]) => what);
    expect(told).toEqual(['cash', 'units', 'cost', 'flows', 'P&L']);
  });
});
