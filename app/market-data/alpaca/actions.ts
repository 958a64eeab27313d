import { type Day, dec, divide, formatDay, formatDecimal, normalize } from '@tidemark/engine';
import { z } from 'zod';
import { wireDay, wireDecimal, wirePositive } from '../../providers/index.ts';
import {
  type CorporateActions,
  type MarketDividend,
  type MarketSplit,
  ProviderError,
  type SymbolFailure,
} from '../../service/ports/index.ts';
import { isFailure, NO_ACTIONS, readOf } from '../answer.ts';
import { ALPACA, type AlpacaConnection, canBeAsked, isCrypto } from './connection.ts';

const PAGE = z.object({
  corporate_actions: z.record(z.string(), z.array(z.unknown())),
  next_page_token: z.string().nullable().optional(),
});
const NAMED = z.object({ symbol: z.string() });
const SPLIT = z.object({
  symbol: z.string(),
  new_rate: wirePositive,
  old_rate: wirePositive,
  ex_date: wireDay,
});
const DIVIDEND = z.object({
  symbol: z.string(),
  rate: wireDecimal,
  ex_date: wireDay,
  payable_date: wireDay.nullish(),
});

const PATH = '/v1/corporate-actions';
const PAGE_ROWS = 1_000;
const PAGES_MAX = 1_000;
/** Digits of a ratio that does not come out even, as three for seven. */
const RATIO_DIGITS = 12;

/** Splits and cash dividends with an ex-day from…to. Pairs of crypto currencies have none. */
export async function corporateActions(
  { data }: AlpacaConnection,
  symbols: readonly string[],
  from: Day,
  to: Day,
): Promise<CorporateActions> {
  const asked = symbols.filter((symbol) => canBeAsked(symbol) && !isCrypto(symbol));
  if (asked.length === 0) return NO_ACTIONS;
  const found = {
    splits: [] as MarketSplit[],
    dividends: [] as MarketDividend[],
    failures: [] as SymbolFailure[],
  };
  let token: string | null | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = {
      symbols: asked.join(','),
      types: 'forward_split,reverse_split,cash_dividend',
      start: formatDay(from),
      end: formatDay(to),
      limit: PAGE_ROWS,
      page_token: token ?? undefined,
    };
    const answer = await data.json(PATH, query, PAGE);
    for (const [kind, rows] of Object.entries(answer.corporate_actions)) {
      for (const [n, row] of rows.entries())
        addTo(found, kind, row, `corporate_actions.${kind}.${n}`, from, to);
    }
    token = answer.next_page_token;
    if (!token) return sorted(found);
  }
  throw new ProviderError(ALPACA, 'garbage', `GET ${PATH}: more than ${PAGES_MAX} pages`);
}

interface Found {
  readonly splits: MarketSplit[];
  readonly dividends: MarketDividend[];
  readonly failures: SymbolFailure[];
}

function addTo(found: Found, kind: string, row: unknown, at: string, from: Day, to: Day): void {
  const symbol = NAMED.safeParse(row).data?.symbol ?? '';
  if (kind === 'forward_splits' || kind === 'reverse_splits') {
    const split = readOf(ALPACA, symbol, at, row, SPLIT);
    if (isFailure(split)) found.failures.push(split);
    else if (split.ex_date >= from && split.ex_date <= to) found.splits.push(splitOf(split));
  }
  if (kind === 'cash_dividends') {
    const dividend = readOf(ALPACA, symbol, at, row, DIVIDEND);
    if (isFailure(dividend)) found.failures.push(dividend);
    else if (dividend.ex_date >= from && dividend.ex_date <= to) found.dividends.push(dividendOf(dividend));
  }
}

function splitOf({ symbol, new_rate, old_rate, ex_date }: z.output<typeof SPLIT>): MarketSplit {
  const ratio = divide(dec(new_rate), dec(old_rate), RATIO_DIGITS, 'half-away-from-zero');
  return { symbol, day: ex_date, ratio: formatDecimal(normalize(ratio)), source: ALPACA };
}

const dividendOf = ({ symbol, rate, ex_date, payable_date }: z.output<typeof DIVIDEND>): MarketDividend => ({
  symbol,
  exDay: ex_date,
  payDay: payable_date ?? null,
  amount: rate,
  currency: 'USD',
  source: ALPACA,
});

function sorted({ splits, dividends, failures }: Found): CorporateActions {
  const order = (a: string, dayA: number, b: string, dayB: number) =>
    a === b ? dayA - dayB : a < b ? -1 : 1;
  return {
    splits: splits.toSorted((a, b) => order(a.symbol, a.day, b.symbol, b.day)),
    dividends: dividends.toSorted((a, b) => order(a.symbol, a.exDay, b.symbol, b.exDay)),
    failures,
  };
}
