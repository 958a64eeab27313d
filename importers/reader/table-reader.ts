import { type EventInput, isCurrencyCode, ProblemList } from '@tidemark/engine';
import { chosenAccount } from './accounts.ts';
import { AmountEvidence, type AmountWords } from './amounts.ts';
import { type BalanceRow, statedBalances } from './balances.ts';
import { Conventions } from './conventions.ts';
import { eventsOf } from './events.ts';
import { decideDates, decideNumbers, type Placed } from './evidence.ts';
import type { Format, Kind, TableWords } from './format.ts';
import { withoutRepeats } from './identity.ts';
import { FoundInstruments } from './instruments.ts';
import { KindWords } from './kinds.ts';
import { isNewestFirst } from './order.ts';
import {
  type Half,
  type Paired,
  pairConversions,
  pairExchanges,
  pairRenames,
  pairSplits,
  pairSwaps,
} from './pairs.ts';
import type { Questions } from './questions.ts';
import type { Draft, NoEvent, Reading, ReadingTerms } from './reading.ts';
import { type Refuse, Row } from './row.ts';
import { type AddedUnits, resolveSplits } from './splits.ts';
import type { Table } from './tables.ts';

/** A row and what it is; the events where the format made them itself. */
interface Told {
  readonly row: Row;
  readonly kind: Kind | null;
  readonly events: readonly EventInput[] | null;
}

/** Reads the tables of a file by the words of its format. */
export class TableReader {
  private readonly format: Format;
  private readonly terms: ReadingTerms;
  private readonly questions: Questions;
  private readonly problems: ProblemList;
  private readonly noEvents: NoEvent[] = [];
  private readonly drafts: Draft[] = [];
  private readonly halves = {
    fx: [] as Half[],
    split: [] as Half[],
    rename: [] as Half[],
    swap: [] as Half[],
    exchange: [] as Half[],
  };
  private readonly addedUnits: AddedUnits[] = [];
  private readonly balanceRows: BalanceRow[] = [];
  private readonly instruments = new FoundInstruments();
  private readonly refuse: Refuse;

  /** What the file says of its currency outside of the tables. */
  private readonly currencyBeside = new Map<unknown, string>();

  constructor(format: Format, terms: ReadingTerms, questions: Questions, text: string) {
    for (const words of format.tables) {
      const found = words.currencyIn?.exec(text)?.[1];
      if (found !== undefined) this.currencyBeside.set(words, found);
    }
    this.format = format;
    this.terms = terms;
    this.questions = questions;
    this.problems = new ProblemList(terms.file);
    this.refuse = (code, line, field, message) => this.problems.add(code, line, field, message);
  }

  read({ rows: placed, outside, unclosed }: Table): Reading {
    this.noEvents.push(...outside);
    for (const line of unclosed)
      this.refuse('quote_unclosed', line, null, 'a quote of this row is not closed');
    const { rows, others } = chosenAccount(this.withoutLong(placed), this.questions);
    this.noEvents.push(...others);
    const numbers = decideNumbers(rows, this.questions);
    const conventions = new Conventions(numbers, decideDates(rows, this.questions), this.terms.timeZone);
    const told = rows.map(({ record, table }) => this.tell(new Row(record, table, conventions, this.refuse)));
    const money = this.amountWords(told);
    for (const one of told) this.enter(one, money.get(one.row.table.words) as AmountWords);
    this.join(pairConversions(this.halves.fx), 'no other side of this conversion is in the file');
    this.join(pairSplits(this.halves.split), 'no other half of this split is in the file');
    this.join(pairRenames(this.halves.rename), 'what these units became is not in the file');
    this.join(pairSwaps(this.halves.swap), 'no other side of this exchange is in the file');
    this.join(pairExchanges(this.halves.exchange), 'no side in money of this exchange is in the file');
    return this.reading(rows[0]?.table.unread.map((at) => rows[0].table.header[at]) ?? []);
  }

  /** Rows whose cells are of a size that texts of events have; the others are refused. */
  private withoutLong(placed: readonly Placed[]): Placed[] {
    return placed.filter(({ record }) => {
      const long = record.cells.find(({ length }) => length > CELL_LENGTH_MAX);
      if (long !== undefined)
        this.refuse('field_too_long', record.line, null, `a cell has ${long.length} characters`);
      return long === undefined;
    });
  }

  private readonly words = new Map<unknown, KindWords>();

  /** What a row is, before its figures are read. */
  private tell(row: Row): Told {
    const { words } = row.table;
    const own = words.read?.(row);
    if (typeof own === 'object') return { row, kind: null, events: own };
    if (own !== undefined) return { row, kind: own, events: null };
    const known = this.words.get(words) ?? new KindWords(words, this.format.title);
    this.words.set(words, known);
    return { row, kind: known.kindOf(row, this.questions), events: null };
  }

  /** How each table writes money. */
  private amountWords(told: readonly Told[]): Map<TableWords, AmountWords> {
    const evidence = new Map<TableWords, AmountEvidence>();
    for (const { row, kind } of told) {
      const { words } = row.table;
      const own = evidence.get(words) ?? new AmountEvidence();
      evidence.set(words, own);
      if (kind !== null && !kind.startsWith('skip:')) own.see(row, kind);
    }
    return new Map([...evidence].map(([words, own]) => [words, own.conclude(words.amount, this.questions)]));
  }

  private enter({ row, kind, events }: Told, money: AmountWords): void {
    if (events !== null) this.put(row, events);
    else if (kind?.startsWith('skip:')) this.noEvents.push({ line: row.line, reason: kind.slice(5).trim() });
    else if (kind !== null && !row.isRefused) this.enterKind(row, kind, money);
    this.seeBalance(row);
  }

