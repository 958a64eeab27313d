import type { Instrument } from '@tidemark/contract';
import {
  type Day,
  dec,
  exactNumber,
  formatDay,
  formatDecimal,
  isCurrencyCode,
  parseOptionSymbol,
  quotedCurrency,
} from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { WHOLE } from '../portfolio/portfolios.ts';
import type { InstrumentRecord, OwnerReads } from '../ports/index.ts';
import { isGenerated } from '../prices/generated.ts';
import { unknownId } from '../refusal.ts';
import { Checks } from './checks.ts';
import type { BodyOf, ListDocument } from './documents.ts';
import { inTextOrder } from './quotes.ts';
import type { RecordWrite } from './record-write.ts';

export interface InstrumentsRequest extends PageRequest {
  /** In symbol or name, in any letter case. */
  readonly text?: string | undefined;
  readonly kind?: Instrument['kind'] | undefined;
  /** Only what is held now. */
  readonly held: boolean;
  /** Milliseconds since 1970. */
  readonly asKnownAt?: number | undefined;
}

/** What the ledger names, and what else the user said something of, by symbol. */
export async function listInstruments(
  tx: OwnerReads,
  whole: OpenPortfolio,
  request: InstrumentsRequest,
): Promise<ListDocument<Instrument>> {
  const held = heldSymbols(whole);
  const { asKnownAt } = request;
  const records = await knownInstruments(tx, whole, asKnownAt);
  const text = request.text?.toLowerCase() ?? '';
  const asked = records.filter(
    ({ symbol, name, kind }) =>
      `${symbol}\n${name ?? ''}`.toLowerCase().includes(text) &&
      kind === (request.kind ?? kind) &&
      (!request.held || held.has(symbol)),
  );
  const { items, nextCursor } = pageOf(asked, request, ({ symbol }) => symbol);
  return { items: await instrumentDocuments(tx, held, items, asKnownAt), next_cursor: nextCursor };
}

/** All of them, as a list has them. */
export async function allInstruments(tx: OwnerReads, whole: OpenPortfolio): Promise<Instrument[]> {
  return instrumentDocuments(tx, heldSymbols(whole), await knownInstruments(tx, whole));
}

/** Throws Refusal `not_found` where neither the ledger nor the user has named it. */
export async function getInstrument(
  tx: OwnerReads,
  whole: OpenPortfolio,
  symbol: string,
  asKnownAt?: number,
): Promise<Instrument> {
  const record = (await knownInstruments(tx, whole, asKnownAt)).find((one) => one.symbol === symbol);
  if (record === undefined) throw unknownId('instrument', symbol);
  return (await instrumentDocuments(tx, heldSymbols(whole), [record], asKnownAt))[0];
}

/** Says what an instrument is; what is absent is left open. */
export function putInstrument(
  symbol: string,
  input: BodyOf<'putInstrument'>,
  whole: OpenPortfolio,
): RecordWrite<Instrument> {
  return {
    moves: WHOLE,
    apply: async (tx) => {
      const [known] = await tx.instruments.list([symbol]);
      const record = checked(symbol, input, known);
      await tx.instruments.put([record]);
      return (await instrumentDocuments(tx, heldSymbols(whole), [record]))[0];
    },
  };
}

function checked(
  text: string,
  input: BodyOf<'putInstrument'>,
  known: InstrumentRecord | undefined,
): InstrumentRecord {
  const checks = new Checks();
  const positive = (field: 'multiplier' | 'price_factor' | 'strike'): string | null => {
    const given = input[field] ?? null;
    const value = given === null ? null : checks.positive(field, given);
    return value === null ? null : formatDecimal(value);
  };
  const symbol = checks.symbol('symbol', text);
  const duration = input.modified_duration ?? null;
  const record: InstrumentRecord = {
    ...unknownInstrument(symbol),
    kind: input.kind ?? (input.right ? 'option' : unknownInstrument(symbol).kind),
    currency: priceCurrency(checks, input.currency ?? null),
    multiplier: positive('multiplier'),
    priceFactor: positive('price_factor'),
    sector: label(input.sector),
    name: label(input.name),
    isin: label(input.isin),
    underlying: label(input.underlying),
    expiry: input.expiry === undefined || input.expiry === null ? null : checks.day('expiry', input.expiry),
    strike: positive('strike'),
    right: input.right ?? null,
    exchange: known?.exchange ?? null,
    figi: known?.figi ?? null,
    modifiedDuration: duration === null ? null : String(duration),
  };
  checks.end();
  return record;
}

const label = (text: string | null | undefined): string | null => text?.trim() || null;

