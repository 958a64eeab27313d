import type { LotMethod } from '../../engine/index.ts';

/** Quantity and cost of one unit. */
export type LotFigure = readonly [quantity: number, unitCost: number];

export type CostBasisCase = {
  readonly id: string;
  readonly title: string;
  readonly method: LotMethod;
  readonly currency: string;
  readonly trades: string;
  readonly markPrice?: number;
  readonly expected: {
    readonly realizedGain?: number;
    /** One for each sale. */
    readonly realizedGains?: readonly number[];
    readonly unrealizedGain?: number;
    readonly remainingQuantity?: number;
    readonly remainingCost?: number;
    readonly averageCost?: number;
    /** In the order in which they are used. */
    readonly matchedLots?: readonly LotFigure[];
    readonly costBasisOfSold?: number;
    readonly remainingLots?: readonly LotFigure[];
  };
  /** Of amounts. */
  readonly tolerance: number;
};

/** portfolio-performance/portfolio@d26a30f6a, CapitalGainsCalculationTest.java. */
const PORTFOLIO_PERFORMANCE: readonly CostBasisCase[] = [
  {
    id: 'lots-pp-1-average',
    title: 'a moving average through a sale and two more purchases',
    method: 'average',
    currency: 'EUR',
    trades: `
      2010-01-01 buy 109 for 3149.20
      2010-02-01 sell 15 for 531.50
      2010-03-01 buy 52 for 1684.92
      2010-03-01 buy 32 for 959.30`,
    markPrice: 100,
    expected: {
      realizedGain: 98.12,
      unrealizedGain: 12439.96,
      remainingQuantity: 178,
      remainingCost: 5360.04,
    },
    tolerance: 0.005,
  },
  {
    id: 'lots-pp-2-average',
    title: 'a sale at the average of two purchases',
    method: 'average',
    currency: 'EUR',
    trades: `
      2010-01-01 buy 109 for 3149.20
      2010-02-01 buy 52 for 1684.92
      2010-03-01 sell 15 for 531.50`,
    markPrice: 100,
    expected: {
      realizedGain: 81.12,
      unrealizedGain: 10216.26,
      remainingQuantity: 146,
      remainingCost: 4383.74,
    },
    tolerance: 0.005,
  },
];

/** beancount/beancount@a3cb3fd9, beancount/parser/booking_full_test.py. Three lots, entered out of date order. */
export const THREE_LOTS = `
      2015-10-02 buy 5 at 111.11
      2015-10-01 buy 4 at 100.00
      2015-10-03 buy 6 at 122.22`;

const BEANCOUNT: readonly CostBasisCase[] = [
  {
    id: 'lots-beancount-fifo-partial-first',
    title: 'first in, first out: a part of the oldest lot',
    method: 'fifo',
    currency: 'USD',
    trades: `${THREE_LOTS}
      2016-05-02 sell 2`,
    expected: {
      matchedLots: [[2, 100]],
      costBasisOfSold: 200,
      remainingLots: [
        [2, 100],
        [5, 111.11],
        [6, 122.22],
      ],
      remainingCost: 1488.87,
    },
    tolerance: 1e-6,
  },
  {
    id: 'lots-beancount-fifo-three-lots',
    title: 'first in, first out: two lots and a part of the third',
    method: 'fifo',
    currency: 'USD',
    trades: `${THREE_LOTS}
      2016-05-02 sell 12`,
    expected: {
      matchedLots: [
        [4, 100],
        [5, 111.11],
        [3, 122.22],
      ],
      costBasisOfSold: 1322.21,
      remainingLots: [[3, 122.22]],
      remainingCost: 366.66,
    },
    tolerance: 1e-6,
  },
  {
    id: 'lots-beancount-lifo-partial',
    title: 'last in, first out: a part of the newest lot',
    method: 'lifo',
    currency: 'USD',
    trades: `${THREE_LOTS}
      2016-05-02 sell 2`,
    expected: {
      matchedLots: [[2, 122.22]],
      costBasisOfSold: 244.44,
      remainingLots: [
        [4, 100],
        [5, 111.11],
        [4, 122.22],
      ],
      remainingCost: 1444.43,
    },
    tolerance: 1e-6,
  },
  {
    id: 'lots-beancount-lifo-three-lots',
    title: 'last in, first out: two lots and a part of the third',
    method: 'lifo',
    currency: 'USD',
    trades: `${THREE_LOTS}
      2016-05-02 sell 12`,
    expected: {
      matchedLots: [
        [6, 122.22],
        [5, 111.11],
        [1, 100],
      ],
      costBasisOfSold: 1388.87,
      remainingLots: [[3, 100]],
      remainingCost: 300,
    },
    tolerance: 1e-6,
  },
  {
    id: 'lots-beancount-hifo-three-sales',
    title: 'highest in, first out: three sales of one day',
    method: 'hifo',
    currency: 'USD',
    trades: `
      2016-01-15 buy 50 at 115
      2016-01-16 buy 50 at 116
      2016-01-17 buy 50 at 114
      2016-05-02 sell 40
      2016-05-02 sell 35
      2016-05-02 sell 30`,
    expected: {
      matchedLots: [
        [40, 116],
        [10, 116],
        [25, 115],
        [25, 115],
        [5, 114],
      ],
      costBasisOfSold: 12120,
      remainingLots: [[45, 114]],
      remainingCost: 5130,
    },
    tolerance: 1e-6,
  },
  {
    id: 'lots-beancount-average-merge3',
    title: 'an average of three purchases of one day',
    method: 'average',
    currency: 'USD',
    trades: `
      2015-10-01 buy 50 at 100
      2015-10-01 buy 50 at 101
      2015-10-01 buy 50 at 102
      2016-05-02 sell 49`,
    expected: {
      matchedLots: [[49, 101]],
      costBasisOfSold: 4949,
      remainingLots: [[101, 101]],
      remainingCost: 10201,
    },
    tolerance: 1e-6,
  },
];

