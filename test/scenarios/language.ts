import type { EventType } from '../../engine/ledger/event.ts';
import { EVENT_TYPES } from '../../engine/ledger/event.ts';
import {
  INSTRUMENT_KINDS,
  type InstrumentKind,
  LOT_METHODS,
  type LotMethod,
} from '../../engine/ledger/instrument.ts';
import type {
  PlainAccount,
  PlainConventions,
  PlainEvent,
  PlainInput,
  PlainInstrument,
  PlainPrice,
  PlainRate,
  PlainReport,
  PlainSplit,
} from '../naive/input.ts';

/** One change: a new event, another content for the event of an id, its end, a price or a rate (null: none any more). */
export type Change =
  | { readonly kind: 'event'; readonly event: PlainEvent }
  | { readonly kind: 'correct'; readonly id: string; readonly event: PlainEvent }
  | { readonly kind: 'void'; readonly id: string }
  | { readonly kind: 'price'; readonly row: PlainPrice | { date: string; symbol: string; price: null } }
  | { readonly kind: 'rate'; readonly row: PlainRate | { date: string; pair: string; rate: null } };

/** A line that states a figure: its words, and where it stands. */
export type Expectation = { readonly line: number; readonly words: readonly string[] };

export type Scenario = {
  readonly title: string;
  readonly line: number;
  readonly before: PlainInput;
  /** What holds before anything is done. */
  readonly first: readonly Expectation[];
  readonly changes: readonly Change[];
  readonly after: readonly Expectation[];
};

type Block = 'title' | 'settings' | 'before' | 'first' | 'do' | 'after';

const BLOCKS: readonly string[] = ['settings', 'before', 'first', 'do', 'after'];

type Draft = {
  title: string;
  line: number;
  events: PlainEvent[];
  prices: PlainPrice[];
  rates: PlainRate[];
  splits: PlainSplit[];
  reports: PlainReport[];
  instruments: PlainInstrument[];
  accounts: PlainAccount[];
  conventions: PlainConventions;
  to?: string;
  first: Expectation[];
  changes: Change[];
  after: Expectation[];
};

/** Reads the scenarios of a file. Each begins with a `#` line at the margin that is its title. */
export function readScenarios(text: string): Scenario[] {
  const drafts: Draft[] = [];
  let block: Block = 'after';
  text.split('\n').forEach((raw, index) => {
    const line = index + 1;
    const content = raw.trim();
    if (content === '') return;
    if (content.startsWith('#')) {
      if (block === 'after' && raw.startsWith('#')) {
        drafts.push(emptyDraft(content.slice(1).trim(), line));
        block = 'title';
      }
      return;
    }
    if (BLOCKS.includes(content)) block = content as Block;
    else {
      try {
        readLine(drafts[drafts.length - 1], block, wordsOf(content), line);
      } catch (error) {
        throw new SyntaxError(`line ${line}: ${(error as Error).message}`);
      }
    }
  });
  return drafts.map(finished);
}

function emptyDraft(title: string, line: number): Draft {
  const conventions: PlainConventions = { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 };
  const lists = { events: [], prices: [], rates: [], splits: [], reports: [], instruments: [], accounts: [] };
  return { title, line, ...lists, conventions, first: [], changes: [], after: [] };
}

function finished(draft: Draft): Scenario {
  const { title, line, first, changes, after, ...before } = draft;
  return { title, line, before, first, changes, after };
}

