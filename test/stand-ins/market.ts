/** The market of the stand-in servers: facts, which each of them tells in its own format. Prices are as they were paid. */
export interface StandInInstrument {
  /** As exchanges quote: GBp are pence. */
  readonly currency: string;
  readonly latest: { readonly price: number; readonly at: string };
  /** A day without prices had no trade. */
  readonly days: readonly {
    readonly date: string;
    readonly prices: readonly [open: number, high: number, low: number, close: number] | null;
  }[];
  readonly minutes: readonly {
    readonly at: string;
    readonly prices: readonly [open: number, high: number, low: number, close: number];
  }[];
  readonly splits: readonly { readonly date: string; readonly newUnits: number; readonly oldUnits: number }[];
  readonly dividends: readonly {
    readonly exDate: string;
    readonly payDate: string;
    readonly amount: number;
  }[];
}

/** Now: a Wednesday, 11:31 in New York. */
export const NOW = Date.parse('2024-06-12T15:31:00Z');

const acme: StandInInstrument = {
  currency: 'USD',
  latest: { price: 129.12, at: '2024-06-12T15:30:00.208Z' },
  days: [
    { date: '2024-06-06', prices: [486.01, 502.31, 485.01, 499.23] },
    { date: '2024-06-07', prices: [500.02, 503.5, 498.4, 500.04] },
    { date: '2024-06-10', prices: [125.5, 127.01, 124.3, 126.55] },
    { date: '2024-06-11', prices: [127.1, 129.9, 125.51, 129.04] },
  ],
  minutes: [
    { at: '2024-06-12T13:30:00Z', prices: [129.04, 129.3, 129.01, 129.25] },
    { at: '2024-06-12T13:35:00Z', prices: [129.25, 129.4, 129.2, 129.31] },
  ],
  splits: [{ date: '2024-06-10', newUnits: 4, oldUnits: 1 }],
  dividends: [
    { exDate: '2024-05-10', payDate: '2024-05-16', amount: 0.84 },
    { exDate: '2024-06-11', payDate: '2024-06-20', amount: 0.205 },
  ],
};

const bolt: StandInInstrument = {
  currency: 'USD',
  latest: { price: 33.1, at: '2024-06-12T15:29:58Z' },
  days: [
    { date: '2024-06-06', prices: [50.02, 51, 49, 50] },
    { date: '2024-06-07', prices: null },
    { date: '2024-06-10', prices: [33.2, 33.5, 32.9, 33.4] },
  ],
  minutes: [],
  splits: [{ date: '2024-06-10', newUnits: 3, oldUnits: 2 }],
  dividends: [],
};

/** In London, quoted in pence. */
const vod: StandInInstrument = {
  currency: 'GBp',
  latest: { price: 71.55, at: '2024-06-12T14:45:00Z' },
  days: [{ date: '2024-06-06', prices: [70.1, 72, 70, 71.5] }],
  minutes: [],
  splits: [],
  dividends: [{ exDate: '2024-06-06', payDate: '2024-08-02', amount: 3.87 }],
};

const coin: StandInInstrument = {
  currency: 'USD',
  latest: { price: 67123.45, at: '2024-06-12T15:30:59Z' },
  days: [{ date: '2024-06-08', prices: [69300.1, 69600, 69200.5, 69310.25] }],
  minutes: [],
  splits: [],
  dividends: [],
};

export const MARKET: ReadonlyMap<string, StandInInstrument> = new Map([
  ['ACME', acme],
  ['BOLT', bolt],
  ['VOD.L', vod],
  ['BTC/USD', coin],
]);

/** Units of each currency for one euro. */
export const EURO_RATES: readonly { readonly date: string; readonly rates: Record<string, string> }[] = [
  { date: '2024-06-12', rates: { USD: '1.0765', JPY: '169.25', GBP: '0.84390' } },
  { date: '2024-06-11', rates: { USD: '1.0730', JPY: '168.71', GBP: '0.84293' } },
  { date: '2024-06-10', rates: { USD: '1.0756', JPY: '168.86' } },
  { date: '2024-03-15', rates: { USD: '1.0892', JPY: '162.03', GBP: '0.85420' } },
  { date: '1999-01-04', rates: { USD: '1.1789', JPY: '133.73', GBP: '0.71110' } },
];

/** What a stand-in tells, and when: another market than the usual one, by another clock. */
export interface Told {
  readonly market: ReadonlyMap<string, StandInInstrument>;
  /** The latest first. */
  readonly euroRates: () => typeof EURO_RATES;
  /** How many of them the file of the last 90 days has. */
  readonly recentRates: number;
  readonly now: () => number;
  /** A server has a limit of its own, below what is asked for: so that pages follow. */
  readonly pageRows: number;
}

export const USUAL: Told = {
  market: MARKET,
  euroRates: () => EURO_RATES,
  recentRates: 4,
  now: () => NOW,
  pageRows: 3,
};
