/** What runs consisted of. */
export interface Counts {
  readonly runs: number;
  readonly months: number;
  readonly accounts: number;
  readonly sessions: number;
  /** Days' ends of accounts that are sealed at the end. */
  readonly values: number;
  readonly outages: number;
  readonly kills: number;
  /** Times of 429 answers that nodes met. */
  readonly storms: number;
  /** What users remembered late. */
  readonly corrections: number;
  readonly accountYears: number;
}

const NOTHING: Counts = {
  runs: 0,
  months: 0,
  accounts: 0,
  sessions: 0,
  values: 0,
  outages: 0,
  kills: 0,
  storms: 0,
  corrections: 0,
  accountYears: 0,
};

export const sumOf = (all: readonly Counts[]): Counts => all.reduce(plus, NOTHING);

const plus = (a: Counts, b: Counts): Counts => ({
  runs: a.runs + b.runs,
  months: a.months + b.months,
  accounts: a.accounts + b.accounts,
  sessions: a.sessions + b.sessions,
  values: a.values + b.values,
  outages: a.outages + b.outages,
  kills: a.kills + b.kills,
  storms: a.storms + b.storms,
  corrections: a.corrections + b.corrections,
  accountYears: a.accountYears + b.accountYears,
});

/** `3 runs, 180 accounts, …`: one line. */
export function countsText(counts: Counts): string {
  const { accountYears, runs, months, ...rest } = counts;
  const own = Object.entries(rest).map(([name, count]) => `${count} ${name}`);
  return [`${runs} runs`, `${months} months`, ...own, `${accountYears.toFixed(1)} account-years`].join(', ');
}

/** What a run lacks of what every run has; empty where nothing. */
export function lacking(
  { months, accounts, sessions, values, ...faults }: Counts,
  instruments: number,
): string[] {
  const least: Record<string, readonly [number, number]> = {
    accounts: [accounts, 3],
    instruments: [instruments, 20],
    sessions: [sessions, months * 20],
    // Calendars differ by their holidays.
    values: [values, Math.floor(accounts * sessions * 0.95)],
    outages: [faults.outages, months],
    kills: [faults.kills, months],
    storms: [faults.storms, months],
    corrections: [faults.corrections, months],
  };
  return Object.entries(least).flatMap(([name, [is, should]]) =>
    is < should ? [`${is} ${name}, at least ${should} are wanted`] : [],
  );
}
