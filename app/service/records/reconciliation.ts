import { type Day, formatDay, hasErrors, minorUnitsToNumber, problem, toNumber } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import { statementOf } from '../ledger/event-statement.ts';
import type { Statement } from '../ledger/ledger-editor.ts';
import { derivePortfolio, type OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { findPortfolio } from '../portfolio/portfolios.ts';
import type { EventRecord, OwnerReads } from '../ports/index.ts';
import { Refusal, unknownId } from '../refusal.ts';
import { accountAlone } from './account-alone.ts';
import { announcedDividends, type DividendDue } from './announced-dividends.ts';
import { type BrokerReport, brokerReports, findBrokerReport } from './broker-reports.ts';
import { causesOf, type Difference, type Gap, gapOf } from './difference-causes.ts';
import type { ListDocument } from './documents.ts';
import { causesOfPast } from './estimated-past-causes.ts';
import { recordedAs } from './recorded-as.ts';

/** The source of events that explain a difference; the source's id is the difference's, then that with a number. */
const SOURCE = 'reconciliation';

export interface ReconciliationRequest extends PageRequest {
  readonly status?: Difference['status'] | undefined;
  /** One account; all of them where absent. */
  readonly account?: string | undefined;
  /** Milliseconds since 1970. */
  readonly asKnownAt?: number | undefined;
}

/**
 * The differences between what brokers reported and the ledger, the newest first; resolved are those that an event
 * recorded from here has explained. Throws Refusal `not_found` for an account that the portfolio has not.
 */
export async function listReconciliation(
  tx: OwnerReads,
  portfolioId: string,
  { status, account, asKnownAt, ...page }: ReconciliationRequest,
  today: Day,
): Promise<ListDocument<Difference>> {
  const record = await findPortfolio(tx, portfolioId, asKnownAt);
  if (account !== undefined && !record.accounts.includes(account)) throw unknownId('account', account);
  const accounts = account === undefined ? record.accounts : [account];
  const all = await brokerReports(tx, { accounts, asKnownAt, withHistory: true });
  const found: Difference[] = [];
  if (all.length > 0) {
    const portfolio = await derivePortfolio(tx, record, today, asKnownAt);
    const reports = all.filter((one) => counts(portfolio, one));
    for (const [id, ofAccount] of Map.groupBy(reports, (one) => one.account)) {
      const gaps = await gapsOf(tx, portfolio, id, ofAccount, today, asKnownAt);
      const isOpen = gaps.some((gap) => gap !== null && gap.arisen !== 0);
      const dividends = isOpen ? await missingDividends(tx, portfolio, id, today) : [];
      for (const [k, report] of ofAccount.entries()) {
        const { recorded } = await recordedAs(tx, id, SOURCE, report.id, asKnownAt);
        const one = differenceDocument(portfolio, report, gaps[k], recorded, dividends);
        if (one !== null && (status === undefined || one.status === status)) found.push(one);
      }
    }
  }
  const newestFirst = found.sort(
    (a, b) => Number(a.date < b.date) - Number(a.date > b.date) || (a.id < b.id ? -1 : 1),
  );
  const { items, nextCursor } = pageOf(newestFirst, page, ({ id }) => id);
  return { items, next_cursor: nextCursor };
}

/**
 * The events that record a cause of a difference, the one that is named by it first; where it is resolved, the one
 * that did it. Throws Refusal `not_found` where there is no such difference, `invalid` where the cause has no transaction.
 */
export async function explanationOf(
  tx: OwnerReads,
  id: string,
  cause: number,
  today: Day,
): Promise<readonly Statement[]> {
  const report = await findBrokerReport(tx, id);
  const account = report === null ? null : await tx.accounts.find(report.account);
  if (report === null || account === null) throw unknownId('difference', id);
  const { recorded, freeId } = await recordedAs(tx, account.id, SOURCE, report.id);
  const alone = await accountAlone(tx, account, today);
  if (!counts(alone, report)) throw unknownId('difference', id);
  const gap = gapOf(alone.history, report);
  if (gap?.difference === 0) {
    if (recorded === null) throw unknownId('difference', id);
    const { columns, sourceId } = recorded;
    return [{ account: recorded.account, event: columns, source: SOURCE, sourceId }];
  }
  const dividends = await missingDividends(tx, alone, account.id, today);
  const chosen = causesIn(alone, report, gap, account.currency, dividends)[cause];
  if (chosen?.transaction == null) throw withoutTransaction(cause);
  const statement = { ...statementOf(chosen.transaction, SOURCE), sourceId: freeId };
  if (chosen.opening === null) return [statement];
  return [statement, { ...statementOf(chosen.opening, SOURCE), sourceId: `opening.${freeId}` }];
}

/** Of the broker's own history the first value in an estimated past counts as a report: there the values change hands. */
function counts({ facts }: OpenPortfolio, { account, day, isHistory }: BrokerReport): boolean {
  if (!isHistory) return true;
  const told = facts.pasts.get(account)?.told.keys().next();
  return told?.done === false && told.value === day;
}

/** `portfolio`: in the account's currency where the gap is. */
function causesIn(
  portfolio: OpenPortfolio,
  report: BrokerReport,
  gap: Gap | null,
  currency: string,
  dividends: readonly DividendDue[],
): Difference['causes'] {
  const past = portfolio.facts.pasts.get(report.account);
  return report.isHistory && past !== undefined && gap !== null
    ? causesOfPast(portfolio.history, report, past, gap)
    : causesOf(report, gap, currency, dividends);
}

/** Whether a broker reported what an id names. */
export async function hasDifference(reads: OwnerReads, id: string): Promise<boolean> {
  return (await findBrokerReport(reads, id)) !== null;
}

/** Of each report of an account, in the account's currency; null where the ledger has no value of the day. */
async function gapsOf(
  tx: OwnerReads,
  portfolio: OpenPortfolio,
  accountId: string,
  reports: readonly BrokerReport[],
  today: Day,
  asKnownAt: number | undefined,
): Promise<(Gap | null)[]> {
  const { facts, history } = portfolio;
  const account = facts.accounts.find(({ id }) => id === accountId);
  if (account === undefined || hasErrors([...facts.problems, ...history.problems]))
    return reports.map(() => null);
  const isOwn = account.currency === history.base;
  const own = isOwn ? portfolio : await accountAlone(tx, account, today, asKnownAt);
  return reports.map((report) => gapOf(own.history, report));
}

/** Announced dividends of an account that its ledger has not. */
async function missingDividends(
  tx: OwnerReads,
  portfolio: OpenPortfolio,
  account: string,
  today: Day,
): Promise<DividendDue[]> {
  const due = await announcedDividends(tx, portfolio, account, today);
  return due.filter(({ eventId }) => eventId === null);
}

/** Null where there never was a difference, or no rate says in the portfolio's currency what was reported. */
function differenceDocument(
  portfolio: OpenPortfolio,
  report: BrokerReport,
  gap: Gap | null,
  recorded: EventRecord | null,
  dividends: readonly DividendDue[],
): Difference | null {
  const isOpen = gap?.difference !== 0;
  const currency = portfolio.facts.accounts.find(({ id }) => id === report.account)?.currency ?? '';
  const amounts = gap === null ? reportedAlone(portfolio, report) : amountsOf(portfolio, report);
  if (amounts === null || (!isOpen && recorded === null)) return null;
  return {
    id: report.id,
    account_id: report.account,
    date: formatDay(report.day),
    source: report.source as Difference['source'],
    ...amounts,
    status: isOpen ? 'open' : 'resolved',
    causes: isOpen ? causesIn(portfolio, report, gap, currency, dividends) : [],
  };
}

type Amounts = Pick<Difference, 'reported_equity' | 'ledger_equity' | 'difference'>;

/** On the day of a report the equity of the figures is what was reported. */
function amountsOf({ history }: OpenPortfolio, { account, day }: BrokerReport): Amounts {
  const { equity, unreconciled } = history.columns(account);
  const at = day - history.first;
  const money = (amount: number): number => minorUnitsToNumber(amount, history.decimals);
  return {
    reported_equity: money(equity[at]),
    ledger_equity: money(equity[at] - unreconciled[at]),
    difference: money(unreconciled[at]),
  };
}

function reportedAlone({ facts }: OpenPortfolio, { account, day }: BrokerReport): Amounts | null {
  const found = facts.observations.findLast((one) => one.account === account && one.day === day);
  if (found === undefined || found.equity === null) return null;
  return { reported_equity: toNumber(found.equity), ledger_equity: null, difference: null };
}

function withoutTransaction(cause: number): Refusal {
  return new Refusal('invalid', [
    problem('setting_invalid', { field: 'cause' }, `there is no cause ${cause} with a transaction`, {
      remedy: 'Give the index of a cause that has one; where none has, add what is missing to the ledger.',
    }),
  ]);
}