  private enterKind(row: Row, kind: Kind, money: AmountWords): void {
    const currency = this.currencyOf(row);
    if (currency === null) return;
    const half = HALVES[kind];
    if (half !== undefined) this.halves[half].push({ row, currency });
    else if (CASH.has(kind) && row.number('amount') !== null && row.sign('amount') === 0)
      this.noEvents.push({ line: row.line, reason: 'its amount is zero' });
    else if (kind === 'split_added') this.enterAddedUnits(row, money, currency);
    else this.put(row, eventsOf(row, kind, money, currency));
  }

  private enterAddedUnits(row: Row, money: AmountWords, currency: string): void {
    const added = row.number('quantity');
    const [event] = eventsOf(row, 'transfer', money, currency);
    if (added === null || event === undefined || row.isRefused) return;
    const { date, time, symbol, note } = event;
    const split = { date, time, symbol, note, type: 'split' };
    const draft = { line: row.line, others: [], event: split, sourceId: row.text('id') || null };
    this.drafts.push(draft);
    this.addedUnits.push({ draft, added });
  }

  /** Enters the events of a row; a row that was refused on the way makes none. */
  private put(row: Row, events: readonly EventInput[]): void {
    if (row.isRefused) return;
    if (events.length === 0) {
      row.refuse('field_required', null, 'the row makes no event');
      return;
    }
    const id = row.text('id');
    events.forEach((event, k) => {
      const sourceId = id === '' ? null : k === 0 ? id : `${id}/${k + 1}`;
      this.drafts.push({ line: row.line, others: [], event, sourceId });
      this.instruments.see(row, event);
    });
  }

  private join({ drafts, alone }: Paired, message: string): void {
    for (const draft of drafts) {
      const { type, ratio, symbol, toSymbol } = draft.event;
      const changesNothing = type === 'split' ? ratio === '1' : type === 'rename' && symbol === toSymbol;
      const lines = [draft.line, ...draft.others];
      if (changesNothing)
        this.noEvents.push(...lines.map((line) => ({ line, reason: 'the product took another name' })));
      else this.drafts.push(draft);
    }
    for (const { row } of alone) if (!row.isRefused) row.refuse('leg_unpaired', null, message);
  }

  private currencyOf(row: Row): string | null {
    const { words } = row.table;
    const stated =
      row.text('currency') || row.star('amount') || this.currencyBeside.get(words) || words.currency || '';
    const currency = stated === '' ? this.askCurrency(row) : (SIGNS[stated] ?? stated);
    if (isCurrencyCode(currency)) return currency;
    row.refuse(
      'currency_invalid',
      'currency',
      `${JSON.stringify(currency.slice(0, 40))} is no currency code`,
    );
    return null;
  }

  private askCurrency(row: Row): string {
    const answer = this.questions.ask(
      {
        id: 'currency',
        text: 'In which currency are the amounts of this file?',
        why: 'The file names none.',
        choices: [],
        proposed: this.terms.accountCurrency,
      },
      row.line,
    );
    return answer ?? this.terms.accountCurrency;
  }

  private seeBalance(row: Row): void {
    if (row.table.places.balance === undefined || row.isRefused) return;
    const [balance, moved] = [row.number('balance'), row.number('amount')];
    const moment = row.text('date') === '' ? null : row.moment();
    const currency = row.text('balanceCurrency') || row.text('currency') || row.table.words.currency || '';
    if (balance === null || moved === null || moment === null || currency === '') return;
    this.balanceRows.push({ line: row.line, date: moment.date, currency, balance, moved });
  }

  private reading(unread: readonly string[]): Reading {
    const { format, questions, problems, noEvents } = this;
    const { drafts: single, repeats } = withoutRepeats(this.drafts.sort((a, b) => a.line - b.line));
    const isDescending = isNewestFirst(single);
    // What one row states stays in its order.
    const inOrder = isDescending ? single.toSorted((a, b) => b.line - a.line) : single;
    const drafts = resolveSplits(inOrder, this.addedUnits, questions);
    const balances = statedBalances(this.balanceRows, drafts, isDescending, problems);
    if (unread.length > 0)
      problems.add(
        'column_unread',
        null,
        unread[0],
        `nothing is read from ${unread.map((name) => JSON.stringify(name.trim())).join(', ')}`,
      );
    return {
      format: format.name,
      title: format.title,
      drafts,
      noEvents: [...noEvents, ...repeats].sort((a, b) => a.line - b.line),
      problems: problems.all(),
      questions: questions.open(),
      balances,
      instruments: this.instruments.all(),
      mapping: null,
    };
  }
}

/** Longer than any text of an event; patterns of formats are matched against cells. */
const CELL_LENGTH_MAX = 4000;

/** Kinds of rows that are half of an event. */
const HALVES: Readonly<Partial<Record<Kind, 'fx' | 'split' | 'rename' | 'swap' | 'exchange'>>> = {
  fx_leg: 'fx',
  split_close: 'split',
  split_open: 'split',
  rename_leg: 'rename',
  swap_leg: 'swap',
  exchange_leg: 'exchange',
};

/** Kinds that are cash alone: without it they are nothing. */
const CASH: ReadonlySet<Kind> = new Set([
  'deposit',
  'withdrawal',
  'cash',
  'dividend',
  'interest',
  'fee',
  'tax',
  'adjustment',
]);

/** Signs that name one currency. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', US$: 'USD' };
