import { describe, expect, test } from 'vitest';
import { correlations, exposures, stress } from '../../../app/service/figures/index.ts';
import { Refusal } from '../../../app/service/refusal.ts';
import { on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';

const TODAY = on('2024-02-02');
const EMPTY: Stated = { today: '2024-02-02' };

/** 1,000 in ACME at 100: 110 at the end of January, then 500 more in cash, then 99. A benchmark beside. */
const GROWN: Stated = {
  events: [
    { date: '2024-01-02', type: 'opening', amount: 1000 },
    { date: '2024-01-02', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
    { date: '2024-02-01', type: 'deposit', amount: 500 },
  ],
  prices: `
    ACME 2024-01-02 100
    ACME 2024-01-03 104
    ACME 2024-01-31 110
    ACME 2024-02-01 110
    ACME 2024-02-02 99
    IDX 2024-01-02 50
    IDX 2024-01-03 51
    IDX 2024-01-31 55
    IDX 2024-02-01 55
    IDX 2024-02-02 54`,
  instruments: [{ symbol: 'ACME', sector: 'Industry' }],
  portfolio: { benchmark: 'IDX' },
  today: '2024-02-02',
};

describe('exposures', () => {
  test('have weights of equity and shares of what is exposed, cash apart', () => {
    const found = answer('exposures', exposures(portfolioOf(GROWN), {}, TODAY));
    expect(found).toMatchObject({
      equity: 1490,
      cash: 500,
      long: 990,
      gross: 990,
      leverage: 990 / 1490,
      borrowed: 0,
      concentration: { herfindahl: 1, effective_number: 1, top_share: 1, top: 10 },
      weights: [{ name: 'ACME', value: 990, share: 1 }],
      by_sector: [
        { name: 'Industry', value: 990, share: 1 },
        { name: 'cash', value: 500, weight: 500 / 1490, share: 0 },
      ],
      by_currency: [{ name: 'USD', value: 1490, weight: 1, share: 1 }],
      by_kind: [{ name: 'stock' }, { name: 'cash' }],
    });
  });

  test('of an empty portfolio are nothing, and nothing is amiss', () => {
    expect(answer('exposures', exposures(portfolioOf(EMPTY), {}, TODAY))).toMatchObject({
      equity: 0,
      leverage: null,
      weights: [],
      by_kind: [],
      problems: [],
    });
  });
});

describe('stress', () => {
  test('takes a fall of the market off what is held', () => {
    const found = answer('stress', stress(portfolioOf(GROWN), { scenario: 'market -20 %', own: [] }, TODAY));
    expect(found.scenarios).toMatchObject([{ effect: -198, effect_known: -198, equity_after: 1292 }]);
    expect(found.scenarios[0].effect_percent).toBeCloseTo((-198 / 1490) * 100, 9);
  });

  test('knows the user’s own scenarios, and refuses others', () => {
    const own = [
      { name: 'mine', prices: [{ on: 'all', move: 0.1 } as const], yieldChange: 0, baseCurrencyMove: 0 },
    ];
    const found = stress(portfolioOf(GROWN), { own }, TODAY).scenarios;
    expect(found.at(-1)).toMatchObject({ scenario: 'mine', effect: 99 });
    expect(() => stress(portfolioOf(GROWN), { scenario: 'mine', own: [] }, TODAY)).toThrow(Refusal);
  });

  test('an option is known by its symbol alone, and what a fall does to it is not guessed from its price', () => {
    const option = 'ACME  240621C00100000';
    const held = portfolioOf({
      ...EMPTY,
      events: [
        { date: '2024-01-02', type: 'opening', amount: 1000 },
        { date: '2024-01-02', type: 'buy', symbol: option, quantity: 1, price: 5 },
      ],
    });
    const found = stress(held, { scenario: 'market -20 %', own: [] }, TODAY);
    expect(found.scenarios).toMatchObject([{ effect: null, effect_known: 0 }]);
    // 1 × 5 × 100 shares
    expect(exposures(held, {}, TODAY).by_kind).toMatchObject([
      { name: 'option', value: 500 },
      { name: 'cash', value: 500 },
    ]);
  });

  test('of an empty portfolio does nothing', () => {
    const { scenarios } = answer('stress', stress(portfolioOf(EMPTY), { own: [] }, TODAY));
    expect(scenarios.every(({ effect, positions }) => effect === 0 && positions.length === 0)).toBe(true);
  });
});

describe('correlations', () => {
  /** Thirty sessions: ACME does twice what IDX does, BOLT the contrary of ACME. */
  const moves = Array.from({ length: 30 }, (_, k) => [0.01, -0.02, 0.005, 0.015, -0.01][k % 5]);
  const days = Array.from({ length: 45 }, (_, k) => k)
    .map((k) => `2023-12-${String(k + 1).padStart(2, '0')}`)
    .slice(0, 31);
  const lines: string[] = [];
  const levels = { ACME: 100, BOLT: 100, IDX: 100 };
  days.forEach((day, k) => {
    const move = k === 0 ? 0 : moves[k - 1];
    levels.ACME *= 1 + 2 * move;
    levels.BOLT *= 1 - 2 * move;
    levels.IDX *= 1 + move;
    for (const [symbol, level] of Object.entries(levels)) lines.push(`${symbol} ${day} ${level.toFixed(9)}`);
  });
  const stated: Stated = {
    events: [
      { date: '2023-12-01', type: 'opening', amount: 2000 },
      { date: '2023-12-01', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
      { date: '2023-12-01', type: 'buy', symbol: 'BOLT', quantity: 1, price: 100 },
    ],
    prices: lines.join('\n'),
    portfolio: { benchmark: 'IDX' },
    today: '2023-12-31',
  };

  test('are those of daily price returns; betas those of a fit to the factors', () => {
    const found = answer('correlations', correlations(portfolioOf(stated), {}, on('2023-12-31')));
    expect(found).toMatchObject({
      symbols: ['ACME', 'BOLT'],
      factors: ['IDX'],
      from: '2023-12-02',
      to: '2023-12-31',
    });
    expect(found.matrix[0][1]).toBeCloseTo(-1, 6);
    expect(found.matrix[0][0]).toBeCloseTo(1, 12);
    const beta = Object.fromEntries(found.betas.map(({ name, betas }) => [name, betas[0]]));
    expect(beta.ACME).toBeCloseTo(2, 6);
    expect(beta.BOLT).toBeCloseTo(-2, 6);
    expect(beta.portfolio).toBeGreaterThan(0);
    expect(found.betas.find(({ name }) => name === 'ACME')).toMatchObject({ periods: 30 });
  });

  test('of too few days are null, and a problem says so', () => {
    const found = correlations(
      portfolioOf(stated),
      { from: on('2023-12-20'), factors: [] },
      on('2023-12-31'),
    );
    expect(found.matrix[0][1]).toBe(null);
    expect(found.betas).toEqual([]);
    expect(found.problems.map(({ code }) => code)).toContain('history_too_short');
  });

  test('of an empty portfolio are of nothing', () => {
    const found = answer(
      'correlations',
      correlations(portfolioOf({ ...EMPTY, portfolio: { benchmark: null } }), {}, TODAY),
    );
    expect(found).toMatchObject({ symbols: [], matrix: [], betas: [], from: null });
  });
});
