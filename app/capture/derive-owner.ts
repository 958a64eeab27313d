import { type Day, formatDecimal, type HoldingsState, hasErrors } from '@tidemark/engine';
import type {
  AccountRecord,
  AccountState,
  OpenPortfolio,
  OwnerCapture,
  OwnerReads,
  PortfolioRecord,
  SealRecord,
} from '../service/index.ts';
import { pastOn, WHOLE } from '../service/index.ts';
import type { CaptureWorld, Days } from './capture-world.ts';
import { AT_CLOSE_MS } from './market-calendars.ts';
import { stateText } from './state-text.ts';

/** What was found out about an owner, and of which days' ends no value could be had. */
export interface OwnerFound {
  readonly capture: OwnerCapture;
  /** Days' ends that were looked at. */
  readonly looked: number;
  /** Accounts whose facts contradict each other: no figure of theirs would be right. */
  readonly wrong: readonly string[];
}

/** Everything that one derivation of some accounts, all of one currency, says. */
interface Derived {
  readonly portfolio: OpenPortfolio;
  readonly accounts: readonly AccountRecord[];
  readonly currency: string;
}

/**
 * Derives what an owner's accounts hold now, and what they were worth at the closes of `days` and at earlier ones that
 * corrections have touched, where that is not what is sealed. Null where the owner has no portfolio. Reads one state of
 * the store and writes nothing.
 */
export function deriveOwner(
  world: CaptureWorld,
  owner: string,
  days: Days | null,
): Promise<OwnerFound | null> {
  return world.store.read(owner, async (tx) => {
    const whole = await tx.portfolios.find(WHOLE);
    if (whole === null) return null;
    const now = world.clock.now();
    const today = world.portfolios.today();
    const accounts = await tx.accounts.list();
    const heads = new Map((await tx.ledger.heads()).map((head) => [head.account, head]));
    const touched = await tx.seals.touched();
    // What is older than the days is compared where a correction has touched it, and only where it was sealed.
    const span = days === null ? null : { from: Math.min(days.from, touched.from ?? days.from), to: days.to };
    const sealed = span === null ? [] : await tx.seals.list({ of: 'days', ...span });
    const inForce = new Map(sealed.map((seal) => [`${seal.account} ${seal.day}`, seal]));
    const versions = await tx.versions();
    const states: AccountState[] = [];
    const seals: SealRecord[] = [];
    const wrong: string[] = [];
    let [looked, until] = [0, null as number | null];
    for (const derived of await derivations(world, tx, whole, accounts)) {
      const { history, facts } = derived.portfolio;
      if (hasErrors([...facts.problems, ...history.problems])) {
        wrong.push(...derived.accounts.map(({ id }) => id));
        continue;
      }
      until = earlier(until, changesAfter(derived.portfolio, today));
      states.push(...statesOf(derived, today));
      if (days === null || span === null) continue;
      for (const seal of sealsOf(world, derived, span, now)) {
        const known = inForce.get(`${seal.account} ${seal.day}`);
        if (seal.day < days.from && known === undefined) continue;
        looked++;
        const head = heads.get(seal.account);
        if (known !== undefined && known.equity === seal.equity && known.cash === seal.cash) continue;
        seals.push({
          ...seal,
          ledgerSeq: head?.seq ?? 0,
          ledgerHash: head?.hash.slice(0, 16) ?? '',
          prices: versions.prices,
          sharedPrices: versions.sharedPrices,
        });
      }
    }
    const { ledger, prices, settings, sharedPrices } = versions;
    const { changes } = touched;
    const version = { ledger, prices, settings, sharedPrices, fromDay: today, untilDay: until, changes };
    const derived = { version: { ...version, checkedFrom: days?.from ?? null }, states };
    return { capture: { owner, derived, seals }, looked, wrong };
  });
}

