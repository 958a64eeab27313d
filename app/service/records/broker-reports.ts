import { type Day, formatDay, parseDay } from '@tidemark/engine';
import type { ObservationRecord, OwnerReads } from '../ports/index.ts';

/** An account's value at the end of a day, as a broker reported it. */
export interface BrokerReport {
  /** Names the report, and its difference to the ledger. */
  readonly id: string;
  readonly account: string;
  readonly day: Day;
  /** The broker. */
  readonly source: string;
}

export interface ReportsQuery {
  readonly accounts: readonly string[];
  /** One day; all of them where absent. */
  readonly day?: Day;
  /** Milliseconds since 1970. */
  readonly asKnownAt?: number | undefined;
}

/** By account and day; where several were reported of one day the last counts, as it does for the figures. */
export async function brokerReports(
  reads: OwnerReads,
  { accounts, day, asKnownAt }: ReportsQuery,
): Promise<readonly BrokerReport[]> {
  const observations = await reads.observations.list({
    accounts,
    daily: true,
    ...(day !== undefined && { from: day, to: day }),
    ...(asKnownAt !== undefined && { asKnownAt }),
  });
  const reports = observations.filter(({ kind }) => kind === 'reported').map(reportOf);
  return [...new Map(reports.map((one) => [one.id, one])).values()];
}

/** Null where no broker reported what the id names. */
export async function findBrokerReport(reads: OwnerReads, id: string): Promise<BrokerReport | null> {
  const [date] = id.split('.', 1);
  const day = parseDay(date);
  if (day === null) return null;
  const [report] = await brokerReports(reads, { accounts: [id.slice(date.length + 1)], day });
  return report ?? null;
}

function reportOf({ account, day, source }: ObservationRecord): BrokerReport {
  return { id: `${formatDay(day as Day)}.${account}`, account, day: day as Day, source };
}
