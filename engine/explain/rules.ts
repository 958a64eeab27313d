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
} as const;

export type RuleName = keyof typeof RULES;

/** Rules of leaves: their value is given, not computed. */
export const LEAF_RULES: ReadonlySet<RuleName> = new Set<RuleName>(['fact', 'constant', 'as_of', 'booked']);
