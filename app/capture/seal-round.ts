import { setImmediate } from 'node:timers/promises';
import { type Decimal, formatDecimal, type HoldingsState, valueOfAccount } from '@tidemark/engine';
import type { AccountKey, OwnedState, OwnerCapture, SealKind, SealRecord } from '../service/index.ts';
import type { CaptureWorld } from './capture-world.ts';
import { deriveOwner } from './derive-owner.ts';
import { recordCaptures } from './record-captures.ts';
import { isOfPast, stateOf } from './state-text.ts';

/** Accounts that are read, and valued, before the rest of the program has its turn. */
const [ACCOUNTS_AT_ONCE, VALUED_AT_ONCE] = [250, 50];
/** Owners that are derived before their states are written. */
const OWNERS_AT_ONCE = 100;

/** What is valued, at which moment. */
export interface Moment {
  readonly day: number;
  /** Null: the end of the day. */
  readonly at: number | null;
  /** Accounts with these calendars. */
  readonly calendars: ReadonlySet<string>;
  /** Of one owner; absent: of all. */
  readonly owner?: string;
  /** Prices of the day, by symbol. */
  readonly prices: DayPrices;
}

/** A price of the very day that is valued, and its currency; null: the instrument's. */
export type DayPrices = ReadonlyMap<string, { readonly price: Decimal; readonly currency: string | null }>;

export interface RoundResult {
  readonly captures: readonly OwnerCapture[];
  /** Accounts that could not be valued by their states alone: a price of the day is missing, or it takes a rate. */
  readonly left: readonly AccountKey[];
}

/** Derives the states of all accounts that are behind for a day. Answers how many owners were. */
export async function bringStates(world: CaptureWorld, owner?: string): Promise<number> {
  const day = world.portfolios.today();
  let count = 0;
  for (let after: string | undefined; ; ) {
    const owners = await world.store.captures.behind(
      { day, checkedFrom: null, ...(owner !== undefined && { owner }) },
      OWNERS_AT_ONCE,
      after,
    );
    if (owners.length === 0) return count;
    await recordAll(world, owners);
    count += owners.length;
    after = owners.at(-1);
  }
}

async function recordAll(world: CaptureWorld, owners: readonly string[]): Promise<void> {
  const captures: OwnerCapture[] = [];
  for (const owner of owners) {
    const found = await deriveOwner(world, owner, null);
    if (found !== null) captures.push(found.capture);
    await setImmediate();
  }
  await recordCaptures(world, captures);
}

/** Values accounts at a moment from their states alone: read, multiply. Writes nothing. */
export async function valueRound(world: CaptureWorld, moment: Moment): Promise<RoundResult> {
  const captures: OwnerCapture[] = [];
  const left: AccountKey[] = [];
  const { sharedPrices } = await world.store.of('').versions();
  for (let after: AccountKey | undefined; ; ) {
    const states = await world.store.captures.states(ACCOUNTS_AT_ONCE, after, moment.owner);
    for (const [n, state] of states.entries()) {
      if (n % VALUED_AT_ONCE === 0) await setImmediate();
      if (!moment.calendars.has(state.calendar)) continue;
      const seal = sealOf(state, moment, sharedPrices, world.clock.now());
      if (seal === null) left.push({ owner: state.owner, account: state.account });
      else captures.push({ owner: state.owner, derived: null, seals: [seal] });
    }
    if (states.length < ACCOUNTS_AT_ONCE) return { captures, left };
    after = states[states.length - 1];
  }
}

/** Null where the state alone does not say it. */
function sealOf(owned: OwnedState, moment: Moment, sharedPrices: number, now: number): SealRecord | null {
  // Prices of the owner's own come before those of the day.
  if (owned.prices > 0 || isOfPast(owned.body)) return null;
  const state = stateOf(owned.account, owned.currency, owned.body);
  const [account] = state.accounts;
  if (account === undefined || account.unreconciled !== 0) return null;
  if (account.cash.some(({ currency }) => currency !== owned.currency)) return null;
  if (!account.holdings.every((held) => isPriced(held, owned.currency, moment.prices))) return null;
  const { equity, cash } = valueOfAccount(state, account, {
    price: (symbol) => moment.prices.get(symbol)?.price,
  });
  const kind: SealKind = moment.at === null ? 'daily_eod' : 'intraday';
  const { ledgerSeq, ledgerHash, prices } = owned;
  return {
    account: owned.account,
    day: moment.day,
    at: moment.at,
    kind,
    equity,
    cash,
    stale: 0,
    ledgerSeq,
    ledgerHash,
    prices,
    sharedPrices,
    positions: moment.at === null ? positionsOf(state) : null,
    recordedAt: now,
  };
}

function isPriced(
  { symbol, currency }: HoldingsState['accounts'][0]['holdings'][0],
  base: string,
  prices: DayPrices,
): boolean {
  const found = prices.get(symbol);
  return found !== undefined && currency === base && (found.currency ?? currency) === currency;
}

const positionsOf = (state: HoldingsState): SealRecord['positions'] =>
  state.accounts.flatMap(({ holdings }) =>
    holdings.map(({ symbol, currency, quantity, cost }) => ({
      symbol,
      currency,
      quantity: formatDecimal(quantity),
      cost,
    })),
  );
