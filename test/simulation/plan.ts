import { type Day, formatDay, marketCalendar, type Session } from '../../engine/index.ts';
import { Draw } from './draw.ts';
import { type PlannedFaults, plannedFaults } from './faults.ts';
import {
  dayOf,
  type PlannedMarket,
  plannedMarket,
  SESSIONS_BEFORE,
  sessionsFrom,
  sessionsOf,
} from './market.ts';
import {
  type PlannedAccount,
  type PlannedStatement,
  plannedAccounts,
  plannedStatements,
  SESSIONS_A_MONTH,
} from './workload.ts';

/** How much of everything. */
export interface Size {
  readonly months: number;
  readonly owners: number;
  readonly accountsEach: number;
  readonly instruments: number;
}

/** What a run does, all of it made from the seed: the same seed is the same run. */
export interface Plan {
  readonly seed: number;
  readonly size: Size;
  readonly market: PlannedMarket;
  readonly accounts: readonly PlannedAccount[];
  readonly statements: readonly PlannedStatement[];
  readonly faults: PlannedFaults;
  /** When nodes take a turn, beside those that follow from what happens. */
  readonly turns: readonly number[];
}

/** Runs begin in these years, in any month: half days, holidays and changes of the clock all have their turn. */
const FIRST_YEAR = 2019;
const YEARS = 6;

export function planOf(seed: number, size: Size): Plan {
  const draw = new Draw(seed);
  const month = draw.between(1, 12);
  const start = dayOf(`${FIRST_YEAR + draw.below(YEARS)}-${String(month).padStart(2, '0')}-01`);
  const first = marketCalendar('XNYS').nextSession((start - 1) as Day);
  const sessions = sessionsFrom(first, size.months * SESSIONS_A_MONTH);
  const market = plannedMarket(draw, sessions, size.instruments);
  const faults = plannedFaults(draw, market, size.months);
  const accounts = plannedAccounts(size.owners, size.accountsEach);
  const statements = plannedStatements(draw, market, accounts, faults.late);
  const ofNewYork = sessions.slice(SESSIONS_BEFORE).flatMap((session) => turnsOf(draw, session));
  const turns = [...ofNewYork, ...turnsOfLondon(draw, market)].sort((a, b) => a - b);
  return { seed, size, market, accounts, statements, faults, turns };
}

/**
 * After the close, when its value is sealed; on some days also within the session, shortly before its end, shortly
 * before the seal, and in the evening.
 */
function turnsOf(draw: Draw, { openUtc, closeUtc }: Session): number[] {
  const [open, close] = [openUtc * 1000, closeUtc * 1000];
  const minutes = (least: number, most: number) => draw.between(least * 60, most * 60) * 1000;
  const within = open + minutes(5, 170);
  const isLive = draw.isOnce(25);
  return [
    ...(isLive ? [within, within + minutes(5, 9)] : []),
    ...(draw.isOnce(25) ? [close - minutes(1, 6)] : []),
    ...(draw.isOnce(10) ? [close + 28 * 60_000 + minutes(0, 1)] : []),
    close + 31 * 60_000 + minutes(0, 1),
    ...(draw.isOnce(25) ? [close + minutes(180, 240)] : []),
  ];
}

/** Now and then after the close of London, while New York is open, and whenever New York has no session. */
function turnsOfLondon(draw: Draw, market: PlannedMarket): number[] {
  const days = new Set(market.sessions.map(({ day }) => day));
  return sessionsOf(market, 'XLON')
    .filter(({ day }) => day >= market.sessions[SESSIONS_BEFORE].day)
    .filter(({ day }) => !days.has(day) || draw.isOnce(15))
    .map(({ closeUtc }) => closeUtc * 1000 + 35 * 60_000);
}

/** Sessions between two looks where nothing goes wrong: how often somebody looks must make no difference. */
const LOOK_EVERY = 5;

/** What users do, while nothing goes wrong and a node looks once a week, after a close. */
export const withoutFaults = (plan: Plan): Plan => ({
  ...plan,
  faults: { outages: [], kills: [], provider: [], late: plan.faults.late },
  turns: plan.market.sessions
    .slice(SESSIONS_BEFORE)
    .filter((_, n, all) => n % LOOK_EVERY === 0 || n >= all.length - 2)
    .map(({ closeUtc }) => closeUtc * 1000 + 32 * 60_000),
});

/** A plan to be read. */
export function planText({ seed, size, market, faults, statements }: Plan): string {
  const at = (ms: number) => new Date(ms).toISOString();
  const { sessions, instruments } = market;
  return [
    `seed ${seed}: ${formatDay(sessions[SESSIONS_BEFORE].day)} to ${formatDay(sessions[sessions.length - 1].day)}, ${JSON.stringify(size)}`,
    ...instruments.flatMap(({ symbol, splits }) =>
      splits.map(
        ({ day, newUnits, oldUnits }) => `split ${symbol} ${formatDay(day)} ${newUnits}:${oldUnits}`,
      ),
    ),
    ...faults.outages.map(({ from, to }) => `outage ${at(from)} to ${at(to)}`),
    ...faults.kills.map(
      (one) => `kill ${at(one.at)} node ${one.node}, ${one.when} call ${one.call} of its job`,
    ),
    ...faults.provider.map(
      ({ kind, from, to, path, symbols }) => `${kind} ${path} ${symbols.join(',')} ${at(from)} to ${at(to)}`,
    ),
    ...statements
      .filter(({ isLate }) => isLate)
      .map(
        (one) => `late ${at(one.at)} ${one.owner}/${one.account} ${one.kind} ${JSON.stringify(one.event)}`,
      ),
  ].join('\n');
}
