import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { History } from '../engine/index.ts';
import { Baseline, readBaseline } from './baseline.ts';
import { CONVENTIONS, readFolder, tidemarkFigures } from './compute.ts';
import { writeDataset } from './generate.ts';
import { difference, roundedPositions } from './published.ts';
import { lineThrough, quantile } from './statistics.ts';

const SHAPE = { events: 2000, symbols: 12, years: 4 };
const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-bench-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe('made-up data', () => {
  test('are the same bytes each time', () => {
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
    for (const target of [one, other]) writeDataset(SHAPE, target);
    for (const name of ['prices.csv', 'transactions.csv']) {
      expect(readFileSync(path.join(one, name)).equals(readFileSync(path.join(other, name)))).toBe(true);
    }
    const ledger = readFileSync(path.join(one, 'transactions.csv'), 'utf8').trim().split('\n');
    expect(ledger).toHaveLength(SHAPE.events + 1);
    for (const type of ['deposit', 'withdrawal', 'buy', 'sell', 'dividend', 'fee']) {
      expect(ledger.some((line) => line.split(',')[1] === type)).toBe(true);
    }
  });

  test('the baseline without rounding and Tidemark with it come to the same figures, to the cent of each position', () => {
    const target = path.join(folder, 'agreement');
    writeDataset(SHAPE, target);
    const exact = new Baseline(readBaseline(target)).run();
    const history = History.open({ ...readFolder(target), conventions: CONVENTIONS });
    const tolerance = roundedPositions({ name: 'test', shape: SHAPE, folder: target, fromPeers: false });
    expect(history.problems).toEqual([]);
    expect(difference(tidemarkFigures(history), exact, tolerance)).toBeNull();
  });
});

describe('a difference of figures', () => {
  const expected = { final: 100, twr: 0.5, xirr: 0.1 };
  const tolerance = { final: 0.01, rate: 1e-6 };

  test('names the figure beyond its tolerance', () => {
    expect(difference({ ...expected, final: 100.009 }, expected, tolerance)).toBeNull();
    expect(difference({ ...expected, final: 100.02 }, expected, tolerance)).toMatch(/^final is 100.02/);
    expect(difference({ ...expected, xirr: 0.11 }, expected, tolerance)).toMatch(/^xirr/);
  });

  test('is found where a figure could not be read', () => {
    expect(difference({ twr: Number.NaN }, expected, tolerance)).toMatch(/^twr is NaN/);
  });
});

describe('statistics of repeated runs', () => {
  test('a quantile lies between its neighbours', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    expect(quantile([7], 0.99)).toBe(7);
  });

  test('the line of least squares through points of a line is that line', () => {
    expect(
      lineThrough([
        [1, 5],
        [2, 7],
        [4, 11],
      ]),
    ).toEqual({ slope: 2, intercept: 3 });
  });
});
