import type { CostBasisCase } from './cost-basis.data.ts';

/** Cases from textbooks, courses and manuals. */
export const TEXTBOOKS: readonly CostBasisCase[] = [
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
export const UNITED_KINGDOM: readonly CostBasisCase[] = [
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