const TEXTBOOKS: readonly CostBasisCase[] = [
  {
    // rotki/rotki@ef14aadd1f, rotkehlchen/tests/unit/test_cost_basis.py
    id: 'lots-rotki-lifo-partial-then-new',
    title: 'last in, first out leaves the first lot alone',
    method: 'lifo',
    currency: 'USD',
    trades: `
      2021-03-01 buy 2 at 1
      2021-03-02 buy 5 at 1
      2021-03-03 sell 3`,
    expected: {
      remainingLots: [
        [2, 1],
        [2, 1],
      ],
      remainingQuantity: 4,
    },
    tolerance: 1e-9,
  },
  {
    // GainsKeeper help, "HIFO and capital gains", int.gainskeeper.com/WebHelp/FAQ_HIFO_and_Capital_Gains.htm
    id: 'lots-gainskeeper-fifo',
    title: 'first in, first out',
    method: 'fifo',
    currency: 'USD',
    trades: `
      2001-01-02 buy 100 at 40
      2001-04-02 buy 100 at 60
      2001-08-02 buy 100 at 50
      2003-01-02 sell 100 at 70`,
    expected: { realizedGain: 3000 },
    tolerance: 0.005,
  },
  {
    // CertFuel Series 7, "Cost valuation methods", app.certfuel.com
    id: 'lots-series7-lifo',
    title: 'last in, first out',
    method: 'lifo',
    currency: 'USD',
    trades: `
      2023-01-15 buy 100 at 30
      2023-04-15 buy 100 at 40
      2023-07-15 buy 100 at 50
      2023-11-15 sell 100 at 55`,
    expected: { realizedGain: 500 },
    tolerance: 0.005,
  },
  {
    // Goodrich, Tamassia: Data Structures, exercise on stock queues, as quoted on transtutors.com/questions/-7870402.htm
    id: 'lots-goodrich-fifo-940',
    title: '100·10 + 20·6 − 30·6 is 940',
    method: 'fifo',
    currency: 'USD',
    trades: `
      2021-01-01 buy 100 at 20
      2021-01-02 buy 20 at 24
      2021-01-03 buy 200 at 36
      2021-01-04 sell 150 at 30`,
    expected: { realizedGain: 940 },
    tolerance: 0.005,
  },
  {
    // Canadian Securities Course notes 24.3.1, "Disposition of shares", cscexams.ca
    id: 'lots-csc-hugo',
    title: 'commissions are part of the average cost',
    method: 'average',
    currency: 'CAD',
    trades: `
      2023-01-06 buy 200 at 6 fee 25
      2023-06-06 buy 100 at 9 fee 20`,
    expected: { remainingQuantity: 300, remainingCost: 2145, averageCost: 7.15 },
    tolerance: 1e-9,
  },
];

/**
 * HMRC's examples of share matching (Open Government Licence v3) and further ones, from KapJI/capital-gains-calculator
 * @c866dab, tests/general/calc_test_data.py (MIT).
 */
