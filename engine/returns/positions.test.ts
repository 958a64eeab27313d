import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attribute } from './attribution.ts';
import { concentration } from './concentration.ts';
import { exposure } from './exposure.ts';
import { SCENARIOS } from './scenarios.ts';
import { type Scenario, type StressPosition, stress } from './stress.ts';

describe('exposure of 80 and 40 long, 20 short, equity 60, cash -40', () => {
  const holdings = [
    { name: 'A', value: 80 },
    { name: 'B', value: 40 },
    { name: 'C', value: -20 },
  ];

  // loanable at 50 % initial margin: 120 · 0.5 = 60; borrowed 40 is two thirds of it
  test('long 120, short -20, gross 140, net 100, leverage 140/60, two thirds of the loan used', () => {
    expect(exposure(holdings, 60, -40, { initialMargin: 0.5 })).toEqual({
      long: 120,
      short: -20,
      gross: 140,
      net: 100,
      leverage: 140 / 60,
      netLeverage: 100 / 60,
      borrowed: 40,
      marginUse: 40 / 60,
      longPositions: 2,
      shortPositions: 1,
      convention: { initialMargin: 0.5 },
      problems: [],
    });
  });

  test('without equity there is no leverage; a loan on no long position has no margin use', () => {
    const broke = exposure([{ name: 'C', value: -20 }], 0, -5, { initialMargin: 0.5 });
    expect(broke).toMatchObject({ leverage: null, netLeverage: null, marginUse: null });
    expect(broke.problems.map(({ code }) => code)).toEqual(['value_not_positive', 'divisor_zero']);
  });

  // shares 80/140, 40/140, 20/140; HHI = (16 + 4 + 1)/49 = 3/7
  test('HHI 3/7, as concentrated as 7/3 equal positions; the top two hold 6/7', () => {
    const { weights, herfindahl, effectiveNumber, topShare } = concentration(holdings, 60, { top: 2 });
    expect(weights.map(({ name, weight }) => [name, weight])).toEqual([
      ['A', 80 / 60],
      ['B', 40 / 60],
      ['C', -20 / 60],
    ]);
    expect(herfindahl).toBeCloseTo(3 / 7, 14);
    expect(effectiveNumber).toBeCloseTo(7 / 3, 13);
    expect(topShare).toBeCloseTo(6 / 7, 14);
  });

  test('n equal positions have the HHI 1/n, and nothing held has none', () => {
    const equal = Array.from({ length: 8 }, (_, i) => ({ name: `${i}`, value: 5 }));
    expect(concentration(equal, 40, { top: 3 }).herfindahl).toBeCloseTo(1 / 8, 14);
    expect(concentration([], 40, { top: 3 })).toMatchObject({
      herfindahl: null,
      problems: [{ code: 'divisor_zero' }],
    });
  });
});

const STOCK: StressPosition = {
  symbol: 'ACME',
  kind: 'stock',
  sector: 'technology',
  currency: 'USD',
  value: 100_000,
  exposure: null,
  modifiedDuration: null,
};
const QUIET: Scenario = { name: 'quiet', prices: [], yieldChange: 0, baseCurrencyMove: 0 };
const builtIn = (name: string): Scenario => SCENARIOS.find((one) => one.name === name) ?? QUIET;

