import type { Transaction, TransactionInput } from '@tidemark/contract';

const TEXTS = [
  'date',
  'time',
  'account_id',
  'type',
  'symbol',
  'currency',
  'settle_currency',
  'to_symbol',
  'to_currency',
  'lot',
  'link',
  'strategy',
  'tags',
  'note',
] as const;
const DECIMALS = [
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
] as const;

/** A transaction as a request states it, digit for digit: what a correction begins with. What is absent is left out. */
export function statedAs(transaction: Transaction): TransactionInput {
  const texts = TEXTS.map((name) => [name, transaction[name]] as const);
  const decimals = DECIMALS.map((name) => [name, transaction[`${name}_exact`] ?? transaction[name]] as const);
  const isStated = ([name, value]: readonly [string, unknown]) =>
    value !== null && !((name === 'fee' || name === 'tax') && Number(value) === 0);
  return Object.fromEntries([...texts, ...decimals].filter(isStated)) as TransactionInput;
}
