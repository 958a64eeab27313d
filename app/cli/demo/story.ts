import {
  addDays,
  civil,
  type Day,
  endOfMonth,
  marketCalendar,
  startOfMonth,
  weekday,
} from '@tidemark/engine';
import { AccountBook, type Row } from './account-book.ts';
import type { CallOption } from './call-option.ts';
import { cents, date, FIRST, type Market, priceOn, SPLIT } from './market.ts';

const NEW_YORK = marketCalendar('XNYS');
const COMMISSION = 1;

/**
 * What the demonstration's investor did up to the last day of the market: rows of transactions.csv in order of time. A
 * later last day only adds to them.
 */
export function story(market: Market, call: CallOption): Row[] {
  const teller = new Teller(market, call);
  for (const chapter of chapters(teller)) chapter();
  const rows = [teller.brokerage, teller.retirement, teller.europe].flatMap((book) => book.rows);
  return rows.sort((a, b) => a.day - b.day).map(({ row }) => row);
}

/** The three accounts and what trades at which price. */
class Teller {
  readonly brokerage = new AccountBook('brokerage');
  readonly retirement = new AccountBook('retirement');
  readonly europe = new AccountBook('europe');
  readonly market: Market;
  readonly call: CallOption;

  constructor(market: Market, call: CallOption) {
    this.market = market;
    this.call = call;
  }

  price(symbol: string, day: Day): number {
    const quotes = this.market.quotes.get(symbol);
    if (quotes === undefined) throw new RangeError(`no quotes of ${symbol}`);
    return priceOn(quotes, day);
  }

  euro(day: Day): number {
    return priceOn(this.market.euro, day);
  }

  /** Buys for about that much money, in whole units. */
  buyFor(book: AccountBook, day: Day, symbol: string, money: number, currency = 'USD', more: Row = {}): void {
    const price = this.price(symbol, day);
    const quantity = Math.floor((money - COMMISSION) / price);
    if (quantity > 0) book.buy(day, symbol, quantity, price, currency, COMMISSION, more);
  }

  sell(
    book: AccountBook,
    day: Day,
    symbol: string,
    quantity: number,
    currency = 'USD',
    more: Row = {},
  ): void {
    book.sell(day, symbol, quantity, this.price(symbol, day), currency, COMMISSION, more);
  }
}

/** Everything that happens, by day; each part of the story only looks at what was before it. */
function chapters(teller: Teller): (() => void)[] {
  const timed: { day: Day; tell: () => void }[] = [...savings(teller), ...trades(teller), ...special(teller)];
  const past = timed.filter(({ day }) => day <= teller.market.last);
  return past.sort((a, b) => a.day - b.day).map(({ tell }) => tell);
}

type Told = { readonly day: Day; readonly tell: () => void };

/** What comes every month or quarter: saving, buying the fund, dividends, interest, custody fees. */
function savings(teller: Teller): Told[] {
  const told: Told[] = [];
  for (let month: Day = FIRST; month <= teller.market.last; month = addDays(endOfMonth(month), 1)) {
    const payday = session(startOfMonth(month) < FIRST ? FIRST : startOfMonth(month));
    told.push({ day: payday, tell: () => payIn(teller, payday) });
    const { month: number } = civil(month);
    const paid = session(addDays(startOfMonth(month), 14));
    if (number % 3 === 0) told.push({ day: paid, tell: () => quarter(teller, paid) });
  }
  return told;
}

function payIn(teller: Teller, day: Day): void {
  const { brokerage, retirement, europe } = teller;
  const { year, month } = civil(day);
  brokerage.money(day, 'deposit', 500 + 50 * (year - 2016), 'USD');
  retirement.money(day, 'deposit', 400, 'USD');
  const price = teller.price('TIDE', day);
  const units = Math.floor(((retirement.cashIn('USD') - 5) / price) * 1e3) / 1e3;
  if (units > 0) retirement.buy(day, 'TIDE', units, price, 'USD', 0);
  if (month % 3 === 1 && year >= 2018) {
    if (day > date(2018, 1, 31)) europe.money(day, 'deposit', 900, 'EUR');
    const paid = europe.cashIn('EUR');
    if (paid > 500) teller.buyFor(europe, day, 'EURX', paid - 60, 'EUR');
  }
}

function quarter(teller: Teller, day: Day): void {
  const { brokerage, retirement, europe } = teller;
  const { year, month } = civil(day);
  brokerage.dividend(day, 'ACME', 0.31 + 0.02 * (year - 2016), 'USD', 0);
  brokerage.dividend(day, 'TIDE', 0.24, 'USD', 0);
  retirement.dividend(day, 'TIDE', 0.24, 'USD', 0);
  if (brokerage.held('CORAL') < 0)
    brokerage.money(day, 'interest', cents(brokerage.held('CORAL') * 0.42), 'USD', { note: 'borrow fee' });
  if (month === 6) europe.dividend(day, 'EURX', 0.85, 'EUR', 0.26375);
  if (month === 12 && europe.held('EURX') > 0) europe.money(day, 'fee', -24, 'EUR', { note: 'custody' });
  if (year >= 2022 && brokerage.cashIn('USD') > 500) {
    brokerage.money(day, 'interest', cents(brokerage.cashIn('USD') * 0.008), 'USD');
  }
}

