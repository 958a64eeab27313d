import { json, type StandIn, type StandInAnswer, type StandInRequest, standIn } from './http.ts';
import { MARKET, type StandInInstrument } from './market.ts';

const PATH = '/v8/finance/chart/';

/** Yahoo's chart: figures divided by later splits, kept in 32 bits, printed as 64-bit numbers. */
export function yahooStandIn(): Promise<StandIn> {
  return standIn(answer);
}

function answer({ path, query, headers }: StandInRequest): StandInAnswer {
  if (!headers['user-agent']?.startsWith('Mozilla/5.0'))
    return { status: 429, body: 'Too Many Requests\r\n', headers: { 'content-type': 'text/plain' } };
  const symbol = decodeURIComponent(path.slice(PATH.length));
  const instrument = MARKET.get(symbol.replace('-', '/'));
  if (!path.startsWith(PATH) || instrument === undefined)
    return json(
      {
        chart: {
          result: null,
          error: { code: 'Not Found', description: 'No data found, symbol may be delisted' },
        },
      },
      404,
    );
  const from = Number(query.get('period1') ?? '0');
  const to = Number(query.get('period2') ?? '9999999999');
  const rows = rowsOf(symbol, instrument, query.get('interval') ?? '1d').filter(
    ({ at }) => at >= from && at < to,
  );
  const column = (n: number) => rows.map(({ prices }) => (prices === null ? null : prices[n]));
  const events = query.has('events') ? eventsOf(symbol, instrument, from, to) : {};
  const close = column(3);
  return json({
    chart: {
      error: null,
      result: [
        {
          meta: metaOf(symbol, instrument),
          timestamp: rows.map(({ at }) => at),
          indicators: {
            quote: [{ open: column(0), high: column(1), low: column(2), close, volume: rows.map(() => 100) }],
            adjclose: [{ adjclose: close }],
          },
          ...events,
        },
      ],
    },
  });
}

const isLondon = (symbol: string): boolean => symbol.endsWith('.L');
const isCoin = (symbol: string): boolean => symbol.includes('-');

function metaOf(symbol: string, { currency, latest }: StandInInstrument) {
  const zone = isCoin(symbol) ? 'UTC' : isLondon(symbol) ? 'Europe/London' : 'America/New_York';
  return {
    currency,
    symbol,
    exchangeName: isLondon(symbol) ? 'LSE' : 'NMS',
    instrumentType: 'EQUITY',
    exchangeTimezoneName: zone,
    gmtoffset: 0,
    regularMarketPrice: latest.price,
    regularMarketTime: Math.floor(Date.parse(latest.at) / 1000),
    priceHint: 2,
  };
}

/** A session begins at 9:30 in New York, at 8:00 in London: in June 13:30 and 07:00 UTC. */
const openOf = (symbol: string, date: string): number =>
  Date.parse(`${date}T${isCoin(symbol) ? '00:00' : isLondon(symbol) ? '07:00' : '13:30'}:00Z`) / 1000;

function rowsOf(symbol: string, instrument: StandInInstrument, interval: string) {
  if (interval !== '1d')
    return instrument.minutes.map(({ at, prices }) => ({
      at: Date.parse(at) / 1000,
      prices: prices.map(Math.fround),
    }));
  return instrument.days.map(({ date, prices }) => ({
    at: openOf(symbol, date),
    prices: prices?.map((price) => adjusted(instrument, date, price)) ?? null,
  }));
}

function adjusted({ splits }: StandInInstrument, date: string, figure: number): number {
  const later = splits.filter((split) => split.date > date);
  return Math.fround(later.reduce((left, { newUnits, oldUnits }) => (left * oldUnits) / newUnits, figure));
}

function eventsOf(symbol: string, instrument: StandInInstrument, from: number, to: number) {
  const within = (at: number) => at >= from && at < to;
  const splits = instrument.splits
    .map(({ date, newUnits, oldUnits }) => ({
      date: openOf(symbol, date),
      numerator: newUnits,
      denominator: oldUnits,
      splitRatio: `${newUnits}:${oldUnits}`,
    }))
    .filter(({ date }) => within(date));
  const dividends = instrument.dividends
    .map(({ exDate, amount }) => ({
      date: openOf(symbol, exDate),
      amount: adjusted(instrument, exDate, amount),
    }))
    .filter(({ date }) => within(date));
  const byDate = <Row extends { date: number }>(rows: Row[]) =>
    Object.fromEntries(rows.map((row) => [row.date, row]));
  if (splits.length + dividends.length === 0) return {};
  // Yahoo leaves out what there is none of.
  return {
    events: {
      ...(dividends.length > 0 && { dividends: byDate(dividends) }),
      ...(splits.length > 0 && { splits: byDate(splits) }),
    },
  };
}
