import type { Day, EventInput } from '../../engine/index.ts';
import { Fraction, NOTHING, ONE } from '../naive/fraction.ts';
import { dayOf, type PlannedInstrument, type PlannedMarket, sessionsOf } from './market.ts';
import type { PlannedAccount, PlannedStatement } from './workload.ts';

/** What an account was worth at the close of a session, by its user's last word and the market's truth. */
export interface ExpectedDay {
  readonly day: Day;
  /** Cents of the account's currency. */
  readonly equity: bigint;
  readonly cash: bigint;
  /** Units by symbol, those that are held alone. */
  readonly positions: ReadonlyMap<string, Fraction>;
}

const CENTS = 2;

/**
 * Works out every day of an account anew from all of its events: slow, and with nothing in common with the program.
 * Rules: docs/accounting.md. A position is worth units × price, rounded to the cent; converted it is rounded again.
 */
export function expectedDays(
  account: PlannedAccount,
  statements: readonly PlannedStatement[],
  market: PlannedMarket,
): ExpectedDay[] {
  const events = eventsInForce(account, statements);
  const first = Math.min(...events.map((event) => dayOf(event.date)));
  return sessionsOf(market, account.calendar)
    .filter(({ day }) => day >= first)
    .map(({ day }) => dayOfAccount(account, events, market, day));
}

/** The last word on each event; what was voided is gone. */
export function eventsInForce(
  account: Pick<PlannedAccount, 'owner' | 'id'>,
  statements: readonly PlannedStatement[],
): EventInput[] {
  const last = new Map<string, EventInput>();
  for (const { owner, account: of, kind, key, event } of statements) {
    if (owner !== account.owner || of !== account.id) continue;
    if (kind === 'void') last.delete(key);
    else if (kind !== 'repeat') last.set(key, event);
  }
  return [...last.values()];
}

function dayOfAccount(
  { currency }: PlannedAccount,
  events: readonly EventInput[],
  market: PlannedMarket,
  day: Day,
): ExpectedDay {
  const past = events.filter((event) => dayOf(event.date) <= day);
  const inBase = (cents: bigint, of: string): bigint =>
    of === currency ? cents : new Fraction(cents).dividedBy(dollarsForEuro(market, day)).unitsAt(0);
  const cash = ['USD', 'EUR'].reduce((sum, of) => sum + inBase(cashOf(past, of).unitsAt(CENTS), of), 0n);
  const positions = new Map<string, Fraction>();
  let equity = cash;
  for (const instrument of market.instruments) {
    const units = unitsOf(past, instrument, day);
    if (units.isZero()) continue;
    positions.set(instrument.symbol, units);
    equity += inBase(units.times(priceOf(instrument, day)).unitsAt(CENTS), 'USD');
  }
  return { day, equity, cash, positions };
}

function cashOf(events: readonly EventInput[], currency: string): Fraction {
  let sum = NOTHING;
  for (const event of events) {
    if (event.toCurrency === currency) sum = sum.plus(Fraction.of(event.toAmount ?? '0'));
    if (event.currency === currency) sum = sum.plus(paid(event));
  }
  return sum;
}

/** What an event changed the cash of its currency by. */
function paid({ type, amount, quantity, price, fee }: EventInput): Fraction {
  if (type !== 'buy' && type !== 'sell') return Fraction.of(amount ?? '0');
  const gross = Fraction.of(quantity ?? '0').times(Fraction.of(price ?? '0'));
  return (type === 'buy' ? gross.negated() : gross).minus(Fraction.of(fee ?? '0'));
}

/** What was bought less what was sold, each in the units of today. */
function unitsOf(events: readonly EventInput[], { symbol, splits }: PlannedInstrument, day: Day): Fraction {
  let sum = NOTHING;
  for (const { type, symbol: of, date, quantity } of events) {
    if (of !== symbol || (type !== 'buy' && type !== 'sell')) continue;
    const since = splits.filter((split) => split.day > dayOf(date) && split.day <= day);
    const ratio = since.reduce(
      (left, { newUnits, oldUnits }) => left.times(Fraction.of(newUnits)).dividedBy(Fraction.of(oldUnits)),
      ONE,
    );
    const units = Fraction.of(quantity ?? '0').times(ratio);
    sum = type === 'buy' ? sum.plus(units) : sum.minus(units);
  }
  return sum;
}

/** The last one on or before the day. No split is without a trade on its day. */
function priceOf({ closes, symbol }: PlannedInstrument, day: Day): Fraction {
  for (let on = day; on > day - 30; on--) {
    const cents = closes.get(on as Day);
    if (cents !== undefined) return new Fraction(BigInt(cents), 100n);
  }
  throw new Error(`${symbol} has no price for a month before ${day}`);
}

function dollarsForEuro({ dollarsForEuro: rates }: PlannedMarket, day: Day): Fraction {
  for (let on = day; on > day - 10; on--) {
    const rate = rates.get(on as Day);
    if (rate !== undefined) return new Fraction(BigInt(rate), 10_000n);
  }
  throw new Error(`no rate before ${day}`);
}

/** Deposits less withdrawals of all time, in cents. */
export function flowsOf(events: readonly EventInput[]): bigint {
  const flows = events.filter(({ type }) => type === 'deposit' || type === 'withdrawal');
  return flows.reduce((sum, event) => sum + paid(event).unitsAt(CENTS), 0n);
}
