import type { Revision, Transaction } from '@tidemark/contract';
import type { Text } from '../../text/index.ts';

/** A column that a revision says otherwise than the one before it. */
export interface ColumnChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Every column, in the order in which it is told; each as text, empty where it is absent. */
const COLUMNS = {
  Date: ({ date }, text) => text.date(date),
  Time: ({ time }) => time ?? '',
  Type: ({ type }) => type.replaceAll('_', ' '),
  Symbol: ({ symbol }) => symbol ?? '',
  Quantity: (one, text) => units(one.quantity_exact ?? one.quantity, text),
  Price: (one, text) => priced(one.price_exact ?? one.price, one.currency, text),
  Cash: (one, text) => moved(one.amount_exact ?? one.amount, one.settle_currency, text),
  Fee: (one, text) => cost(one.fee_exact ?? one.fee, one.settle_currency, text),
  Tax: (one, text) => cost(one.tax_exact ?? one.tax, one.settle_currency, text),
  Ratio: (one, text) => units(one.ratio_exact ?? one.ratio, text),
  Becomes: ({ to_symbol: symbol }) => symbol ?? '',
  'Units received': (one, text) => units(one.to_quantity_exact ?? one.to_quantity, text),
  Received: (one, text) => moved(one.to_amount_exact ?? one.to_amount, one.to_currency ?? '', text),
  'Share of the cost': (one, text) => units(one.cost_fraction_exact ?? one.cost_fraction, text),
  Multiplier: (one, text) => units(one.multiplier_exact ?? one.multiplier, text),
  Lot: ({ lot }) => lot ?? '',
  Link: ({ link }) => link ?? '',
  Stop: (one, text) => priced(one.stop_exact ?? one.stop, one.currency, text),
  Target: (one, text) => priced(one.target_exact ?? one.target, one.currency, text),
  Strategy: ({ strategy }) => strategy ?? '',
  Tags: ({ tags }) => tags ?? '',
  Note: ({ note }) => note ?? '',
} as const satisfies Record<string, (one: Transaction, text: Text) => string>;

const units = (figure: number | string | null, text: Text) => (figure === null ? '' : text.quantity(figure));
const moved = (figure: number | string | null, currency: string, text: Text) =>
  figure === null ? '' : text.change(figure, currency);
const priced = (figure: number | string | null, currency: string, text: Text) =>
  figure === null ? '' : text.price(figure, currency);
const cost = (figure: number | string, currency: string, text: Text) =>
  Number(figure) === 0 ? '' : text.money(figure, currency);

/** What an event says, column by column; absent ones are left out. */
export function statedColumns(event: Transaction, text: Text): { name: string; value: string }[] {
  return Object.entries(COLUMNS)
    .map(([name, of]) => ({ name, value: of(event, text) }))
    .filter(({ value }) => value !== '');
}

/** What a revision changed; nothing of a first one. */
export function revisionChanges(before: Revision | undefined, after: Revision, text: Text): ColumnChange[] {
  if (before === undefined) return [];
  return Object.entries(COLUMNS)
    .map(([name, of]) => ({ name, before: of(before, text), after: of(after, text) }))
    .filter((change) => change.before !== change.after);
}