/** Pence are refused: what they would mean for prices that state no currency is too easily taken for pounds. */
function priceCurrency(checks: Checks, code: string | null): string | null {
  if (code === null || !isCurrencyCode(code) || quotedCurrency(code).shift === 0)
    return code === null ? null : checks.currency('currency', code);
  const { currency } = quotedCurrency(code);
  checks.refuse('currency_invalid', 'currency', `${code} are hundredths of ${currency}`, {
    remedy: `State ${currency} here, and ${code} with each price that is in it.`,
  });
  return currency;
}

/** What is taken for granted of a symbol that nobody has said anything of. */
export function unknownInstrument(symbol: string): InstrumentRecord {
  const option = parseOptionSymbol(symbol);
  return {
    symbol,
    kind: option === null ? 'stock' : 'option',
    currency: null,
    multiplier: null,
    priceFactor: null,
    sector: null,
    name: null,
    exchange: null,
    isin: null,
    figi: null,
    underlying: option?.root ?? null,
    expiry: option?.expiry ?? null,
    strike: option === null ? null : formatDecimal(option.strike),
    right: option?.right ?? null,
    modifiedDuration: null,
  };
}

/** By symbol. */
async function knownInstruments(
  tx: OwnerReads,
  { facts }: OpenPortfolio,
  asKnownAt?: number,
): Promise<InstrumentRecord[]> {
  const records = new Map<string, InstrumentRecord>();
  for (const symbol of namedSymbols(facts)) records.set(symbol, unknownInstrument(symbol));
  // What is generated is there for who has it.
  for (const record of await tx.instruments.list(undefined, asKnownAt))
    if (records.has(record.symbol) || !isGenerated(record.symbol)) records.set(record.symbol, record);
  return [...records.values()].sort((a, b) => inTextOrder(a.symbol, b.symbol));
}

/** What the events in force name; a table keeps the names of those that were voided as well. */
function namedSymbols({ book: { table }, book }: OpenPortfolio['facts']): Set<string> {
  const numbers = new Set<number>();
  for (const row of book.inForce()) {
    numbers.add(table.symbol.values[row]);
    numbers.add(table.toSymbol.values[row]);
  }
  const texts = [...numbers].map((number) => table.symbols.texts[number] ?? '');
  return new Set(texts.filter((symbol) => symbol !== ''));
}

/** Symbols that some account holds at the end of the last day of the history. */
function heldSymbols({ history, to }: OpenPortfolio): Set<string> {
  if (history.last < history.first) return new Set();
  const day = Math.min(Math.max(to, history.first), history.last) as Day;
  const open = history.positions(day, day).filter(({ quantity }) => quantity.units !== 0);
  return new Set(open.map(({ symbol }) => symbol));
}

/** Documents of records, with the days of their prices. */
async function instrumentDocuments(
  tx: OwnerReads,
  held: ReadonlySet<string>,
  records: readonly InstrumentRecord[],
  asKnownAt?: number,
): Promise<Instrument[]> {
  const names = records.map(({ symbol }) => symbol);
  const segments = await tx.prices.segments({ names, ...(asKnownAt !== undefined && { asKnownAt }) });
  const bySymbol = Map.groupBy(
    segments.filter(({ days }) => days.length > 0),
    ({ name }) => name,
  );
  return records.map((record) => {
    const parts = bySymbol.get(record.symbol) ?? [];
    const first = parts.length === 0 ? null : Math.min(...parts.map(({ days }) => days[0]));
    const last = parts.length === 0 ? null : Math.max(...parts.map(({ days }) => days[days.length - 1]));
    const quoted = parts.find(({ currency }) => currency !== null)?.currency ?? null;
    return {
      symbol: record.symbol,
      kind: record.kind,
      name: record.name,
      currency: record.currency ?? quoted,
      ...exactNumber('multiplier', decOrNull(record.multiplier)),
      ...exactNumber('price_factor', decOrNull(record.priceFactor)),
      sector: record.sector,
      isin: record.isin,
      underlying: record.underlying,
      expiry: dateOrNull(record.expiry),
      ...exactNumber('strike', decOrNull(record.strike)),
      right: record.right,
      modified_duration: record.modifiedDuration === null ? null : Number(record.modifiedDuration),
      held: held.has(record.symbol),
      first_price: dateOrNull(first),
      last_price: dateOrNull(last),
    };
  });
}

const decOrNull = (text: string | null) => (text === null ? null : dec(text));
const dateOrNull = (day: number | null) => (day === null ? null : formatDay(day as Day));
