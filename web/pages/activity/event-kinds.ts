import type { Transaction } from '@tidemark/contract';

export type EventType = Transaction['type'];

/** A column that a form asks for. */
export type Asked =
  | 'symbol'
  | 'quantity'
  | 'price'
  | 'amount'
  | 'fee'
  | 'tax'
  | 'ratio'
  | 'to_symbol'
  | 'to_quantity'
  | 'to_amount'
  | 'to_currency'
  | 'cost_fraction'
  | 'lot';

/** What a type of event asks, as its page in docs/events says. */
export interface EventKind {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly about: string;
  /** Asked first, and not to be left out. */
  readonly needs: readonly Asked[];
  /** Asked beside. */
  readonly may: readonly Asked[];
  /** `amount` is typed as it is spoken of: 500 are withdrawn. This is the sign that it then has. */
  readonly sign: 1 | -1;
  /** Of columns whose name says too little here. */
  readonly labels?: Readonly<Partial<Record<Asked, string>>>;
  /** A word below a field. */
  readonly hints?: Readonly<Partial<Record<Asked, string>>>;
}

const COSTS = ['fee', 'tax'] as const;
const UNITS = ['symbol', 'quantity'] as const;
const UNITS_OR_CASH = ['amount', ...UNITS, 'price', ...COSTS] as const;
const OF_TRADE = 'Left out, it is what quantity and price make.';

