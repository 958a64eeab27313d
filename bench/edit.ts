/**
 * What it costs to correct one event in the middle of a ledger: `node bench/edit.ts FOLDER EDITS` corrects one event
 * after another, takes each correction back, and prints what every step took as JSON.
 */
import {
  type DailyColumns,
  DOLLARS,
  type EventInput,
  type EventType,
  formatDay,
  formatDecimal,
  History,
  LedgerBook,
  type TimeWeighted,
  timeWeighted,
  timeWeightedFrom,
  xirr,
  xirrNear,
} from '../engine/index.ts';
import { CONVENTIONS, readFolder } from './compute.ts';
import { isMain } from './main-module.ts';
import { randomFrom } from './random.ts';

export const STEPS = ['ledger', 'history', 'columns', 'twr', 'xirr'] as const;

/** Milliseconds of each step of one correction. */
export interface EditTimes {
  readonly type: EventType;
  readonly steps: Readonly<Record<(typeof STEPS)[number], number>>;
  readonly total: number;
}

export interface Edited {
  readonly edits: readonly EditTimes[];
  /** Of the very first correction, before anything is compiled. */
  readonly firstMs: number;
}

/** A history with its returns, kept up to date by corrections. */
class Kept {
  readonly book: LedgerBook;
  readonly history: History;
  private readonly returns: TimeWeighted;
  private rate: number;

  constructor(folder: string) {
    const facts = readFolder(folder);
    this.book = new LedgerBook(DOLLARS, facts.table);
    this.history = History.open({ ...facts, order: this.book.inForce(), conventions: CONVENTIONS });
    const columns = this.history.columns();
    this.returns = timeWeighted(daily(columns), 'end');
    this.rate = xirr(flows(columns)).rate ?? 0.1;
  }

  /** The row in force afterwards, and what it took. */
  correct(row: number, event: EventInput): { row: number; times: EditTimes } {
    const marks = [performance.now()];
    const { edit, row: corrected, problems } = this.book.correct(row, event, 0);
    if (problems.length > 0) throw new Error(problems[0].message);
    marks.push(performance.now());
    const { removed, added } = edit;
    const { from } = this.history.apply({
      kind: 'events',
      order: this.book.inForce(),
      removed: [...removed],
      added: [...added],
    });
    marks.push(performance.now());
    const columns = this.history.columns();
    marks.push(performance.now());
    timeWeightedFrom(this.returns, daily(columns), Math.max(0, from - this.history.first));
    marks.push(performance.now());
    this.rate = xirrNear(flows(columns), this.rate).rate ?? 0.1;
    marks.push(performance.now());
    const took = STEPS.map((step, i) => [step, marks[i + 1] - marks[i]]);
    const type = this.book.table.typeOf(corrected);
    return {
      row: corrected,
      times: { type, steps: Object.fromEntries(took), total: marks[STEPS.length] - marks[0] },
    };
  }

  /** Equity, index and rate of the last day, to compare histories by. */
  figures(): string {
    const { equity, length } = this.history.columns();
    return [equity[length - 1], this.returns.index[length - 1], this.rate].join();
  }
}

function daily({ equity, deposits, withdrawals, opening }: DailyColumns) {
  return { values: equity, inflows: deposits, outflows: withdrawals, opening };
}

function flows({ netFlow, equity, length }: DailyColumns): { days: number[]; amounts: number[] } {
  const days: number[] = [];
  const amounts: number[] = [];
  for (let day = 0; day < length; day++) {
    if (netFlow[day] === 0) continue;
    days.push(day);
    amounts.push(-netFlow[day]);
  }
  days.push(length - 1);
  amounts.push(equity[length - 1]);
  return { days, amounts };
}

/** The event that a row states, as it is, and with one figure corrected such that everything later depends on it. */
function statements({ table }: LedgerBook, row: number): { before: EventInput; after: EventInput } {
  const { type, day, symbol, quantity, price, fee, amount } = table.event(row);
  const text = (value: Parameters<typeof formatDecimal>[0] | null) =>
    value === null ? null : formatDecimal(value);
  const before: EventInput = {
    date: formatDay(day),
    type,
    symbol,
    quantity: text(quantity),
    price: text(price),
    fee: table.fee.has(row) ? text(fee) : null,
    amount: text(amount),
  };
  // As exact as the figures were: shares are whole, amounts have four decimals.
  const raised = (value: string | number | null | undefined, decimals: number): string =>
    (Number(value) + 1).toFixed(decimals);
  if (type === 'buy')
    return { before, after: { ...before, quantity: raised(before.quantity, 0), amount: null } };
  if (type === 'sell') return { before, after: { ...before, fee: raised(before.fee, 4), amount: null } };
  return { before, after: { ...before, amount: raised(before.amount, 4) } };
}

function measured(folder: string, count: number): Edited {
  const kept = new Kept(folder);
  const before = kept.figures();
  const rows = kept.book.inForce().slice();
  const random = randomFrom(count);
  const edits: EditTimes[] = [];
  for (let k = 0; k < count; k++) {
    const row = rows[Math.floor(rows.length * (0.45 + 0.1 * random()))];
    if (!kept.book.isInForce(row)) continue;
    const stated = statements(kept.book, row);
    const there = kept.correct(row, stated.after);
    const back = kept.correct(there.row, stated.before);
    edits.push(there.times, back.times);
  }
  if (kept.figures() !== before)
    throw new Error(`corrections that were taken back left ${kept.figures()}, not ${before}`);
  return { edits: edits.slice(Math.min(edits.length / 2, 100)), firstMs: edits[0].total };
}

if (isMain(import.meta.url)) {
  const [, , folder, count] = process.argv;
  process.stdout.write(JSON.stringify(measured(folder, Number(count))));
}
