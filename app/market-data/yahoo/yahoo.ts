import {
  DAY_SECONDS,
  type Day,
  dec,
  decimal,
  formatDecimal,
  normalize,
  quotedCurrency,
} from '@tidemark/engine';
import { ProviderHttp, type ProviderWorld } from '../../providers/index.ts';
import type {
  Answer,
  BarMinutes,
  CorporateActions,
  DailyBar,
  IntradayBar,
  MarketData,
  MarketPrice,
  SymbolFailure,
} from '../../service/ports/index.ts';
import { eachSymbol, failure, isFailure, noData } from '../answer.ts';
import { type Chart, chartOf, YAHOO } from './chart.ts';
import { asItWas, type DatedRatio, exchangeDay, ratioOf, splitsOf } from './later-splits.ts';

export interface YahooOptions {
  readonly baseUrl?: string;
  readonly requestsAMinute?: number;
}

export const YAHOO_URL = 'https://query2.finance.yahoo.com';
/** Nothing is documented; this many have been borne. */
const REQUESTS_A_MINUTE = 60;
const AT_A_TIME = 3;

/** Yahoo's chart: without a key, unofficial, one symbol a request, delayed by some 15 minutes on many exchanges. */
export function yahoo(options: YahooOptions, world: ProviderWorld): MarketData {
  const { baseUrl = YAHOO_URL, requestsAMinute = REQUESTS_A_MINUTE } = options;
  const http = new ProviderHttp({ provider: YAHOO, baseUrl, requestsAMinute }, world);
  const { clock } = world;
  return {
    name: YAHOO,
    limits: { requestsAMinute, symbolsARequest: 1 },
    latestPrices: async (symbols) => {
      const { results, failures } = await eachSymbol(symbols, AT_A_TIME, async (symbol) => {
        const chart = await chartOf(http, symbol, { range: '1d', interval: '1d' });
        return isFailure(chart) ? chart : latestOf(chart);
      });
      return { rows: results, failures };
    },
    dailyBars: (symbols, from, to) =>
      barsOf(symbols, async (symbol) => {
        const chart = await chartSince(http, symbol, from, clock.now(), '1d');
        return isFailure(chart) ? chart : dailyOf(chart, from, to);
      }),
    intradayBars: (symbols, from, to, minutes) =>
      barsOf(symbols, async (symbol) => {
        const chart = await chartOf(http, symbol, intradayQuery(from, to, minutes));
        return isFailure(chart) ? chart : intradayOf(chart, from, to);
      }),
    corporateActions: (symbols, from, to) => actionsOf(http, symbols, from, to, clock.now()),
  };
}

async function barsOf<Bar>(
  symbols: readonly string[],
  ask: (symbol: string) => Promise<readonly Bar[] | SymbolFailure>,
): Promise<Answer<Bar>> {
  const { results, failures } = await eachSymbol(symbols, AT_A_TIME, async (symbol) => {
    const bars = await ask(symbol);
    return !isFailure(bars) && bars.length === 0 ? noData(YAHOO, symbol) : bars;
  });
  return { rows: results.flat(), failures };
}

/** Until now, whatever the last day asked for: every later split has divided the figures. */
function chartSince(http: ProviderHttp, symbol: string, from: Day, now: number, interval: string) {
  return chartOf(http, symbol, {
    period1: (from - 1) * DAY_SECONDS,
    period2: Math.ceil(now / 1000) + DAY_SECONDS,
    interval,
    events: 'div|split|capitalGains',
  });
}

const intradayQuery = (from: number, to: number, minutes: BarMinutes) => ({
  period1: Math.floor(from / 1000),
  period2: Math.ceil(to / 1000),
  interval: minutes === 60 ? '1h' : `${minutes}m`,
});

function latestOf(chart: Chart): MarketPrice | SymbolFailure {
  const { symbol, meta } = chart;
  const quoted = quotedIn(chart);
  if (isFailure(quoted)) return quoted;
  if (!meta.regularMarketPrice || !meta.regularMarketTime) return noData(YAHOO, symbol);
  const at = meta.regularMarketTime;
  return {
    symbol,
    price: quoted.whole(meta.regularMarketPrice),
    at: at * 1000,
    day: exchangeDay(chart, at),
    currency: quoted.currency,
    source: YAHOO,
  };
}

