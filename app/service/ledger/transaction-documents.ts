import type { Transaction } from '@tidemark/contract';
import {
  type EVENT_TYPES,
  exactNumber,
  formatDay,
  LedgerBook,
  type LedgerEvent,
  type Problem,
  ZERO,
} from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import { eventInputOf, ledgerContext } from '../portfolio/facts.ts';
import { findPortfolio, WHOLE } from '../portfolio/portfolios.ts';
import type { EventRecord, OwnerReads } from '../ports/index.ts';

/** Events of the store as the contract shows them: with what follows from what was stated, such as the amount. */
export async function transactionDocuments(
  tx: OwnerReads,
  records: readonly EventRecord[],
  noticed: readonly Problem[] = [],
): Promise<Transaction[]> {
  const context = await ledgerContext(tx, await findPortfolio(tx, WHOLE));
  // Without their ids: revisions of one event are read side by side.
  const inputs = records.map((record) => ({ ...eventInputOf(record), id: null }));
  const book = new LedgerBook(context);
  const { rows } = book.append(inputs, 0, 'report-refused');
  return records.map((record, k) => {
    const event = rows[k] < 0 ? null : book.table.event(rows[k]);
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
    ...exactNumber('quantity', event?.quantity ?? null),
    ...exactNumber('price', event?.price ?? null),
    ...exactNumber('amount', event?.amount ?? null),
    ...exactNumber('fee', event?.fee ?? ZERO),
    ...exactNumber('tax', event?.tax ?? ZERO),
    currency: event?.currency ?? columns.currency ?? '',
    settle_currency: event?.settleCurrency ?? columns.settleCurrency ?? '',
    ...exactNumber('ratio', event?.ratio ?? null),
    to_symbol: text('toSymbol'),
    ...exactNumber('to_quantity', event?.toQuantity ?? null),
    ...exactNumber('to_amount', event?.toAmount ?? null),
    to_currency: text('toCurrency'),
    ...exactNumber('cost_fraction', event?.costFraction ?? null),
    ...exactNumber('multiplier', event?.multiplier ?? null),
    lot: text('lot'),
    link: text('link'),
    ...exactNumber('stop', event?.stop ?? null),
    ...exactNumber('target', event?.target ?? null),
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
