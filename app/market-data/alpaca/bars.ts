import { type Day, localToUtc } from '@tidemark/engine';
import { z } from 'zod';
import { wireDecimal, wireInstant } from '../../providers/index.ts';
import {
  type Answer,
  type BarMinutes,
  type DailyBar,
  type IntradayBar,
  ProviderError,
  type SymbolFailure,
} from '../../service/ports/index.ts';
import { isFailure, noData, readOf } from '../answer.ts';
import { ALPACA, type AlpacaConnection } from './connection.ts';
import { currencyAndSource, exchangeDay } from './latest.ts';
import { askByKind } from './symbol-lists.ts';

const PAGE = z.object({
  bars: z.record(z.string(), z.array(z.unknown())).nullable(),
  next_page_token: z.string().nullable().optional(),
  currency: z.string().optional(),
});
const BAR = z.object({ t: wireInstant, o: wireDecimal, h: wireDecimal, l: wireDecimal, c: wireDecimal });
type Bar = z.output<typeof BAR>;

const PAGE_ROWS = 10_000;
/** A guard against a token that never ends. */
const PAGES_MAX = 1_000;
/** The free plan has the tape of all exchanges only when it is older than 15 minutes. */
const RECENT_MS = 16 * 60_000;
const NEW_YORK = 'America/New_York';
const NOON = 720;

/** Sessions from…to, not adjusted for splits. A bar is stamped with midnight in New York, of a pair in UTC. */
export async function dailyBars(
  connection: AlpacaConnection,
  symbols: readonly string[],
  from: Day,
  to: Day,
): Promise<Answer<DailyBar>> {
  const start = localToUtc(NEW_YORK, from, 0) * 1000;
  const end = localToUtc(NEW_YORK, to, NOON) * 1000;
  const { rows, failures } = await bars(connection, symbols, start, end, '1Day');
  const days = rows.map(({ t, ...bar }): DailyBar => ({ ...bar, day: exchangeDay(bar.symbol, t) }));
  return { rows: days.filter(({ day }) => day >= from && day <= to), failures };
}

export async function intradayBars(
  connection: AlpacaConnection,
  symbols: readonly string[],
  from: number,
  to: number,
  minutes: BarMinutes,
): Promise<Answer<IntradayBar>> {
  const timeframe = minutes === 60 ? '1Hour' : `${minutes}Min`;
  const { rows, failures } = await bars(connection, symbols, from, to, timeframe);
  return { rows: rows.map(({ t, ...bar }) => ({ ...bar, from: t })), failures };
}

type SymbolBar = Omit<DailyBar, 'day'> & { readonly t: number };

function bars(
  connection: AlpacaConnection,
  symbols: readonly string[],
  start: number,
  end: number,
  timeframe: string,
): Promise<Answer<SymbolBar>> {
  return askByKind(symbols, async (some, crypto) => {
    try {
      return await allPages(connection, some, crypto, start, end, timeframe);
    } catch (error) {
      const older = connection.world.clock.now() - RECENT_MS;
      if (!(error instanceof ProviderError) || error.kind !== 'not_entitled' || end <= older) throw error;
      return allPages(connection, some, crypto, start, older, timeframe);
    }
  });
}

/** A page may hold only some of the symbols: they are put together until no page follows. */
async function allPages(
  { data }: AlpacaConnection,
  symbols: readonly string[],
  crypto: boolean,
  start: number,
  end: number,
  timeframe: string,
): Promise<Answer<SymbolBar>> {
  const path = crypto ? '/v1beta3/crypto/us/bars' : '/v2/stocks/bars';
  const found = new Map<string, SymbolBar[]>(symbols.map((symbol) => [symbol, []]));
  const failures = new Map<string, SymbolFailure>();
  let token: string | null | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = {
      symbols: symbols.join(','),
      timeframe,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      limit: PAGE_ROWS,
      adjustment: crypto ? undefined : 'raw',
      page_token: token ?? undefined,
    };
    const answer = await data.json(path, query, PAGE);
    for (const [symbol, given] of Object.entries(answer.bars ?? {})) {
      for (const [n, one] of given.entries()) {
        const bar = readOf(ALPACA, symbol, `bars.${symbol}.${n}`, one, BAR);
        if (isFailure(bar)) failures.set(symbol, bar);
        else found.get(symbol)?.push(barOf(symbol, bar, answer.currency));
      }
    }
    token = answer.next_page_token;
    if (!token) return answerOf(found, failures);
  }
  throw new ProviderError(ALPACA, 'garbage', `GET ${path}: more than ${PAGES_MAX} pages`);
}

function answerOf(
  found: ReadonlyMap<string, SymbolBar[]>,
  failures: Map<string, SymbolFailure>,
): Answer<SymbolBar> {
  for (const [symbol, own] of found) {
    if (own.length === 0 && !failures.has(symbol)) failures.set(symbol, noData(ALPACA, symbol));
  }
  // Of a symbol with a bar that cannot be read, none is believed.
  const whole = [...found].filter(([symbol]) => !failures.has(symbol));
  return { rows: whole.flatMap(([, own]) => own), failures: [...failures.values()] };
}

const barOf = (symbol: string, { t, o, h, l, c }: Bar, currency: string | undefined): SymbolBar => ({
  symbol,
  t,
  open: o,
  high: h,
  low: l,
  close: c,
  ...currencyAndSource(symbol, currency),
});