/** One for each currency that accounts have: a seal is in the account's own. */
async function derivations(
  { portfolios }: CaptureWorld,
  tx: OwnerReads,
  whole: PortfolioRecord,
  all: readonly AccountRecord[],
): Promise<Derived[]> {
  const found: Derived[] = [];
  for (const [currency, accounts] of Map.groupBy(all, (account) => account.currency)) {
    const record = { ...whole, baseCurrency: currency, accounts: accounts.map(({ id }) => id) };
    found.push({ portfolio: await portfolios.deriveRecord(tx, record), accounts, currency });
  }
  return found;
}

/** The last day before the next event or split that is known already; null where there is none. */
function changesAfter({ facts }: OpenPortfolio, today: Day): number | null {
  const { table } = facts.book;
  let next: number | null = null;
  for (const row of facts.book.inForce()) {
    const day = table.day.values[row];
    if (day > today) next = earlier(next, day - 1);
  }
  for (const { day } of facts.splits) if (day > today) next = earlier(next, day - 1);
  return next;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

function statesOf({ portfolio, accounts, currency }: Derived, today: Day): AccountState[] {
  const state = portfolio.history.holdingsState(today);
  const known = new Set(accounts.map(({ id }) => id));
  const held = state?.accounts.filter(({ account }) => known.has(account)) ?? [];
  const { pasts } = portfolio.facts;
  return held.map((one) => {
    const isPast = pastOn(pasts.get(one.account), today) !== null;
    return { account: one.account, currency, body: stateText(today, one, isPast) };
  });
}

type Valued = Omit<SealRecord, 'ledgerSeq' | 'ledgerHash' | 'prices' | 'sharedPrices'>;

/** The values of the accounts at the closes of days. */
function sealsOf(world: CaptureWorld, { portfolio, accounts }: Derived, days: Days, now: number): Valued[] {
  const { history } = portfolio;
  const states = new Map<Day, HoldingsState | null>();
  const stateOn = (day: Day) => {
    if (!states.has(day)) states.set(day, history.holdingsState(day));
    return states.get(day) ?? null;
  };
  const begun = new Map(firstDays(portfolio));
  return accounts.flatMap((account) => {
    const first = begun.get(account.id);
    if (first === undefined) return [];
    const last = Math.min(days.to, history.last, account.closedOn ?? history.last) as Day;
    const from = Math.max(days.from, first) as Day;
    const columns = history.columns(account.id);
    return world.calendars
      .closedSessions(account.calendar, from, last, now, world.delayMs)
      .flatMap(({ day, closeUtc }) => {
        const past = pastOn(portfolio.facts.pasts.get(account.id), day);
        const held = stateOn(day)?.accounts.find((one) => one.account === account.id);
        if (held === undefined) return [];
        const at = day - history.first;
        // What prices there were says nothing of a value that the broker gave.
        const isEstimated = columns.estimated[at] > 0 || columns.stale[at] > 0;
        const isQuoted = held.holdings.every(({ quotedOn }) => quotedOn === day);
        const isAtClose = now - closeUtc * 1000 <= AT_CLOSE_MS;
        return {
          account: account.id,
          day,
          at: null,
          kind: past?.kind ?? (isEstimated ? 'estimated' : isQuoted && isAtClose ? 'daily_eod' : 'computed'),
          equity: columns.equity[at],
          cash: columns.cash[at],
          stale: columns.stale[at],
          positions: held.holdings.map(({ symbol, currency, quantity, cost }) => ({
            symbol,
            currency,
            quantity: formatDecimal(quantity),
            cost,
          })),
          recordedAt: now,
        } as const;
      });
  });
}

/** The day of each account's first event. */
function firstDays({ facts }: OpenPortfolio): [string, number][] {
  const { table } = facts.book;
  const found = new Map<number, number>();
  for (const row of facts.book.inForce()) {
    const account = table.account.values[row];
    if (!found.has(account)) found.set(account, table.day.values[row]);
  }
  return [...found].map(([account, day]) => [table.accounts.texts[account], day]);
}