const UNITED_KINGDOM: readonly CostBasisCase[] = [
  {
    // gov.uk, HS284 "Shares and Capital Gains Tax", example 3; its gains are rounded there to 329 and 300
    id: 'hmrc-hs284-example-3',
    title: 'two sales from a pool of two purchases',
    method: 'uk',
    currency: 'GBP',
    trades: `
      2014-04-01 buy 1000 at 4 fee 150
      2017-09-01 buy 500 at 4.1 fee 80
      2020-05-01 sell 700 at 4.8 fee 100
      2021-02-01 sell 400 at 5.2 fee 105`,
    expected: {
      realizedGain: 629.6667,
      realizedGains: [329.3333, 300.3333],
      remainingQuantity: 400,
      remainingCost: 1674.6667,
    },
    tolerance: 0.01,
  },
  {
    // gov.uk, Cryptoassets Manual CRYPTO22251, example 1
    id: 'hmrc-crypto22251-ex1',
    title: 'a third of a pool of 126,000',
    method: 'uk',
    currency: 'GBP',
    trades: `
      2020-01-01 buy 100 at 10
      2020-09-18 buy 50 at 2500
      2020-12-01 sell 50 at 6000`,
    expected: { realizedGain: 258000 },
    tolerance: 0.01,
  },
  {
    // CRYPTO22253, example 3: 165 in the tax year 2020/21, 20 in 2021/22
    id: 'hmrc-crypto22253-ex3',
    title: 'purchases of the 30 days after two sales, matched in order',
    method: 'uk',
    currency: 'GBP',
    trades: `
      2021-01-01 buy 2000 at 0.5
      2021-03-31 sell 1000 at 0.4
      2021-04-20 sell 500 at 0.3
      2021-04-21 buy 700 at 0.25
      2021-04-28 buy 500 at 0.2
      2021-05-01 buy 500 at 0.3`,
    expected: { realizedGain: 185, realizedGains: [165, 20] },
    tolerance: 0.01,
  },
  {
    // CRYPTO22255, example 5
    id: 'hmrc-crypto22255-ex5',
    title: 'a purchase within 30 days, the rest from the pool',
    method: 'uk',
    currency: 'GBP',
    trades: `
      2020-01-01 buy 14000 for 200000
      2020-08-30 sell 4000 at 40
      2020-09-11 buy 500 at 35`,
    expected: { realizedGain: 92500 },
    tolerance: 0.01,
  },
  {
    id: 'uk-same-day-gain',
    title: 'a purchase and a sale of one day',
    method: 'uk',
    currency: 'GBP',
    trades: `
      2020-05-01 buy 3 at 5 fee 1
      2020-05-01 sell 3 at 6 fee 1`,
    expected: { realizedGain: 1 },
    tolerance: 0.01,
  },
  {
    id: 'uk-split-then-sell',
    title: 'a pool through a split',
    method: 'uk',
    currency: 'GBP',
    trades: `
      2023-05-02 buy 12 at 5
      2023-05-10 sell 2 at 6
      2023-05-15 split 2
      2023-06-10 sell 2 at 5`,
    expected: { realizedGain: 7, realizedGains: [2, 5], remainingQuantity: 18, remainingCost: 45 },
    tolerance: 0.01,
  },
];

/** ghostfolio/ghostfolio@c542997d2, portfolio-calculator-stock-split.spec.ts; the gain 5·(60 − 50) is ours. */
export const SPLITS: readonly CostBasisCase[] = [
  {
    id: 'split-ghostfolio-2for1',
    title: 'a split of two for one doubles the units and leaves their cost',
    method: 'average',
    currency: 'USD',
    trades: `
      2020-01-01 buy 10 at 100
      2021-01-01 split 2`,
    expected: { remainingQuantity: 20, averageCost: 50, remainingCost: 1000 },
    tolerance: 1e-12,
  },
  {
    id: 'split-ghostfolio-sell-after',
    title: 'a sale after the split',
    method: 'average',
    currency: 'USD',
    trades: `
      2020-01-01 buy 10 at 100
      2020-06-01 split 2
      2021-01-01 sell 5 at 60`,
    expected: { remainingQuantity: 15, averageCost: 50, remainingCost: 750, realizedGain: 50 },
    tolerance: 1e-12,
  },
];

export const COST_BASIS: readonly CostBasisCase[] = [
  ...PORTFOLIO_PERFORMANCE,
  ...BEANCOUNT,
  ...TEXTBOOKS,
  ...UNITED_KINGDOM,
];
