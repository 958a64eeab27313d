import fc from 'fast-check';
import { addDays, type Day, formatDay } from '../../engine/calendar/day.ts';
import { LOT_METHODS, type LotMethod } from '../../engine/ledger/instrument.ts';
import {
  dayFrom,
  type PlainAccount,
  type PlainConventions,
  type PlainInstrument,
  type PlainPrice,
  type PlainRate,
  type PlainReport,
  type PlainSplit,
} from '../naive/input.ts';

/** Where a random ledger plays: its currencies, accounts and instruments, and what the world says of them. */
export type Setting = {
  readonly conventions: PlainConventions;
  readonly currencies: readonly string[];
  readonly accounts: readonly (PlainAccount & { readonly lot_method: LotMethod })[];
  readonly instruments: readonly (PlainInstrument & { readonly currency: string })[];
  readonly prices: readonly PlainPrice[];
  readonly rates: readonly PlainRate[];
  readonly splits: readonly PlainSplit[];
  /** What brokers said that accounts were worth. */
  readonly reports: readonly PlainReport[];
};

/** What a run wants to leave out. */
export type Wishes = {
  /** One lot method for all; null: any. */
  readonly method: LotMethod | null;
  /** Transfers that are in transit over days. */
  readonly transit: boolean;
  /** Trades that state an amount and no price. */
  readonly amountOnly: boolean;
  readonly prices: boolean;
  readonly splits: boolean;
  readonly reports: boolean;
  /** How many currencies there are at most. */
  readonly currencies: number;
};

export const ANYTHING: Wishes = {
  method: null,
  transit: true,
  amountOnly: true,
  prices: true,
  splits: true,
  reports: true,
  currencies: 3,
};

export const FIRST_DAY: Day = dayFrom('2023-01-02');
/** Two to three years; the days of events and prices are drawn from the beginning of it. */
const DAYS_MAX = 800;

export const dateAt = (offset: number): string => formatDay(addDays(FIRST_DAY, offset));

const CURRENCIES = ['USD', 'EUR', 'JPY', 'GBP'] as const;
const KINDS = ['stock', 'stock', 'etf', 'pence', 'bond', 'future', 'crypto', 'option'] as const;
type Kind = (typeof KINDS)[number];

/** Typical prices by kind, so that premiums, percents and index points look like themselves. */
const LEVELS: Record<Kind, number> = {
  stock: 100,
  etf: 40,
  pence: 800,
  bond: 98,
  future: 4000,
  crypto: 30000,
  option: 3,
};
const RATES: Record<string, number> = { USD: 1.1, JPY: 160, GBP: 0.86 };

type Draw = { readonly at: number; readonly day: number; readonly move: number };

const draws = (maxLength: number) =>
  fc.array(
    fc.record({ at: fc.nat(31), day: fc.nat(DAYS_MAX - 1), move: fc.integer({ min: -4000, max: 4000 }) }),
    { maxLength, size: 'max' },
  );

export const settings = (wishes: Wishes): fc.Arbitrary<Setting> =>
  fc
    .record({
      currencies: fc.uniqueArray(fc.constantFrom(...CURRENCIES), {
        minLength: 1,
        maxLength: wishes.currencies,
      }),
      methods: fc.array(fc.constantFrom(...LOT_METHODS), { minLength: 1, maxLength: 3 }),
      kinds: fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(2)), { minLength: 1, maxLength: 6 }),
      fees: fc.constantFrom('expense' as const, 'capitalize' as const),
      quotes: draws(120),
      rates: draws(40),
      splits: fc.array(fc.tuple(fc.nat(31), fc.integer({ min: 20, max: 300 }), fc.nat(3)), { maxLength: 2 }),
      reports: draws(3),
    })
    .map((drawn) => {
      const { currencies } = drawn;
      const methods = drawn.methods.map((method) => wishes.method ?? method);
      const instruments = drawn.kinds.map(([kind, currency], n) => instrument(kind, n, currencies, currency));
      const conventions = { base: currencies[0], lots: methods[0], fees: drawn.fees, staleAfterDays: 5 };
      return {
        conventions,
        currencies,
        accounts: methods.map((lot_method, n) => ({
          name: `a${n}`,
          currency: currencies[0],
          lot_method,
          allow_short: true,
        })),
        instruments: instruments.map(([one]) => one),
        prices: wishes.prices ? priceRows(instruments, drawn.quotes) : [],
        rates: rateRows(currencies, drawn.rates),
        splits: wishes.splits ? splitRows(instruments, drawn.splits) : [],
        reports: wishes.reports ? reportRows(methods.length, drawn.reports) : [],
      };
    });