describe('stress', () => {
  test('the most specific move counts: symbol, then sector, then kind, then all', () => {
    const prices = [
      { on: 'all', move: -0.1 },
      { on: 'kind', name: 'stock', move: -0.2 },
      { on: 'sector', name: 'technology', move: -0.3 },
      { on: 'symbol', name: 'ACME', move: -0.4 },
    ] as const;
    const effects = [4, 3, 2, 1].map(
      (n) => stress([STOCK], { ...QUIET, prices: prices.slice(0, n) }, 'USD').total,
    );
    expect(effects).toEqual([-40_000, -30_000, -20_000, -10_000]);
  });

  test('a short gains when prices fall, and cash is not moved by the market', () => {
    const positions = [
      { ...STOCK, value: -50_000 },
      { ...STOCK, symbol: 'USD', kind: 'cash', sector: null },
    ];
    const { total, positions: effects } = stress(positions, builtIn('market -20 %'), 'USD');
    expect(effects.map(({ effect }) => effect)).toEqual([10_000, 0]);
    expect(total).toBe(10_000);
    expect(stress(positions, { ...QUIET, prices: [{ on: 'all', move: -0.5 }] }, 'USD').total).toBe(25_000);
  });

  // -7.5 · 0.01 · 200,000 = -15,000
  test('yields up by 100 basis points cost a bond of duration 7.5 its 7.5 %', () => {
    const bond = { ...STOCK, symbol: 'BUND', kind: 'bond', value: 200_000, modifiedDuration: 7.5 };
    expect(stress([bond, STOCK], builtIn('rates +100 bp'), 'USD').total).toBe(-15_000);
  });

  test('a bond without a duration is unknown, and so is the total', () => {
    const bond = { ...STOCK, kind: 'bond' };
    const found = stress([STOCK, bond], builtIn('rates +100 bp'), 'USD');
    expect(found).toMatchObject({
      total: null,
      knownEffect: 0,
      problems: [{ code: 'duration_missing', at: 1 }],
    });
  });

  // 100,000 / 1.1 = 90,909.09 and 100,000 / 0.9 = 111,111.11
  test('the base currency up by a tenth makes foreign holdings worth an eleventh less', () => {
    const foreign = { ...STOCK, currency: 'EUR' };
    expect(stress([foreign, STOCK], builtIn('base currency +10 %'), 'USD').total).toBe(90_909 - 100_000);
    expect(stress([foreign, STOCK], builtIn('base currency -10 %'), 'USD').total).toBe(111_111 - 100_000);
  });

  // delta exposure 60,000: -30 % is -18,000, but the option is worth only 5,000
  test('an option moves by its exposure, loses no more than its value, and is unknown without one', () => {
    const option = { ...STOCK, kind: 'option', value: 5_000, exposure: 60_000 };
    expect(stress([option], builtIn('market -30 %'), 'USD').total).toBe(-5_000);
    expect(
      stress([{ ...option, value: -5_000, exposure: -60_000 }], builtIn('market -30 %'), 'USD').total,
    ).toBe(18_000);
    expect(stress([{ ...option, exposure: null }], builtIn('market -30 %'), 'USD').problems).toEqual([
      { code: 'exposure_missing', at: 0 },
    ]);
  });

  test('the historic falls are those of the S&P 500: -56.8 % and -33.9 %', () => {
    expect(stress([STOCK], builtIn('2008'), 'USD').total).toBe(-56_775);
    expect(stress([STOCK], builtIn('March 2020'), 'USD').total).toBe(-33_925);
  });

  test('the effects of the positions sum to the total, to the minor unit', () => {
    const position = fc.record({
      symbol: fc.constantFrom('A', 'B', 'C'),
      kind: fc.constantFrom('stock', 'etf', 'bond', 'cash'),
      sector: fc.constantFrom('x', null),
      currency: fc.constantFrom('USD', 'EUR'),
      value: fc.integer({ min: -1e9, max: 1e9 }),
      exposure: fc.constant(null),
      modifiedDuration: fc.constantFrom(2.5, 7),
    });
    fc.assert(
      fc.property(fc.array(position), fc.constantFrom(...SCENARIOS), (positions, scenario) => {
        const found = stress(positions, scenario, 'USD');
        expect(found.positions.reduce((sum, { effect }) => sum + (effect ?? Number.NaN), 0)).toBe(
          found.total,
        );
      }),
    );
  });
});

describe('attribution', () => {
  const parts = [
    { name: 'ACME', amount: 750 },
    { name: 'fees', amount: -250 },
  ];

  test('percent of the total, and contribution to the return on the capital', () => {
    expect(attribute(500, parts, 10_000).parts).toEqual([
      { name: 'ACME', amount: 750, percentOfTotal: 150, contribution: 0.075 },
      { name: 'fees', amount: -250, percentOfTotal: -50, contribution: -0.025 },
    ]);
  });

  test('parts that do not sum to the total are our error', () => {
    expect(() => attribute(501, parts, null)).toThrow('the parts sum to 500 where the total is 501');
    expect(() => attribute(0.5, [{ name: 'x', amount: 0.5 }], null)).toThrow('part x is not in minor units');
  });

  test('a total of zero has no percentages', () => {
    const found = attribute(0, [], null);
    expect(found.problems).toEqual([{ code: 'divisor_zero' }]);
  });
});
