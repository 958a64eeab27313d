import { describe, expect, test } from 'vitest';
import { ROOT, tidemark } from './tidemark.ts';

const INPUTS = [
  ...['--ledger', 'examples/portfolio/transactions.csv'],
  ...['--prices', 'examples/portfolio/prices.csv'],
];
const CALLS: Readonly<Record<string, readonly string[]>> = {
  demo: ['demo'],
  value: ['value', ...INPUTS, '--every', 'month', '--by', 'account', '--from', '2020-01-01'],
  trades: ['trades', ...INPUTS],
  explain: ['explain', ...INPUTS, '--date', '2024-06-28'],
  verify: ['verify', ...INPUTS, '--edits', '0'],
  'the overview': ['--help'],
};

describe.each([40, 50, 62, 80])('on a terminal of %i columns', (columns) => {
  test.each(Object.keys(CALLS))('%s keeps within them', (name) => {
    const { code, out, err } = tidemark(CALLS[name], ROOT, { COLUMNS: String(columns) });
    expect(code, err).toBe(0);
    const tooWide = (out + err).split('\n').filter((line) => Array.from(line).length > columns);
    expect(tooWide).toEqual([]);
  });

  test('years, dates and amounts are whole', () => {
    const { out } = tidemark(['demo'], ROOT, { COLUMNS: String(columns) });
    expect(out).toMatch(/^2016 \* .* -575\.72 .* 35,224\.28 .* -2\.69 %$/m);
    expect(out).toMatch(/^ACME .* 2024-11-11 .* -231\.60\b/m);
    expect(out).toMatch(/^TIDE .* 140,161\.64 .* \+57,493\.82\b/m);
  });
});