type Drawn = readonly [PlainInstrument & { readonly currency: string }, Kind];

function instrument(kind: Kind, n: number, currencies: readonly string[], pick: number): Drawn {
  const currency = currencies[pick % currencies.length];
  const symbol = kind === 'option' ? `S0${String(240119 + n)}C00100000` : `S${n}`;
  if (kind === 'pence')
    return [{ symbol, kind: 'stock', currency: currencies.includes('GBP') ? 'GBP' : currency }, kind];
  const factor = kind === 'bond' ? { price_factor: '0.01' } : kind === 'future' ? { multiplier: '50' } : {};
  return [{ symbol, kind, currency, ...factor }, kind];
}

/** A price near the kind's level, with up to four decimals. */
export const priceNear = (level: number, move: number): string =>
  ((level * (10000 + move)) / 10000).toFixed(level > 1000 ? 2 : 4);

export const levelOf = (one: PlainInstrument): number =>
  one.symbol.length > 3 ? LEVELS.option : (LEVELS[one.kind as Kind] ?? LEVELS.stock);

function priceRows(instruments: readonly Drawn[], quotes: readonly Draw[]): PlainPrice[] {
  const rows = new Map<string, PlainPrice>();
  for (const { at, day, move } of quotes) {
    const [{ symbol, currency }, kind] = instruments[at % instruments.length];
    const quoted = kind === 'pence' && currency === 'GBP' ? { currency: 'GBX' } : {};
    const key = `${symbol} ${day}`;
    if (rows.has(key)) continue;
    rows.set(key, { date: dateAt(day), symbol, price: priceNear(LEVELS[kind], move), ...quoted });
  }
  return [...rows.values()];
}

/** Rates against the euro, the first of each anywhere; so there are inverses and crosses. */
function rateRows(currencies: readonly string[], draws: readonly Draw[]): PlainRate[] {
  const others = currencies.filter((currency) => currency !== 'EUR');
  const rows = new Map<string, PlainRate>();
  const put = (currency: string, day: number, move: number) =>
    rows.set(`${currency} ${day}`, {
      pair: `EUR${currency}`,
      date: dateAt(day),
      rate: priceNear(RATES[currency], move / 10),
    });
  others.forEach((currency, n) => {
    put(currency, 7 * n, 0);
  });
  for (const { at, day, move } of draws) if (others.length > 0) put(others[at % others.length], day, move);
  return [...rows.values()];
}

/** Ratios of the splits file; those of the ledger are others, but where they mean the same split. */
const FILE_RATIOS = ['2', '4', '0.5', '0.1'] as const;

function splitRows(
  instruments: readonly Drawn[],
  draws: readonly (readonly [number, number, number])[],
): PlainSplit[] {
  const rows = new Map<string, PlainSplit>();
  for (const [at, day, ratio] of draws) {
    const [{ symbol }, kind] = instruments[at % instruments.length];
    if (kind === 'stock' || kind === 'etf')
      rows.set(symbol, { symbol, date: dateAt(day), ratio: FILE_RATIOS[ratio] });
  }
  return [...rows.values()];
}

function reportRows(accounts: number, draws: readonly Draw[]): PlainReport[] {
  const rows = new Map<string, PlainReport>();
  for (const { at, day, move } of draws) {
    const account = `a${at % accounts}`;
    rows.set(`${account} ${day}`, { account, date: dateAt(day), equity: `${move}.5` });
  }
  return [...rows.values()];
}