/** Words of a line up to a `#`. */
const wordsOf = (content: string): string[] => content.replace(/\s+#.*$/, '').split(/\s+/);

function readLine(draft: Draft, block: Block, words: string[], line: number): void {
  if (block === 'settings') return readSetting(draft, words);
  if (block === 'first' || block === 'after') {
    (block === 'first' ? draft.first : draft.after).push({ line, words });
    return;
  }
  if (block === 'do') {
    draft.changes.push(readChange(words));
    return;
  }
  if (block !== 'before')
    throw new SyntaxError('a line outside of the blocks settings, before, first, do, after');
  readFact(draft, words);
}

function readSetting(draft: Draft, [key, name, ...rest]: string[]): void {
  if (key === 'base') draft.conventions = { ...draft.conventions, base: name };
  else if (key === 'lots') draft.conventions = { ...draft.conventions, lots: lotMethod(name) };
  else if (key === 'fees')
    draft.conventions = { ...draft.conventions, fees: name as 'expense' | 'capitalize' };
  else if (key === 'to') draft.to = name;
  else if (key === 'account') {
    const { lots, currency } = optionsOf(rest);
    const method = lots === undefined ? {} : { lot_method: lotMethod(lots) };
    draft.accounts.push({
      name,
      allow_short: true,
      ...method,
      ...(currency === undefined ? {} : { currency }),
    });
  } else if (key === 'instrument') {
    const [kind, ...more] = rest;
    draft.instruments.push({ symbol: name, kind: instrumentKind(kind), ...optionsOf(more) });
  } else throw new SyntaxError(`no setting ${key}`);
}

function lotMethod(text: string): LotMethod {
  const method = LOT_METHODS.find((one) => one === text);
  if (method === undefined) throw new SyntaxError(`no lot method ${text}`);
  return method;
}

function instrumentKind(text: string): InstrumentKind {
  const kind = INSTRUMENT_KINDS.find((one) => one === text);
  if (kind === undefined) throw new SyntaxError(`no kind of instrument ${text}`);
  return kind;
}

function readFact(draft: Draft, words: string[]): void {
  const [kind, ...rest] = words;
  if (kind === 'price') draft.prices.push(readPrice(rest) as PlainPrice);
  else if (kind === 'rate') draft.rates.push(readRate(rest) as PlainRate);
  else if (kind === 'split') draft.splits.push({ symbol: rest[0], date: rest[1], ratio: rest[2] });
  else if (kind === 'report') draft.reports.push({ account: rest[0], date: rest[1], equity: rest[2] });
  else draft.events.push(readEvent(words));
}

function readChange(words: string[]): Change {
  const [kind, ...rest] = words;
  if (kind === 'price') return { kind, row: readPrice(rest) };
  if (kind === 'rate') return { kind, row: readRate(rest) };
  if (kind === 'void') return { kind, id: rest[0] };
  if (kind === 'correct') {
    const event = readEvent(rest.slice(1));
    return { kind, id: rest[0], event: { ...event, id: rest[0] } };
  }
  return { kind: 'event', event: readEvent(words) };
}

/** `ACME 2024-01-30 110.00 USD`, or `ACME 2024-01-30 none`. */
function readPrice([symbol, date, price, currency]: string[]) {
  if (price === 'none') return { symbol, date, price: null };
  return { symbol, date, price, ...(currency === undefined ? {} : { currency }) };
}

/** `EURUSD 2024-01-30 1.10`, or `EURUSD 2024-01-30 none`. */
function readRate([pair, date, rate]: string[]) {
  return { pair, date, rate: rate === 'none' ? null : rate };
}

/** `2024-01-02 [10:30] [@account] type …`. */
export function readEvent(words: readonly string[]): PlainEvent {
  const [date, ...rest] = words;
  const time = /^\d\d:\d\d/.test(rest[0] ?? '') ? rest.shift() : undefined;
  const account = rest[0]?.startsWith('@') ? rest.shift()?.slice(1) : undefined;
  const word = rest.shift();
  const type = EVENT_TYPES.find((one) => one === word);
  if (type === undefined) throw new SyntaxError(`no event type ${word}`);
  const when = {
    date,
    ...(time === undefined ? {} : { time }),
    ...(account === undefined ? {} : { account }),
  };
  return { type, ...when, ...bodyOf(type, rest) };
}

type Body = Partial<Omit<PlainEvent, 'type'>>;

const GOES_OUT: readonly EventType[] = ['withdrawal', 'fee', 'tax', 'transfer_out'];

/** What stands behind the type, by its shape: units, money, or one instrument and another. */
function bodyOf(type: EventType, words: string[]): Body {
  if (type === 'split') return { symbol: words[0], ratio: words[1] };
  if (type === 'rename') return { symbol: words[0], to_symbol: words[2] };
  if (type === 'merger')
    return { symbol: words[0], to_symbol: words[2], ratio: words[4], ...optionsOf(words.slice(5)) };
  if (type === 'spinoff') {
    return { symbol: words[0], to_quantity: words[2], to_symbol: words[3], ...optionsOf(words.slice(4)) };
  }
  const [figure, what, ...rest] = words;
  if (type === 'fx') {
    const [, amount, currency, ...more] = rest;
    return {
      amount: negated(figure),
      currency: what,
      to_amount: amount,
      to_currency: currency,
      ...optionsOf(more),
    };
  }
  if (isCurrency(what)) {
    return { amount: GOES_OUT.includes(type) ? negated(figure) : figure, currency: what, ...optionsOf(rest) };
  }
  return { quantity: figure, symbol: what, ...optionsOf(rest) };
}

const CURRENCIES = 'USD EUR GBP GBX JPY CHF CAD BTC'.split(' ');
const isCurrency = (word: string): boolean => CURRENCIES.includes(word);
const negated = (figure: string): string => (figure.startsWith('-') ? figure.slice(1) : `-${figure}`);

const NAMES: Record<string, keyof PlainEvent> = { at: 'price', from: 'symbol' };

/** `key value` pairs; `at` and `amount` may name their currency. */
function optionsOf(words: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (let n = 0; n < words.length; n += 2) {
    const key = words[n];
    if (words[n + 1] === undefined) throw new SyntaxError(`${key} has no value`);
    options[NAMES[key] ?? key] = words[n + 1];
    const isMoney = key === 'at' || key === 'amount';
    if (!isMoney || !isCurrency(words[n + 2] ?? '')) continue;
    options[key === 'at' ? 'currency' : 'settle_currency'] = words[n + 2];
    n++;
  }
  return options;
}
