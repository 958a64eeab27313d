import { z } from 'zod';
import type { ProviderHttp, Query } from '../../providers/index.ts';
import { wireDecimal, wireInteger, wirePositive } from '../../providers/index.ts';
import { ProviderError, type SymbolFailure } from '../../service/ports/index.ts';
import { noData, unknownSymbol } from '../answer.ts';
import { meantBy } from './single-precision.ts';

export const YAHOO = 'yahoo';

/** Nulls stand for parts of a session without a trade. */
const figures = z.array(wireDecimal.transform(meantBy).nullable());

const RESULT = z.object({
  meta: z.object({
    currency: z.string().nullish(),
    exchangeTimezoneName: z.string().default('UTC'),
    regularMarketPrice: wireDecimal.transform(meantBy).nullish(),
    regularMarketTime: wireInteger.nullish(),
  }),
  timestamp: z.array(wireInteger).default([]),
  indicators: z.object({
    quote: z
      .array(
        z.object({
          open: figures.default([]),
          high: figures.default([]),
          low: figures.default([]),
          close: figures.default([]),
        }),
      )
      .default([]),
  }),
  events: z
    .object({
      splits: z
        .record(
          z.string(),
          z.object({ date: wireInteger, numerator: wirePositive, denominator: wirePositive }),
        )
        .default({}),
      dividends: z
        .record(z.string(), z.object({ date: wireInteger, amount: wireDecimal.transform(meantBy) }))
        .default({}),
    })
    .default({ splits: {}, dividends: {} }),
});

const ANSWER = z.object({
  chart: z.object({ error: z.unknown().nullable(), result: z.array(RESULT).nullable() }),
});

/** What Yahoo says of one symbol in a time, on the basis after its last split. */
export type Chart = z.output<typeof RESULT> & { readonly symbol: string };

/** Asks for a chart. A symbol that is not known, or has none, is a failure. Throws ProviderError. */
export async function chartOf(
  http: ProviderHttp,
  symbol: string,
  query: Query,
): Promise<Chart | SymbolFailure> {
  try {
    const path = `/v8/finance/chart/${encodeURIComponent(symbol.replace('/', '-'))}`;
    const { chart } = await http.json(path, query, ANSWER);
    const [result] = chart.result ?? [];
    return result === undefined ? noData(YAHOO, symbol) : { ...result, symbol };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'refused') throw error;
    // 404 is a symbol that is not known; 400 and 422 are times for which there is nothing.
    if (error.message.includes('answered 404')) return unknownSymbol(YAHOO, symbol);
    return noData(YAHOO, symbol);
  }
}
