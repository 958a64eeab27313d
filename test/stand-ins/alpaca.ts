import { type Day, localToUtc, parseDay } from '../../engine/index.ts';
import { type StreamStandIn, streamStandIn } from './alpaca-stream.ts';
import { type Fault, json, type StandIn, type StandInAnswer, type StandInRequest, standIn } from './http.ts';
import { type StandInInstrument, type Told, USUAL } from './market.ts';

export const KEYS = { keyId: 'PKSTANDIN7', secretKey: 'secret-of-the-stand-in' };

export interface AlpacaStandIn extends StandIn {
  readonly stream: StreamStandIn;
}

/** Alpaca's data and trading API and its stream, on one address. */
export async function alpacaStandIn(
  told = USUAL,
  fault: (request: StandInRequest) => Fault | null = () => null,
): Promise<AlpacaStandIn> {
  const stream = streamStandIn(KEYS);
  const server = await standIn((request) => fault(request) ?? answer(told, request), stream.upgrade);
  return { ...server, stream };
}

function answer(told: Told, request: StandInRequest): StandInAnswer {
  const { path, query, headers } = request;
  if (headers['apca-api-key-id'] !== KEYS.keyId || headers['apca-api-secret-key'] !== KEYS.secretKey)
    return json({ message: 'unauthorized.' }, 401);
  const symbols = (query.get('symbols') ?? '').split(',').filter((one) => one !== '');
  const invalid = symbols.find((symbol) => symbol.startsWith('-'));
  if (invalid !== undefined) return json({ message: `invalid symbol: ${invalid}` }, 400);
  switch (path) {
    case '/v2/stocks/trades/latest':
      return query.get('feed') === 'sip' ? noSip() : json({ trades: latest(told, symbols, false) });
    case '/v1beta3/crypto/us/latest/trades':
      return json({ trades: latest(told, symbols, true) });
    case '/v2/stocks/bars':
      return isRecent(told, query) ? noSip() : bars(told, symbols, query, false);
    case '/v1beta3/crypto/us/bars':
      return bars(told, symbols, query, true);
    case '/v1/corporate-actions':
      return actions(told, symbols, query);
    case '/v2/calendar':
      return json(CALENDAR.filter(({ date }) => date >= text(query, 'start') && date <= text(query, 'end')));
    case '/v2/clock':
      return json({
        timestamp: '2024-06-12T11:31:00.112233445-04:00',
        is_open: true,
        next_open: '2024-06-13T09:30:00-04:00',
        next_close: '2024-06-12T16:00:00-04:00',
      });
    default:
      return json({ message: 'endpoint not found.' }, 404);
  }
}

const CALENDAR = [
  {
    date: '2024-07-02',
    open: '09:30',
    close: '16:00',
    session_open: '0400',
    session_close: '2000',
    settlement_date: '2024-07-03',
  },
  {
    date: '2024-07-03',
    open: '09:30',
    close: '13:00',
    session_open: '0400',
    session_close: '1700',
    settlement_date: '2024-07-05',
  },
  {
    date: '2024-07-05',
    open: '09:30',
    close: '16:00',
    session_open: '0400',
    session_close: '2000',
    settlement_date: '2024-07-08',
  },
];

const text = (query: URLSearchParams, name: string): string => query.get(name) ?? '';
const noSip = () => json({ message: 'subscription does not permit querying recent SIP data' }, 403);
const isRecent = ({ now }: Told, query: URLSearchParams): boolean =>
  Date.parse(text(query, 'end')) > now() - 15 * 60_000;

/** Dollars alone; pairs of crypto currencies at their own endpoints. */
function known({ market }: Told, symbols: readonly string[], crypto: boolean): [string, StandInInstrument][] {
  return symbols.flatMap((symbol): [string, StandInInstrument][] => {
    const one = market.get(symbol);
    return one?.currency === 'USD' && symbol.includes('/') === crypto ? [[symbol, one]] : [];
  });
}

export function latest(told: Told, symbols: readonly string[], crypto: boolean): object {
  const trades = known(told, symbols, crypto).map(
    ([
      symbol,
      {
        latest: { price, at },
      },
    ]) => [symbol, { t: at, x: 'V', p: price, s: 40, c: ['@'], i: 52983525029461, z: 'C' }],
  );
  return Object.fromEntries(trades);
}

/** Where a day begins: of stocks in New York, summer or winter. */
function midnight(date: string, crypto: boolean): string {
  if (crypto) return `${date}T00:00:00Z`;
  const seconds = localToUtc('America/New_York', parseDay(date) as Day, 0);
  return new Date(seconds * 1000).toISOString();
}

/** Rows of all symbols in a row; the token is the number of the next one. */
function bars(
  told: Told,
  symbols: readonly string[],
  query: URLSearchParams,
  crypto: boolean,
): StandInAnswer {
  const isDaily = text(query, 'timeframe') === '1Day';
  const all = known(told, symbols, crypto).flatMap(([symbol, { days, minutes }]) => {
    const rows = isDaily
      ? days.map(({ date, prices }) => ({ at: midnight(date, crypto), prices }))
      : minutes.map(({ at, prices }) => ({ at, prices }));
    return rows.flatMap(({ at, prices }) => (prices === null ? [] : [{ symbol, at, prices }]));
  });
  const [start, end] = [Date.parse(text(query, 'start')), Date.parse(text(query, 'end'))];
  const asked = all.filter(({ at }) => Date.parse(at) >= start && Date.parse(at) <= end);
  const first = Number(text(query, 'page_token') || '0');
  const page = asked.slice(first, first + told.pageRows);
  const rows = page.map(({ symbol, at, prices: [o, h, l, c] }) => ({
    symbol,
    bar: { t: at, o, h, l, c, v: 1200, n: 12, vw: c },
  }));
  const bySymbol = Map.groupBy(rows, ({ symbol }) => symbol);
  const next = first + told.pageRows < asked.length ? String(first + told.pageRows) : null;
  return json({
    bars: Object.fromEntries([...bySymbol].map(([symbol, own]) => [symbol, own.map(({ bar }) => bar)])),
    next_page_token: next,
  });
}

function actions(told: Told, symbols: readonly string[], query: URLSearchParams): StandInAnswer {
  const isAsked = (date: string) => date >= text(query, 'start') && date <= text(query, 'end');
  const own = known(told, symbols, false);
  const splits = own.flatMap(([symbol, one]) =>
    one.splits.map(({ date, newUnits, oldUnits }) => ({
      symbol,
      new_rate: newUnits,
      old_rate: oldUnits,
      ex_date: date,
      process_date: date,
    })),
  );
  const dividends = own.flatMap(([symbol, one]) =>
    one.dividends.map(({ exDate, payDate, amount }) => ({
      symbol,
      rate: amount,
      special: false,
      foreign: false,
      ex_date: exDate,
      payable_date: payDate,
      record_date: exDate,
      process_date: payDate,
    })),
  );
  // The second page has what the first one leaves out.
  const isFirst = query.get('page_token') === null;
  return json({
    corporate_actions: isFirst
      ? {
          forward_splits: splits.filter(({ ex_date }) => isAsked(ex_date)),
          name_changes: [{ old_symbol: 'FB', new_symbol: 'META' }],
        }
      : { cash_dividends: dividends.filter(({ ex_date }) => isAsked(ex_date)) },
    next_page_token: isFirst ? 'second' : null,
  });
}
