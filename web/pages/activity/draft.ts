import type { Transaction, TransactionInput } from '@tidemark/contract';
import { statedAs } from '../../data/index.ts';
import { decimalText, plainDecimal, type Reader } from '../../text/index.ts';
import { type Asked, EVENT_KINDS, type EventType } from './event-kinds.ts';

/** Columns that every event may have. */
const COMMON = [
  'date',
  'time',
  'account_id',
  'currency',
  'settle_currency',
  'multiplier',
  'link',
  'stop',
  'target',
  'strategy',
  'tags',
  'note',
] as const;

const DECIMALS: ReadonlySet<string> = new Set([
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
  'ratio',
  'to_quantity',
  'to_amount',
  'cost_fraction',
  'multiplier',
  'stop',
  'target',
]);

export type DraftColumn = Asked | (typeof COMMON)[number];

/** An event as it is being typed; `amount` as it is spoken of, without the sign that the type gives it. */
export interface Draft {
  readonly type: EventType;
  readonly columns: Readonly<Partial<Record<DraftColumn, string>>>;
}

export const newDraft = (type: EventType, columns: Draft['columns']): Draft => ({ type, columns });

/** What a correction begins with. */
export function draftOf(transaction: Transaction): Draft {
  const { type, ...columns } = statedAs(transaction) as Record<string, string | number>;
  const texts = Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, decimalText(value)]),
  ) as Draft['columns'];
  const kind = EVENT_KINDS[type as EventType];
  const amount = texts.amount === undefined ? {} : { amount: signed(texts.amount, kind.sign) };
  return { type: type as EventType, columns: { ...texts, ...amount } };
}

/** The same event of another type: what that type has not is left out. */
export function retyped({ columns }: Draft, type: EventType): Draft {
  const { needs, may } = EVENT_KINDS[type];
  const kept: ReadonlySet<string> = new Set([...COMMON, ...needs, ...may]);
  return { type, columns: Object.fromEntries(Object.entries(columns).filter(([name]) => kept.has(name))) };
}

const PARTS_OF_TOTAL: ReadonlySet<string> = new Set(['quantity', 'price', 'fee', 'tax', 'multiplier']);

/** One column typed anew. What a trade's total is made of makes it anew, where one currency is spoken of. */
export function typed({ type, columns }: Draft, name: DraftColumn, value: string): Draft {
  const isTrade = type === 'buy' || type === 'sell';
  const isOneCurrency = (columns.settle_currency ?? columns.currency) === columns.currency;
  const isRemade = isTrade && PARTS_OF_TOTAL.has(name) && isOneCurrency && !isEmpty(columns.price);
  return { type, columns: { ...columns, [name]: value, ...(isRemade && { amount: '' }) } };
}

const isEmpty = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Whether all is there that the type cannot be without. */
export function isComplete({ type, columns }: Draft): boolean {
  const has = (name: DraftColumn): boolean => !isEmpty(columns[name]);
  if (!has('date') || !EVENT_KINDS[type].needs.every(has)) return false;
  if (type === 'buy' || type === 'sell') return has('price') || has('amount');
  if (type === 'dividend') return has('amount') || has('quantity');
  if (EVENT_KINDS[type].needs.length > 0) return true;
  return has('amount') || (has('symbol') && has('quantity'));
}

/** As a request states it. */
export function inputOf({ type, columns }: Draft, reader: Reader): TransactionInput {
  const { needs, may, sign } = EVENT_KINDS[type];
  const taken: ReadonlySet<string> = new Set([...COMMON, ...needs, ...may]);
  const given = Object.entries(columns).filter(([name, text]) => taken.has(name) && !isEmpty(text));
  const plain = given.map(([name, text = '']) => {
    if (!DECIMALS.has(name)) return [name, text.trim()];
    const decimal = plainDecimal(text, reader);
    return [name, name === 'amount' ? signed(decimal, sign) : decimal];
  });
  return { ...Object.fromEntries(plain), type } as TransactionInput;
}

/** The decimal with the sign turned where `sign` says so. */
function signed(decimal: string, sign: 1 | -1): string {
  if (sign === 1 || !/^-?[\d.]+$/.test(decimal) || !/[1-9]/.test(decimal)) return decimal;
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}
