import type { Transaction } from '@tidemark/contract';
import {
  type Decimal,
  type EVENT_TYPES,
  formatDay,
  formatDecimal,
  type LedgerEvent,
  ledgerFrom,
  type Problem,
  toNumber,
} from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import { eventInputOf, ledgerContext } from '../portfolio/facts.ts';
import { findPortfolio } from '../portfolio/portfolios.ts';
import type { EventRecord, OwnerReads } from '../ports/index.ts';

/** Events of the store as the contract shows them: with what follows from what was stated, such as the amount. */
export async function transactionDocuments(
  tx: OwnerReads,
  records: readonly EventRecord[],
  noticed: readonly Problem[] = [],
): Promise<Transaction[]> {
  const context = await ledgerContext(tx, await findPortfolio(tx, 'default'));
  return records.map((record) => {
    const { table } = ledgerFrom([eventInputOf(record)], context);
    const event = table.count === 0 ? null : table.event(0);
    return { ...documentOf(record, event), ...(noticed.length > 0 && { problems: findings(noticed) }) };
  });
}

function documentOf(record: EventRecord, event: LedgerEvent | null): Transaction {
  const { columns } = record;
  const text = (name: keyof typeof columns): string | null => columns[name] ?? null;
  return {
    id: record.id,
    seq: record.seq,
    account_id: record.account,
    date: event === null ? columns.date : formatDay(event.day),
    time: text('time'),
    type: event?.type ?? (columns.type.toLowerCase() as (typeof EVENT_TYPES)[number]),
    symbol: text('symbol'),
    ...exactOrNull('quantity', event?.quantity),
    ...exactOrNull('price', event?.price),
    ...exactOrNull('amount', event?.amount),
    ...exact('fee', event?.fee),
    ...exact('tax', event?.tax),
    currency: event?.currency ?? columns.currency ?? '',
    settle_currency: event?.settleCurrency ?? columns.settleCurrency ?? '',
    ...exactOrNull('ratio', event?.ratio),
    to_symbol: text('toSymbol'),
    ...exactOrNull('to_quantity', event?.toQuantity),
    ...exactOrNull('to_amount', event?.toAmount),
    to_currency: text('toCurrency'),
    ...exactOrNull('cost_fraction', event?.costFraction),
    ...exactOrNull('multiplier', event?.multiplier),
    lot: text('lot'),
    link: text('link'),
    ...exactOrNull('stop', event?.stop),
    ...exactOrNull('target', event?.target),
    strategy: text('strategy'),
    tags: text('tags'),
    note: text('note'),
    recorded_at: new Date(record.recordedAt).toISOString(),
    source: record.source,
    source_id: record.sourceId,
    import_id: record.importId,
    superseded_by: null,
  };
}

type Exact<Name extends string, Value> = { [K in Name]: Value } & { [K in `${Name}_exact`]?: string };

/** A number and, where a number cannot carry it, its exact text beside. */
function exactOrNull<Name extends string>(name: Name, value: Decimal | null | undefined) {
  if (value === null || value === undefined) return { [name]: null } as Exact<Name, number | null>;
  return exact(name, value) as Exact<Name, number | null>;
}

function exact<Name extends string>(name: Name, value: Decimal | undefined) {
  const number = value === undefined ? 0 : toNumber(value);
  const text = value === undefined ? '0' : formatDecimal(value);
  const isCarried = formatDecimal(value ?? { units: 0, scale: 0 }) === text && String(number) === text;
  return { [name]: number, ...(!isCarried && !isSame(number, text) && { [`${name}_exact`]: text }) } as Exact<
    Name,
    number
  >;
}

/** Whether the shortest text of a number says the same as an exact one. */
function isSame(number: number, text: string): boolean {
  const [whole, fraction = ''] = text.split('.');
  const trimmed = fraction.replace(/0+$/, '');
  return String(number) === (trimmed === '' ? whole : `${whole}.${trimmed}`);
}