function dailyOf(chart: Chart, from: Day, to: Day): DailyBar[] | SymbolFailure {
  const quoted = quotedIn(chart);
  if (isFailure(quoted)) return quoted;
  const splits = splitsOf(chart);
  // While a session goes on its bar may come twice; the later one is of now.
  const byDay = new Map<Day, DailyBar>();
  for (const [n, seconds] of chart.timestamp.entries()) {
    const day = exchangeDay(chart, seconds);
    const prices = pricesAt(chart, n, (figure) => quoted.whole(asItWas(figure, day, splits)));
    if (prices === null || day < from || day > to) continue;
    byDay.set(day, { symbol: chart.symbol, day, ...prices, currency: quoted.currency, source: YAHOO });
  }
  return [...byDay.values()].sort((a, b) => a.day - b.day);
}

/** Of so short a time ago that no split lies between: Yahoo has no intraday history beyond some weeks. */
function intradayOf(chart: Chart, from: number, to: number): IntradayBar[] | SymbolFailure {
  const quoted = quotedIn(chart);
  if (isFailure(quoted)) return quoted;
  return chart.timestamp.flatMap((seconds, n) => {
    const prices = pricesAt(chart, n, quoted.whole);
    const at = seconds * 1000;
    if (prices === null || at < from || at > to) return [];
    return [{ symbol: chart.symbol, from: at, ...prices, currency: quoted.currency, source: YAHOO }];
  });
}

/** Null where there was no trade. */
function pricesAt({ indicators }: Chart, n: number, whole: (figure: string) => string) {
  const [quote] = indicators.quote;
  const close = quote?.close[n];
  if (quote === undefined || !close) return null;
  const at = (figures: readonly (string | null)[]) => {
    const figure = figures[n];
    return figure ? whole(figure) : null;
  };
  return { open: at(quote.open), high: at(quote.high), low: at(quote.low), close: whole(close) };
}

async function actionsOf(
  http: ProviderHttp,
  symbols: readonly string[],
  from: Day,
  to: Day,
  now: number,
): Promise<CorporateActions> {
  const { results, failures } = await eachSymbol(symbols, AT_A_TIME, async (symbol) => {
    const chart = await chartSince(http, symbol, from, now, '1d');
    if (isFailure(chart)) return chart;
    const quoted = quotedIn(chart);
    return isFailure(quoted) ? quoted : { chart, splits: splitsOf(chart), quoted };
  });
  const isAsked = (day: Day) => day >= from && day <= to;
  return {
    splits: results.flatMap(({ chart: { symbol }, splits }) =>
      splits
        .filter(({ day }) => isAsked(day))
        .map((split) => ({ symbol, day: split.day, ratio: ratioOf(split), source: YAHOO })),
    ),
    dividends: results.flatMap(({ chart, splits, quoted }) => dividendsOf(chart, splits, quoted, isAsked)),
    failures,
  };
}

function dividendsOf(
  chart: Chart,
  splits: readonly DatedRatio[],
  { currency, whole }: Quoted,
  isAsked: (day: Day) => boolean,
): CorporateActions['dividends'] {
  return Object.values(chart.events.dividends)
    .map(({ date, amount }) => ({ exDay: exchangeDay(chart, date), amount }))
    .filter(({ exDay }) => isAsked(exDay))
    .sort((a, b) => a.exDay - b.exDay)
    .map(({ exDay, amount }) => ({
      symbol: chart.symbol,
      exDay,
      payDay: null,
      amount: whole(asItWas(amount, exDay, splits)),
      currency,
      source: YAHOO,
    }));
}

interface Quoted {
  readonly currency: string;
  /** A figure in the whole currency: pence as pounds. */
  readonly whole: (figure: string) => string;
}

function quotedIn({ symbol, meta }: Chart): Quoted | SymbolFailure {
  if (!meta.currency)
    return failure(symbol, 'garbage', `${YAHOO}: chart.result.0.meta.currency of ${symbol} is missing`);
  const { currency, shift } = quotedCurrency(meta.currency);
  const whole = (figure: string): string => {
    const { units, scale } = dec(figure);
    return formatDecimal(normalize(decimal(units, scale + shift)));
  };
  return { currency, whole };
}
