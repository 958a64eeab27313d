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

/** Cases from other programs' own tests. */
export const FROM_PROGRAMS: readonly CostBasisCase[] = [...PORTFOLIO_PERFORMANCE, ...BEANCOUNT];
