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
  /** Whether it is of the broker's own history, told afterwards. */
  readonly isHistory: boolean;
}

export interface ReportsQuery {
  readonly accounts: readonly string[];
  /** One day; all of them where absent. */
  readonly day?: Day;
  /** Milliseconds since 1970. */
  readonly asKnownAt?: number | undefined;
  /** With the values of brokers' own histories. */
  readonly withHistory?: boolean;
}

/** By account and day; where several were reported of one day the last counts, as it does for the figures. */
export async function brokerReports(
  reads: OwnerReads,
  { accounts, day, asKnownAt, withHistory = false }: ReportsQuery,
): Promise<readonly BrokerReport[]> {
  const observations = await reads.observations.list({
    accounts,
    daily: true,
    ...(day !== undefined && { from: day, to: day }),
    ...(asKnownAt !== undefined && { asKnownAt }),
  });
  const reports = observations
    .filter(({ kind }) => kind === 'reported' || (withHistory && kind === 'reconstructed'))
    .map(reportOf);
  return [...new Map(reports.map((one) => [one.id, one])).values()];
}

/** Null where no broker reported what the id names. */
export async function findBrokerReport(reads: OwnerReads, id: string): Promise<BrokerReport | null> {
  const [date] = id.split('.', 1);
  const day = parseDay(date);
  if (day === null) return null;
  const [report] = await brokerReports(reads, {
    accounts: [id.slice(date.length + 1)],
    day,
    withHistory: true,
  });
  return report ?? null;
}

function reportOf({ account, day, source, kind }: ObservationRecord): BrokerReport {
  const isHistory = kind === 'reconstructed';
  return { id: `${formatDay(day as Day)}.${account}`, account, day: day as Day, source, isHistory };
}
