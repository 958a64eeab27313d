import {
  type Day,
  type Decimal,
  dec,
  formatDay,
  formatDecimal,
  formatFixed,
  minorUnits,
  multiply,
  quotedCurrency,
  round,
  type UnitsOnDay,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { DividendRecord, OwnerReads } from '../ports/index.ts';

/**
 * Convention: a dividend that the ledger has from the ex-day to so many days after the pay-day is the announced one;
 * where no pay-day is announced, to `UNKNOWN_PAY_DAYS` after the ex-day.
 */
const BOOKED_AFTER_PAY_DAYS = 14;
const UNKNOWN_PAY_DAYS = 60;

/** What an announced dividend brings an account by what it held at the close before the ex-day. */
export interface DividendDue {
  /** Of the ex-day and the symbol. */
  readonly id: string;
  readonly symbol: string;
  readonly exDay: Day;
  readonly payDay: Day | null;
  /** The day it is paid; the ex-day where no pay-day is announced. */
  readonly day: Day;
  readonly quantity: Decimal;
  /** For one unit, gross. */
  readonly perUnit: Decimal;
  /** Gross, rounded to the minor unit half away from zero; below zero where a short pays. */
  readonly amount: Decimal;
  readonly currency: string;
  readonly calculation: string;
  /** Who announced it. */
  readonly source: string;
  /** The account's `dividend` event that is this one; null where it is missing. */
  readonly eventId: string | null;
}

/** The announced dividends of an account that were to be paid by a day, by ex-day and symbol. */
export async function announcedDividends(
  tx: OwnerReads,
  { facts, history }: Pick<OpenPortfolio, 'facts' | 'history'>,
  account: string,
  today: Day,
): Promise<DividendDue[]> {
  const announced = await tx.dividends.list(facts.book.table.symbols.texts.filter((symbol) => symbol !== ''));
  const due = announced.flatMap((one) => {
    const units = history.units(one.symbol, account, (one.exDay - 1) as Day);
    const isDue = units !== null && units.quantity.units !== 0 && (one.payDay ?? one.exDay) <= today;
    return isDue ? [dueOf(one, units)] : [];
  });
  const booked = bookedBy(due, bookedDividends(facts, account));
  return due
    .map((one) => ({ ...one, eventId: booked.get(one) ?? null }))
    .sort((a, b) => a.exDay - b.exDay || (a.symbol < b.symbol ? -1 : 1));
}

/** The columns of the event that books a dividend. */
export function dividendColumns({ day, symbol, amount, currency, calculation }: DividendDue) {
  return {
    date: formatDay(day),
    type: 'dividend' as const,
    symbol,
    amount: formatFixed(amount, minorUnits(currency)),
    currency,
    note: calculation,
  };
}

type Due = Omit<DividendDue, 'eventId'>;

function dueOf({ symbol, payDay, source, ...announced }: DividendRecord, units: UnitsOnDay): Due {
  const { currency, shift } = quotedCurrency(announced.currency ?? units.currency);
  const stated = dec(announced.amount);
  const perUnit = { units: stated.units, scale: stated.scale + shift };
  const amount = round(multiply(units.quantity, perUnit), minorUnits(currency), 'half-away-from-zero');
  const [exDay, paid] = [announced.exDay as Day, payDay as Day | null];
  const texts = [
    formatDecimal(units.quantity),
    formatDecimal(perUnit),
    formatFixed(amount, minorUnits(currency)),
  ];
  const calculation = `${texts[0]} ${symbol} before ${formatDay(exDay)} × ${texts[1]} = ${texts[2]} ${currency}, gross`;
  const days = { exDay, payDay: paid, day: paid ?? exDay };
  const { quantity } = units;
  return {
    id: `${formatDay(exDay)}.${symbol}`,
    symbol,
    ...days,
    quantity,
    perUnit,
    amount,
    currency,
    calculation,
    source,
  };
}

interface Booked {
  readonly eventId: string;
  readonly symbol: string;
  readonly day: number;
}

function bookedDividends({ book, rowsById }: OpenPortfolio['facts'], account: string): Booked[] {
  const { table } = book;
  const owner = table.accounts.find(account);
  return Array.from(rowsById).flatMap(([eventId, row]) =>
    table.account.values[row] === owner && table.typeOf(row) === 'dividend'
      ? [{ eventId, symbol: table.symbols.texts[table.symbol.values[row]] ?? '', day: table.day.values[row] }]
      : [],
  );
}

/** Each event books one announcement, of those that it may be the one that is paid the nearest. */
function bookedBy(due: readonly Due[], events: readonly Booked[]): Map<Due, string> {
  const bySymbol = Map.groupBy(events, ({ symbol }) => symbol);
  const pairs = due.flatMap((one) =>
    (bySymbol.get(one.symbol) ?? [])
      .filter(({ day }) => day >= one.exDay && day <= lastDayOf(one))
      .map((event) => ({ one, event, apart: Math.abs(event.day - one.day) })),
  );
  pairs.sort((a, b) => a.apart - b.apart || a.one.exDay - b.one.exDay);
  const booked = new Map<Due, string>();
  const used = new Set<string>();
  for (const { one, event } of pairs) {
    if (booked.has(one) || used.has(event.eventId)) continue;
    booked.set(one, event.eventId);
    used.add(event.eventId);
  }
  return booked;
}

const lastDayOf = ({ exDay, payDay }: Due): number =>
  payDay === null ? exDay + UNKNOWN_PAY_DAYS : payDay + BOOKED_AFTER_PAY_DAYS;
