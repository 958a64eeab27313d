import type { Rate } from '@tidemark/contract';
import { type Day, exactNumber, formatDay, type Pair, readPair, wholeCurrencies } from '@tidemark/engine';
import { WHOLE } from '../portfolio/portfolios.ts';
import type { OwnerReads, QuoteRow } from '../ports/index.ts';
import { Checks } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import {
  heldExactly,
  putOwn,
  type Quote,
  type QuotePageRequest,
  quoteDay,
  quotePage,
  sourceText,
} from './quotes.ts';
import type { RecordWrite } from './record-write.ts';

/** Exchange rates by pair and day: of each day that of the source that counts. */
export async function listRates(
  tx: OwnerReads,
  { pair, ...request }: Omit<QuotePageRequest, 'names'> & { readonly pair?: string | undefined },
): Promise<ListDocument<Rate>> {
  const names = pair === undefined ? await tx.rates.names() : [nameAsked(pair)];
  const { items, nextCursor } = await quotePage(tx.rates, { ...request, names });
  return { items: items.map(rateDocument), next_cursor: nextCursor };
}

export function rateDocument(quote: Quote): Rate {
  return {
    pair: quote.name,
    date: formatDay(quote.day as Day),
    ...exactNumber('rate', quote.value),
    source: sourceText(quote.source),
    recorded_at: instantText(quote.recordedAt),
  };
}

/** Sets exchange rates of the user's own. A rate of pence is kept as one of pounds. */
export function putRates(
  inputs: BodyOf<'putRates'>,
  now: number,
  today: Day,
): RecordWrite<ListDocument<Rate>['items']> {
  return {
    moves: WHOLE,
    apply: async (tx) => {
      const checks = new Checks();
      const rows = inputs.map((input, k) => rowOf(checks, input, k, today));
      checks.end();
      return (await putOwn(tx.rates, rows, now)).map(rateDocument);
    },
  };
}

function rowOf(checks: Checks, input: BodyOf<'putRates'>[number], k: number, today: Day): QuoteRow {
  const pair = readPair(input.pair.trim());
  if (pair === null)
    checks.refuse('pair_invalid', `${k}.pair`, `${JSON.stringify(input.pair)} is not a pair of currencies`);
  const rate = input.rate === null ? null : checks.positive(`${k}.rate`, input.rate, 'rate_invalid');
  const whole = rate === null ? null : wholeCurrencies(rate, pair?.shift ?? 0);
  return {
    name: pair === null ? '' : nameOf(pair),
    day: quoteDay(checks, `${k}.date`, input.date, today),
    value: whole === null ? null : heldExactly(checks, `${k}.rate`, whole, 'rate_invalid'),
    currency: null,
  };
}

/** One name for each pair: EURUSD, or with a stroke where a code has not three letters. */
function nameOf({ currency, base }: Pair): string {
  return /^[A-Z]{6}$/.test(currency + base) && currency.length === 3
    ? currency + base
    : `${currency}/${base}`;
}

function nameAsked(text: string): string {
  const pair = readPair(text.trim());
  return pair === null ? text : nameOf(pair);
}