/** What was bought and sold on purpose. */
function trades(teller: Teller): Told[] {
  const { brokerage } = teller;
  const at = (day: Day, tell: (day: Day) => void): Told => ({
    day: session(day),
    tell: () => tell(session(day)),
  });
  return [
    at(FIRST, (day) => brokerage.money(day, 'deposit', 25_000, 'USD')),
    at(addDays(FIRST, 1), (day) => {
      teller.buyFor(brokerage, day, 'ACME', 7_000);
      teller.buyFor(brokerage, day, 'BOLT', 6_000);
      teller.buyFor(brokerage, day, 'DUNE', 5_000);
      teller.buyFor(brokerage, day, 'TIDE', 5_500);
    }),
    at(date(2017, 3, 13), (day) => teller.buyFor(brokerage, day, 'BOLT', 6_000)),
    at(date(2018, 6, 11), (day) =>
      teller.sell(brokerage, day, 'DUNE', brokerage.held('DUNE'), 'USD', { tags: 'loss' }),
    ),
    at(date(2018, 12, 27), (day) => teller.buyFor(brokerage, day, 'ACME', 12_000)),
    at(date(2019, 6, 17), (day) => brokerage.money(day, 'withdrawal', -4_000, 'USD', { note: 'a car' })),
    at(date(2019, 11, 4), (day) => {
      const stop = {
        stop: (teller.price('CORAL', day) * 1.15).toFixed(2),
        strategy: 'short',
        tags: 'overvalued',
      };
      teller.sell(brokerage, day, 'CORAL', 120, 'USD', stop);
    }),
    at(date(2020, 3, 20), (day) => {
      brokerage.buy(day, 'CORAL', -brokerage.held('CORAL'), teller.price('CORAL', day), 'USD', COMMISSION);
      teller.buyFor(brokerage, day, 'TIDE', 9_000);
    }),
    at(date(2021, 11, 8), (day) =>
      teller.sell(brokerage, day, 'BOLT', Math.floor(brokerage.held('BOLT') / 2)),
    ),
    at(date(2021, 11, 12), (day) => brokerage.money(day, 'withdrawal', -30_000, 'USD', { note: 'a house' })),
    at(date(2022, 10, 17), (day) => teller.buyFor(brokerage, day, 'TIDE', brokerage.cashIn('USD') - 1_000)),
    at(date(2024, 11, 11), (day) => teller.sell(brokerage, day, 'ACME', 60)),
    at(date(2025, 5, 12), (day) =>
      brokerage.money(day, 'withdrawal', -12_000, 'USD', { note: 'a sabbatical' }),
    ),
  ];
}

/** What a ledger must also be able to say: an account abroad, a transfer, a split, an option. */
function special(teller: Teller): Told[] {
  const { brokerage, retirement, europe } = teller;
  const transferDay = session(date(2019, 9, 16));
  const openEurope = session(date(2018, 1, 3));
  const abroad = session(date(2023, 2, 6));
  return [
    { day: openEurope, tell: () => europe.money(openEurope, 'deposit', 8_000, 'EUR') },
    {
      day: transferDay,
      tell: () => {
        brokerage.take(transferDay, 'transfer_out', 'TIDE', 40);
        retirement.take(transferDay, 'transfer_in', 'TIDE', 40);
      },
    },
    { day: SPLIT.day, tell: () => brokerage.countSplit(SPLIT.symbol, SPLIT.ratio) },
    {
      day: abroad,
      tell: () => {
        brokerage.money(abroad, 'transfer_out', -5_000, 'USD', { link: 'move-2023' });
        const arrival = session(addDays(abroad, 2));
        europe.money(arrival, 'transfer_in', 5_000, 'USD', { link: 'move-2023' });
        europe.exchange(arrival, -5_000, 'USD', cents(5_000 / teller.euro(arrival)), 'EUR');
      },
    },
    ...option(teller),
  ];
}

/** Two calls: at expiry they are exercised or worth nothing. */
function option(teller: Teller): Told[] {
  const { brokerage } = teller;
  const { symbol, opened, expiry, strike, quotes } = teller.call;
  return [
    {
      day: opened,
      tell: () =>
        brokerage.buy(opened, symbol, 2, priceOn(quotes, opened), 'USD', COMMISSION, { multiplier: '100' }),
    },
    {
      day: expiry,
      tell: () => {
        if (teller.price('ACME', expiry) <= strike) return brokerage.take(expiry, 'option_expire', symbol, 2);
        brokerage.take(expiry, 'option_exercise', symbol, 2, { link: 'exercise-2024' });
        brokerage.buy(expiry, 'ACME', 200, strike, 'USD', 0, { link: 'exercise-2024' });
      },
    },
  ];
}

/** That day, or the next one on which New York trades. */
function session(day: Day): Day {
  return weekday(day) <= 5 && NEW_YORK.isSession(day) ? day : NEW_YORK.nextSession(day);
}
