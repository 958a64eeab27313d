/**
 * The ways in which a node's value follows from its children, each with its sentence. `as` on a child says how the
 * rule takes it; docs/explain.md lists which rule knows which.
 */
export const RULES = {
  // What nothing is computed from.
  fact: 'A fact: as the event, quote or report states it.',
  constant: 'A convention or a term of the instrument.',
  as_of: 'Taken as it was at the end of that day; it explains itself when it is asked for.',
  booked: 'As the rules of the ledger book this event; the event names what they were applied to.',
  // Sums.
  sum: 'The sum of the parts, those marked minus taken off.',
  sum_rounded: 'The sum of the parts, rounded once, half away from zero.',
  day_amount: 'The rounded running total at the end of the day, less the rounded total before it.',
  in_turn: 'Parts added, taken off and multiplied in the order in which they happened.',
  // Products.
  product: 'The product of the parts.',
  product_rounded:
    'The product of the parts, divided by those marked over, rounded once, half away from zero.',
  converted: 'The amount at the rate of the day, rounded once to the minor unit.',
  rate: 'The product of the quoted rates, divided by those quoted the other way round.',
  restated: 'The last quote, divided by the ratio of each split since, rounded to ten digits.',
  booked_rate:
    'What the settlement came to in base, per unit of the instrument’s currency: the rate that the broker booked.',
  estimate: 'Before the first quote, the price of the last trade counts.',
  at_cost: 'No price is known: the cost counts, rounded to the minor unit.',
  // Lots.
  cost_in_turn: 'The cost of a lot: what closed of it took its share by quantity, the rest stays.',
  share_in_turn: 'Shared by quantity in the order of closing; the last takes what is left.',
  // Counts and states.
  count: 'The number of instruments below.',
  kind: 'Estimated if anything below is, else computed.',
  // Returns.
  growth:
    'What one unit of money that does not move became in a day; the flow convention says when flows count.',
  linked: 'The index of the day before times the growth of the day; 1 on the reference day.',
  drawdown: 'The index divided by its highest level so far, less one.',
  linked_part: 'The growths of the days, multiplied.',
  linked_return: 'The growths of all days, multiplied in their order, less one.',
  compounded: 'One plus each return, multiplied, less one.',
  annualized: 'The yearly return that gives the same in as many days; a year has 365.',
  internal_rate:
    'The yearly rate at which the payments have no present value; of several the one nearest to 10 %.',
  modified_dietz: 'The gain over the average capital; each flow counts for the days that were left.',
  deviation: 'The sample standard deviation of the returns, times the root of the periods of a year.',
  percent: 'The sum of the parts times 100, divided by the one marked over.',
} as const;

export type RuleName = keyof typeof RULES;

/** Formulas of measures, with who published them and the page that says more. */
export const FORMULAS: Partial<
  Record<RuleName, { readonly formula: string; readonly source: string; readonly page: string }>
> = {
  growth: {
    formula:
      '(V + (1 − b)·out − (1 − a)·in) / (V_prev + a·in − b·out); a, b: shares of the day by the convention',
    source: 'CFA Institute, GIPS Standards for Firms (2020), section 2',
    page: 'docs/measures/time-weighted-return.md',
  },
  linked_return: {
    formula: 'Π growth_t − 1',
    source: 'CFA Institute, GIPS Standards for Firms (2020), section 2',
    page: 'docs/measures/time-weighted-return.md',
  },
  annualized: {
    formula: '(1 + r)^(365 / days) − 1',
    source: 'CFA Institute, GIPS Standards for Firms (2020)',
    page: 'docs/measures/annualized-return.md',
  },
  internal_rate: {
    formula: 'Σ a_k / (1 + rate)^((d_k − d_0) / 365) = 0',
    source: 'Microsoft Support, "XIRR function"; OASIS OpenDocument 1.2, part 2 (OpenFormula), XIRR',
    page: 'docs/measures/money-weighted-return.md',
  },
  modified_dietz: {
    formula: '(V_end − V_start − F) / (V_start + Σ w_i·F_i), w_i = days left / days',
    source: 'P. Dietz, Pension Funds: Measuring Investment Performance (1966)',
    page: 'docs/measures/modified-dietz.md',
  },
  deviation: {
    formula: '√(Σ (r_i − mean)² / (n − 1)) · √N',
    source: 'C. Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), ch. 4',
    page: 'docs/measures/volatility.md',
  },
  drawdown: {
    formula: 'index[t] / max(index[0…t]) − 1',
    source: 'M. Magdon-Ismail, A. Atiya, "Maximum Drawdown", Risk 17 (2004)',
    page: 'docs/measures/drawdown.md',
  },
};

/** Rules of leaves: their value is given, not computed. */
export const LEAF_RULES: ReadonlySet<RuleName> = new Set<RuleName>(['fact', 'constant', 'as_of', 'booked']);
