import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../importers/index.ts';
import { accountedLines } from './accounted.ts';
import { cashOf, costsOf, unitsOf } from './figures.ts';
import { recordLines } from './record-lines.ts';
import { SAMPLE_FIGURES, WITHOUT_FIGURES } from './sample-figures.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'imports');
const isThere = existsSync(FOLDER);
const files = isThere ? globSync('*/*', { cwd: FOLDER }).sort() : [];
const terms = { accountCurrency: 'EUR', timeZone: 'Europe/Amsterdam' };
const read = (file: string, answers: Readonly<Record<string, string>> = {}) =>
  readFile(readFileSync(path.join(FOLDER, file)), { ...terms, file, answers });

/** A zero says as much as its absence. */
const filled = (sums: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== '0'));

describe.skipIf(!isThere)('real samples (left out where ../shared is not there)', () => {
  test.each(files.filter((name) => name.endsWith('.csv')))(
    '%s: every line is an event, no event, or refused',
    (name) => {
      const reading = read(name);
      if (reading.format === 'unknown') return;
      const lost = recordLines(readFileSync(path.join(FOLDER, name))).filter(
        (line) => !accountedLines(reading).has(line),
      );
      expect(lost).toEqual([]);
    },
  );

  test('every sample has figures that were worked out, or a reason why it has none', () => {
    const told = [...SAMPLE_FIGURES.map(({ file }) => file), ...Object.keys(WITHOUT_FIGURES)];
    expect(told.toSorted()).toEqual(files);
  });

  test.each(SAMPLE_FIGURES)('$file comes to the cash, units and costs that were worked out', (sample) => {
    const { drafts, format, questions, problems } = read(sample.file, sample.answers);
    expect(format).toBe(sample.format);
    expect(questions.map(({ id }) => id).filter((id) => !id.startsWith('type.'))).toEqual([]);
    const refused = problems.filter(({ severity }) => severity === 'error').map(({ source }) => source.line);
    expect([...new Set(refused)].toSorted((a, b) => Number(a) - Number(b))).toEqual(sample.refused ?? []);
    expect(cashOf(drafts)).toEqual(filled(sample.cash));
    if (sample.units !== undefined) expect(unitsOf(drafts)).toEqual(filled(sample.units));
    if (sample.costs !== undefined) expect(costsOf(drafts)).toEqual(filled(sample.costs));
  });

  test('an account statement of DEGIRO leads to the balances that it states, in every currency', () => {
    const { balances, problems } = read('degiro/ost-fr-Account.csv');
    expect(balances.map(({ currency, amount }) => [currency, amount])).toEqual(
      expect.arrayContaining([
        ['CHF', '960.35'],
        ['EUR', '0'],
        ['USD', '0'],
      ]),
    );
    expect(problems).toEqual([]);
  });
});
