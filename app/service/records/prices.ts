import type { Price } from '@tidemark/contract';
import {
  type Day,
  type Decimal,
  decimal,
  exactNumber,
  formatDay,
  isCurrencyCode,
  quotedCurrency,
} from '@tidemark/engine';
import { findPortfolio, WHOLE } from '../portfolio/portfolios.ts';
import type { EventRecord, OwnerReads, QuoteRow } from '../ports/index.ts';
import { Checks } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import {
  heldExactly,
  inTextOrder,
  putOwn,
  type Quote,
  type QuotePageRequest,
  quoteDay,
  quotePage,
  sourceText,
} from './quotes.ts';
import type { RecordWrite } from './record-write.ts';

/** Prices by symbol and day: of each day that of the source that counts. */
export async function listPrices(
  tx: OwnerReads,
  { symbol, ...request }: Omit<QuotePageRequest, 'names'> & { readonly symbol?: string | undefined },
): Promise<ListDocument<Price>> {
  const names = symbol === undefined ? await tx.prices.names() : [symbol];
  const { items, nextCursor } = await quotePage(tx.prices, { ...request, names });
  return { items: await priceDocuments(tx, items), next_cursor: nextCursor };
}

export async function priceDocuments(tx: OwnerReads, quotes: readonly Quote[]): Promise<Price[]> {
  const unstated = quotes.filter(({ currency }) => currency === null).map(({ name }) => name);
  const assumed = await assumedCurrencies(tx, [...new Set(unstated)]);
  return quotes.map((quote) => ({
    symbol: quote.name,
    date: formatDay(quote.day as Day),
    ...exactNumber('price', quote.value),
    currency: quote.currency ?? assumed.get(quote.name) ?? '',
    source: sourceText(quote.source),
    recorded_at: instantText(quote.recordedAt),
  }));
}

/**
 * Sets prices of the user's own. A price in pence is kept as one in pounds. Where no currency is stated it is that of
 * the symbol's other prices, else its instrument's, else that of its first event, else that of the default portfolio.
 */
export function putPrices(
  inputs: BodyOf<'putPrices'>,
  now: number,
  today: Day,
): RecordWrite<ListDocument<Price>['items']> {
  return {
    moves: WHOLE,
    apply: async (tx) => {
      const checks = new Checks();
      const symbols = inputs.map(({ symbol }, k) => checks.symbol(`${k}.symbol`, symbol));
      const currencies = await statedCurrencies(tx, [...new Set(symbols)].sort(inTextOrder));
      const futures = await futuresAmong(tx, symbols);
      const rows = inputs.map((input, k): QuoteRow => {
        const symbol = symbols[k];
        const { currency, shift } = currencyOf(checks, k, input.currency, symbol, currencies);
        const value =
          input.price === null ? null : checks.decimal(`${k}.price`, input.price, 'price_invalid');
        if (value !== null && value.units < 0 && !futures.has(symbol))
          checks.refuse(
            'price_invalid',
            `${k}.price`,
            `${input.price} is below zero, which only the price of a future can be`,
            { symbol },
          );
        return {
          name: symbol,
          day: quoteDay(checks, `${k}.date`, input.date, today),
          value:
            value === null ? null : heldExactly(checks, `${k}.price`, shifted(value, shift), 'price_invalid'),
          currency: value === null ? null : currency,
        };
      });
      checks.end();
      return priceDocuments(
        tx,
        await putOwn(tx.prices, withCurrencies(rows, await assumedFor(tx, rows)), now),
      );
    },
  };
}

const shifted = ({ units, scale }: Decimal, shift: 0 | 2): Decimal => decimal(units, scale + shift);

/** The currency of a row, in whole units; notes it as that of the symbol, and refuses a second one. */
function currencyOf(
  checks: Checks,
  row: number,
  stated: string | undefined,
  symbol: string,
  currencies: Map<string, string>,
): { readonly currency: string | null; readonly shift: 0 | 2 } {
  const known = currencies.get(symbol) ?? null;
  if (stated === undefined) return { currency: known, shift: 0 };
  if (!isCurrencyCode(stated)) {
    checks.refuse('currency_invalid', `${row}.currency`, `${JSON.stringify(stated)} is not a currency code`);
    return { currency: known, shift: 0 };
  }
  const { currency, shift } = quotedCurrency(stated);
  if (known !== null && known !== currency)
    checks.refuse(
      'price_currency_mixed',
      `${row}.currency`,
      `${symbol} has prices in ${known} beside these`,
      {
        symbol,
      },
    );
  currencies.set(symbol, known ?? currency);
  return { currency, shift };
}

/** What the prices of symbols, or else their instruments, are stated in. */
async function statedCurrencies(tx: OwnerReads, symbols: readonly string[]): Promise<Map<string, string>> {
  const stated = new Map<string, string>();
  for (const { symbol, currency } of await tx.instruments.list(symbols)) {
    if (currency !== null) stated.set(symbol, quotedCurrency(currency).currency);
  }
  for (const { name, currency, days } of await tx.prices.segments({ names: symbols })) {
    if (currency !== null && days.length > 0) stated.set(name, quotedCurrency(currency).currency);
  }
  return stated;
}

async function futuresAmong(tx: OwnerReads, symbols: readonly string[]): Promise<Set<string>> {
  const instruments = await tx.instruments.list([...new Set(symbols)]);
  return new Set(instruments.filter(({ kind }) => kind === 'future').map(({ symbol }) => symbol));
}

/** The currency that stands for one that nobody has stated, for the symbols whose rows state none. */
async function assumedFor(tx: OwnerReads, rows: readonly QuoteRow[]): Promise<Map<string, string>> {
  const stated = new Map(rows.flatMap(({ name, currency }) => (currency === null ? [] : [[name, currency]])));
  const open = rows.filter(({ name, value }) => value !== null && !stated.has(name)).map(({ name }) => name);
  return new Map([...(await assumedCurrencies(tx, [...new Set(open)])), ...stated]);
}

const withCurrencies = (rows: readonly QuoteRow[], currencies: ReadonlyMap<string, string>): QuoteRow[] =>
  rows.map((row) =>
    row.value === null ? row : { ...row, currency: row.currency ?? currencies.get(row.name) ?? null },
  );

/** As the figures take them: by the instrument, the first event, the base currency. */
export async function assumedCurrencies(
  tx: OwnerReads,
  symbols: readonly string[],
): Promise<Map<string, string>> {
  if (symbols.length === 0) return new Map();
  const assumed = new Map<string, string>();
  const { baseCurrency } = await findPortfolio(tx, WHOLE);
  const accounts = new Map((await tx.accounts.list()).map((account) => [account.id, account.currency]));
  const instruments = new Map((await tx.instruments.list(symbols)).map((one) => [one.symbol, one.currency]));
  const first = new Map<string, EventRecord>();
  for (const event of await tx.ledger.inForce()) {
    const { symbol, date } = event.columns;
    if (symbol !== undefined && date < (first.get(symbol)?.columns.date ?? '9')) first.set(symbol, event);
  }
  for (const symbol of symbols) {
    const event = first.get(symbol);
    const ofEvent = event && (event.columns.currency ?? accounts.get(event.account));
    const code = instruments.get(symbol) ?? ofEvent ?? baseCurrency;
    assumed.set(symbol, quotedCurrency(code).currency);
  }
  return assumed;
}
