import { EVENT_TYPES, type EventType } from './event.ts';
import { type Column, type ColumnSet, columnSet } from './fields.ts';

/** The sign of what an event does to cash, before its costs. */
export type CashSign = 'in' | 'out' | 'either';

interface TypeRule {
  /** Columns that are never empty. */
  readonly needs: readonly Column[];
  /** Columns that may be filled besides. */
  readonly mayHave: readonly Column[];
  readonly cash: CashSign;
  /** Whether `quantity` may be below zero: a short, or units taken away. */
  readonly negativeQuantity: boolean;
}

/** Columns that every type may have: when, where, in which currency, whose id, and the journal's own. */
export const COMMON_COLUMNS = [
  'date',
  'time',
  'account',
  'type',
  'currency',
  'settle_currency',
  'multiplier',
  'id',
  'link',
  'stop',
  'target',
  'strategy',
  'tags',
  'note',
] as const satisfies readonly Column[];

const COSTS = ['fee', 'tax'] as const;
const UNITS = ['symbol', 'quantity', 'price'] as const;

const rule = (
  needs: readonly Column[],
  mayHave: readonly Column[],
  cash: CashSign = 'either',
  negativeQuantity = false,
): TypeRule => ({ needs, mayHave, cash, negativeQuantity });

const cashOnly = (cash: CashSign) => rule(['amount'], COSTS, cash);
const trade = (cash: CashSign, more: readonly Column[]) =>
  rule(['symbol', 'quantity'], ['price', 'amount', ...COSTS, ...more], cash);
const cashOrUnits = (cash: CashSign, negativeQuantity: boolean) =>
  rule([], [...UNITS, 'amount', ...COSTS], cash, negativeQuantity);
const charge = rule(['amount'], [...UNITS, ...COSTS]);
const optionEnds = rule(['symbol', 'quantity'], ['price', 'amount', ...COSTS]);

/**
 * Which columns each type has. What a type needs beyond one column (an amount, or symbol and quantity) is in
 * `units-or-cash.ts`; a column that is neither needed nor named here is refused unless it is empty or zero.
 */
export const TYPE_RULES: Readonly<Record<EventType, TypeRule>> = {
  opening: cashOrUnits('either', true),
  deposit: cashOnly('in'),
  withdrawal: cashOnly('out'),
  buy: trade('out', []),
  sell: trade('in', ['lot']),
  dividend: cashOrUnits('either', false),
  interest: charge,
  fee: charge,
  tax: charge,
  split: rule(['symbol', 'ratio'], []),
  transfer_in: cashOrUnits('in', true),
  transfer_out: cashOrUnits('out', true),
  spinoff: rule(['symbol', 'to_symbol', 'to_quantity'], ['cost_fraction']),
  merger: rule(['symbol', 'to_symbol', 'ratio'], ['cost_fraction', 'amount', ...COSTS]),
  rename: rule(['symbol', 'to_symbol'], []),
  return_of_capital: rule(['symbol', 'amount'], ['quantity', 'price', ...COSTS]),
  fx: rule(['amount', 'to_amount', 'to_currency'], COSTS),
  option_expire: optionEnds,
  option_assign: optionEnds,
  option_exercise: optionEnds,
  adjustment: cashOrUnits('either', true),
  unclassified: cashOrUnits('either', true),
};

/** The needed and the allowed columns by number of the type, for the checks. */
export const NEEDED: readonly ColumnSet[] = EVENT_TYPES.map((type) => columnSet(...TYPE_RULES[type].needs));
export const ALLOWED: readonly ColumnSet[] = EVENT_TYPES.map((type) =>
  columnSet(...COMMON_COLUMNS, ...TYPE_RULES[type].needs, ...TYPE_RULES[type].mayHave),
);
