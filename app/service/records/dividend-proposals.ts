import type { DividendProposal } from '@tidemark/contract';
import { type Day, formatDay, toNumber } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { Statement } from '../ledger/ledger-editor.ts';
import type { AccountRecord, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { accountAlone } from './account-alone.ts';
import { findAccount } from './accounts.ts';
import { announcedDividends, type DividendDue, dividendColumns } from './announced-dividends.ts';
import type { ListDocument } from './documents.ts';
import { recordedAs } from './recorded-as.ts';

/** The source of events that announced dividends become; the source's id is the proposal's, then that with a number. */
const SOURCE = 'announcement';

export interface DividendsRequest extends PageRequest {
  readonly status?: DividendProposal['status'] | undefined;
}

/** Announced dividends that the ledger of an account has not, and those that were recorded from here; the oldest first. */
export async function listDividendProposals(
  tx: OwnerReads,
  accountId: string,
  { status, ...request }: DividendsRequest,
  today: Day,
): Promise<ListDocument<DividendProposal>> {
  const account = await findAccount(tx, accountId);
  const documents: DividendProposal[] = [];
  for (const one of await announcedDividends(tx, await accountAlone(tx, account, today), account.id, today)) {
    const document = await documentOf(tx, one, account);
    if (document !== null && (status === undefined || status === document.status)) documents.push(document);
  }
  const { items, nextCursor } = pageOf(documents, request, ({ id }) => id);
  return { items, next_cursor: nextCursor };
}

/**
 * The event that books an announced dividend; where it was recorded already, that one. Throws Refusal `not_found`
 * where none is proposed under the id.
 */
export async function dividendOf(
  tx: OwnerReads,
  accountId: string,
  id: string,
  today: Day,
): Promise<Statement> {
  const account = await findAccount(tx, accountId);
  const due = await announcedDividends(tx, await accountAlone(tx, account, today), account.id, today);
  const one = due.find((other) => other.id === id);
  const { recorded, freeId } = await recordedAs(tx, account.id, SOURCE, id);
  if (recorded !== null) {
    const { columns, sourceId } = recorded;
    return { account: recorded.account, event: columns, source: SOURCE, sourceId };
  }
  if (one === undefined || one.eventId !== null) throw unknownId('dividend proposal', id);
  return { account: account.id, event: dividendColumns(one), source: SOURCE, sourceId: freeId };
}

/** Null where the ledger has it from elsewhere. */
async function documentOf(
  tx: OwnerReads,
  due: DividendDue,
  account: AccountRecord,
): Promise<DividendProposal | null> {
  const { recorded, freeId } = await recordedAs(tx, account.id, SOURCE, due.id);
  if (recorded === null && due.eventId !== null) return null;
  const unrecorded = freeId === due.id ? 'proposed' : 'deleted';
  return {
    id: due.id,
    kind: 'missing_dividend',
    account_id: account.id,
    symbol: due.symbol,
    ex_date: formatDay(due.exDay),
    pay_date: due.payDay === null ? null : formatDay(due.payDay),
    date: recorded?.columns.date ?? formatDay(due.day),
    amount: toNumber(due.amount),
    currency: due.currency,
    calculation: due.calculation,
    source: due.source,
    status: recorded === null ? unrecorded : 'recorded',
    transaction_id: recorded?.id ?? null,
  };
}