export const EVENT_KINDS: Readonly<Record<EventType, EventKind>> = {
  deposit: { name: 'Deposit', about: 'Money paid in', needs: ['amount'], may: COSTS, sign: 1 },
  withdrawal: { name: 'Withdrawal', about: 'Money taken out', needs: ['amount'], may: COSTS, sign: -1 },
  buy: {
    name: 'Buy',
    about: 'A purchase; also one that closes a short',
    needs: UNITS,
    may: ['price', ...COSTS, 'amount'],
    sign: -1,
    labels: { amount: 'Total paid' },
    hints: { amount: OF_TRADE },
  },
  sell: {
    name: 'Sell',
    about: 'A sale; beyond what is held, a short',
    needs: UNITS,
    may: ['price', ...COSTS, 'amount', 'lot'],
    sign: 1,
    labels: { amount: 'Total received', lot: 'Lot' },
    hints: { amount: OF_TRADE, lot: 'The id of the buy that it closes, under the method of specific lots.' },
  },
  dividend: {
    name: 'Dividend',
    about: 'A distribution, in cash or in units',
    needs: ['symbol'],
    may: ['amount', 'tax', 'fee', 'quantity', 'price'],
    sign: 1,
    labels: { amount: 'Received', quantity: 'Units' },
    hints: { amount: 'What arrived, taxes taken off.', quantity: 'Of a dividend paid in units.' },
  },
  interest: {
    name: 'Interest',
    about: 'Earned, or paid on a debt',
    needs: ['amount'],
    may: ['tax', 'symbol'],
    sign: 1,
    hints: { amount: 'Below zero where it is paid.' },
  },
  fee: {
    name: 'Fee',
    about: 'A charge that belongs to no trade',
    needs: ['amount'],
    may: ['tax', 'symbol'],
    sign: -1,
    hints: { amount: 'What was charged; below zero for a refund.' },
  },
  tax: {
    name: 'Tax',
    about: 'A tax that belongs to no other event',
    needs: ['amount'],
    may: ['fee', 'symbol'],
    sign: -1,
    hints: { amount: 'What was charged; below zero for a refund.' },
  },
  opening: {
    name: 'Opening',
    about: 'What was there before the first event',
    needs: [],
    may: UNITS_OR_CASH,
    sign: 1,
    labels: { amount: 'Cash', price: 'Cost per unit' },
    hints: { amount: 'Either cash, or a symbol with its units.' },
  },
  transfer_in: {
    name: 'Transfer in',
    about: 'Cash or units from another account',
    needs: [],
    may: UNITS_OR_CASH,
    sign: 1,
    labels: { amount: 'Cash', price: 'Cost per unit' },
    hints: { amount: 'Either cash, or a symbol with its units.' },
  },
  transfer_out: {
    name: 'Transfer out',
    about: 'Cash or units to another account',
    needs: [],
    may: ['amount', ...UNITS, ...COSTS],
    sign: -1,
    labels: { amount: 'Cash' },
    hints: { amount: 'Either cash, or a symbol with its units.' },
  },
  split: {
    name: 'Split',
    about: 'New units for old',
    needs: ['symbol', 'ratio'],
    may: [],
    sign: 1,
    hints: { ratio: 'New units per old one: 4 for four to one, 0.1 for a reverse split of ten.' },
  },
  spinoff: {
    name: 'Spin-off',
    about: 'A company gives units of another',
    needs: ['symbol', 'to_symbol', 'to_quantity'],
    may: ['cost_fraction'],
    sign: 1,
    labels: { to_symbol: 'New symbol', to_quantity: 'Units received' },
    hints: { cost_fraction: 'Share of the cost that moves, 0 to 1. Left out, market values decide.' },
  },
  merger: {
    name: 'Merger',
    about: 'Units of one company become those of another',
    needs: ['symbol', 'to_symbol', 'ratio'],
    may: ['amount', 'cost_fraction', ...COSTS],
    sign: 1,
    labels: { to_symbol: 'New symbol', amount: 'Cash received' },
    hints: { ratio: 'New units per old one.' },
  },
  rename: {
    name: 'Rename',
    about: 'A symbol changes',
    needs: ['symbol', 'to_symbol'],
    may: [],
    sign: 1,
    labels: { symbol: 'Old symbol', to_symbol: 'New symbol' },
  },
  return_of_capital: {
    name: 'Return of capital',
    about: 'A part of the cost comes back',
    needs: ['symbol', 'amount'],
    may: COSTS,
    sign: 1,
    labels: { amount: 'Received' },
  },
  fx: {
    name: 'Currency exchange',
    about: 'One currency for another',
    needs: ['amount', 'to_amount', 'to_currency'],
    may: COSTS,
    sign: -1,
    labels: { amount: 'Paid', to_amount: 'Received', to_currency: 'Currency received' },
  },
  option_expire: {
    name: 'Option expired',
    about: 'It ends without value',
    needs: UNITS,
    may: COSTS,
    sign: 1,
  },
  option_assign: {
    name: 'Option assigned',
    about: 'A written option is taken up',
    needs: UNITS,
    may: COSTS,
    sign: 1,
    labels: { quantity: 'Contracts' },
  },
  option_exercise: {
    name: 'Option exercised',
    about: 'A held option is taken up',
    needs: UNITS,
    may: COSTS,
    sign: 1,
    labels: { quantity: 'Contracts' },
  },
  adjustment: {
    name: 'Adjustment',
    about: 'Known to be right, its cause is not',
    needs: [],
    may: UNITS_OR_CASH,
    sign: 1,
    labels: { amount: 'Cash' },
    hints: { amount: 'Of either sign.', quantity: 'Below zero, units are taken away.' },
  },
  unclassified: {
    name: 'Unclassified',
    about: 'Nobody knows yet what it is',
    needs: [],
    may: UNITS_OR_CASH,
    sign: 1,
    labels: { amount: 'Cash' },
    hints: { amount: 'Of either sign.' },
  },
};

export const EVENT_TYPES = Object.keys(EVENT_KINDS) as readonly EventType[];

const LABELS: Readonly<Record<Asked, string>> = {
  symbol: 'Symbol',
  quantity: 'Quantity',
  price: 'Price',
  amount: 'Amount',
  fee: 'Fee',
  tax: 'Tax',
  ratio: 'Ratio',
  to_symbol: 'Becomes',
  to_quantity: 'Units received',
  to_amount: 'Amount received',
  to_currency: 'Currency',
  cost_fraction: 'Share of the cost',
  lot: 'Lot',
};

export const labelOf = (type: EventType, asked: Asked): string =>
  EVENT_KINDS[type].labels?.[asked] ?? LABELS[asked];
