import { Export } from '@tidemark/contract';
import { columnKey, dec, formatDecimal, type ProblemSource, parseDay, problem } from '@tidemark/engine';
import { AUTO } from '@tidemark/importers';
import type {
  AccountRecord,
  EventColumns,
  FeeScheduleRecord,
  InstrumentRecord,
  NewEvent,
  ObservationRecord,
  PortfolioRecord,
  QuoteRow,
  SplitRecord,
} from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import { unstorableIn } from '../unstorable-text.ts';
import { decimalText } from './checks.ts';

/** The most findings of the schema that are told. */
const TOLD_MAX = 20;

/** What a complete export is called by, as the format of a file. */
export const EXPORTED = 'tidemark';

/** Whether a file is a complete export: by the format that it is sent as, else by what it says of itself. */
export function isExported(bytes: Uint8Array, format: string): boolean {
  if (format !== AUTO) return format === EXPORTED;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isObject = text.toString('utf8', 0, 64).replace('\uFEFF', '').trimStart().startsWith('{');
  return isObject && FORMAT_STATED.some((stated) => text.includes(stated));
}

/** As programs write it, with and without a space. */
const FORMAT_STATED = [`"format":"${EXPORTED}"`, `"format": "${EXPORTED}"`];

/** Reads a complete export. Throws Refusal with what is not as an export is. */
export function readExport(name: string, bytes: Uint8Array): Export {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw wrong({ file: name }, `${name} is not JSON`);
  }
  const unstorable = unstorableIn(json);
  if (unstorable !== null) throw wrong({ file: name, field: unstorable.field }, unstorable.message);
  const read = Export.safeParse(json);
  if (read.success) return read.data;
  const found = read.error.issues.slice(0, TOLD_MAX);
  const problems = found.map(({ path, message }) =>
    unlikeExport({ file: name, field: path.join('.') }, `${path.join('.')}: ${message}`),
  );
  throw new Refusal('invalid', problems);
}

const REMEDY = 'Take the file as tidemark export or GET /export of this version wrote it.';
const unlikeExport = (source: ProblemSource, message: string) =>
  problem('setting_invalid', source, message, { remedy: REMEDY });
const wrong = (source: ProblemSource, message: string) =>
  new Refusal('invalid', [unlikeExport(source, message)]);

const dayOf = (text: string): number => parseDay(text) ?? 0;
const dayOrNull = (text: string | null): number | null => (text === null ? null : dayOf(text));

/** A number that carries its text, or the text beside it. */
function exact(value: number | null, beside: string | undefined): string | null {
  return beside ?? (value === null ? null : decimalText(value));
}

export const accountOf = (one: Export['accounts'][number]): AccountRecord => ({
  id: one.id,
  name: one.name,
  broker: one.broker,
  type: one.type,
  currency: one.currency,
  timeZone: one.time_zone,
  calendar: one.calendar,
  lotMethod: one.lot_method,
  allowShort: one.allow_short,
  closedOn: dayOrNull(one.closed_on),
  createdAt: Date.parse(one.created_at),
});

export const portfolioOf = (one: Export['portfolios'][number]): PortfolioRecord => ({
  id: one.id,
  name: one.name,
  baseCurrency: one.base_currency,
  riskBasis: one.risk_basis,
  flows: one.flows,
  fees: one.fees,
  lotMethod: one.lot_method,
  benchmark: one.benchmark,
  isDefault: one.is_default,
  allAccounts: one.all_accounts,
  accounts: one.account_ids,
  createdAt: Date.parse(one.created_at),
});

export const instrumentOf = (one: Export['instruments'][number]): InstrumentRecord => ({
  symbol: one.symbol,
  kind: one.kind,
  currency: one.currency,
  multiplier: exact(one.multiplier, one.multiplier_exact),
  priceFactor: exact(one.price_factor, one.price_factor_exact),
  sector: one.sector,
  name: one.name,
  exchange: one.exchange,
  isin: one.isin,
  figi: one.figi,
  underlying: one.underlying,
  expiry: dayOrNull(one.expiry),
  strike: exact(one.strike, one.strike_exact),
  right: one.right,
  modifiedDuration: exact(one.modified_duration, undefined),
});

export const priceOf = (one: Export['prices'][number]): QuoteRow => ({
  name: one.symbol,
  day: dayOf(one.date),
  value: exact(one.price, one.price_exact),
  currency: one.currency === '' ? null : one.currency,
});

export const rateOf = (one: Export['rates'][number]): QuoteRow => ({
  name: one.pair,
  day: dayOf(one.date),
  value: exact(one.rate, one.rate_exact),
  currency: null,
});

export const splitOf = (one: Export['splits'][number], source: string): SplitRecord => ({
  symbol: one.symbol,
  day: dayOf(one.date),
  ratio: one.ratio_exact ?? decimalText(one.ratio),
  source,
  recordedAt: Date.parse(one.recorded_at),
});

export const observationOf = (one: Export['observations'][number]): ObservationRecord => ({
  account: one.account_id,
  day: dayOf(one.date),
  at: one.at === null ? null : Date.parse(one.at),
  kind: one.kind,
  equity: one.equity,
  cash: one.cash,
  source: one.source,
  recordedAt: Date.parse(one.recorded_at),
});

export function scheduleOf(one: Export['fee_schedules'][number]): FeeScheduleRecord {
  const percent = exact(one.percent, one.percent_exact);
  return {
    id: one.id,
    account: one.account_id,
    kind: one.kind,
    name: one.name,
    rate: percent === null ? null : hundredth(percent),
    amount: exact(one.amount, one.amount_exact),
    every: one.every,
    dayCount: one.day_count,
    firstDay: dayOf(one.from),
    lastDay: dayOrNull(one.until),
    automatic: one.automatic,
    createdAt: Date.parse(one.created_at),
  };
}

/** Of a percentage the fraction, exactly. */
function hundredth(percent: string): string {
  const { units, scale } = dec(percent);
  return formatDecimal({ units, scale: scale + 2 });
}

/** The events in force, by account in the order of their places, without what they were before. */
export function eventsOf({ transactions }: Export, importId: string): NewEvent[] {
  const byEvent = [...Map.groupBy(transactions, ({ id }) => id).values()];
  const standing = byEvent.flatMap((revisions) => {
    const last = revisions.reduce((a, b) => (b.version_no > a.version_no ? b : a));
    if (last.kind === 'voided') return [];
    const own = revisions.filter(({ account_id: account }) => account === last.account_id);
    return [{ last, place: Math.min(...own.map(({ seq }) => seq)) }];
  });
  standing.sort((a, b) => a.place - b.place);
  const seen = new Set<string>();
  return standing.map(({ last }) => {
    const { id, account_id: account, source, source_id: stated } = last;
    const key = JSON.stringify([account, source, stated]);
    // Of two that a source calls the same only the first can be recognised.
    const sourceId = seen.has(key) ? null : stated;
    seen.add(key);
    return { id, account, source, sourceId, importId, columns: columnsOf(last.stated) };
  });
}

function columnsOf(stated: Readonly<Record<string, string>>): EventColumns {
  const columns = Object.fromEntries(
    Object.entries(stated).map(([name, text]) => [columnKey(name as Parameters<typeof columnKey>[0]), text]),
  );
  return { ...columns, date: stated.date ?? '', type: stated.type ?? '' };
}
