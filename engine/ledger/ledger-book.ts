import type { Day } from '../calendar/day.ts';
import { type Problem, problem } from '../problems/index.ts';
import { IntegerColumn } from './columns.ts';
import type { EventInput } from './event-input.ts';
import { KnownIds } from './known-ids.ts';
import { reportTo, writeEvent } from './ledger-from.ts';
import type { LedgerContext } from './ledger-names.ts';
import { orderEvents } from './order.ts';
import { reorder } from './reorder.ts';
import { sameEvent } from './same-event.ts';
import { EventTable } from './table.ts';
import { EventWriter, type Outcome } from './writer.ts';

/** What an edit did to the rows in force: all that is derived is as it was before `from`. */
export interface Edit {
  readonly removed: Int32Array;
  readonly added: Int32Array;
  /** The first day concerned; null where nothing changed. */
  readonly from: Day | null;
}

/** `all-or-nothing`: one refused event refuses all. `report-refused`: the others count. */
export type Batch = 'all-or-nothing' | 'report-refused';

export interface Appended {
  readonly edit: Edit;
  readonly outcomes: readonly Outcome[];
  /** For each event its row; that of the known one where it was known; -1 where it was refused. */
  readonly rows: Int32Array;
  readonly problems: readonly Problem[];
}

/** An event as a table has read it, and what it is here. */
export interface ReadEvent {
  readonly table: EventTable;
  readonly row: number;
  readonly account: string;
  readonly id: string;
}

export interface Corrected {
  readonly edit: Edit;
  /** The row in force now; -1 where the correction was refused. */
  readonly row: number;
  readonly problems: readonly Problem[];
}

/** What becomes of the source's id of a voided event: free to be appended again (undone imports), or known still. */
export type VoidedId = 'release-id' | 'keep-id';

export interface Revision {
  readonly kind: 'created' | 'corrected' | 'voided';
  /** The row that states the event from then on; null once voided. */
  readonly row: number | null;
  /** Milliseconds since the epoch, as given by the caller; null for rows of plain files, known from the beginning. */
  readonly recordedAt: number | null;
}

const NOTHING = new Int32Array(0);
const NO_EDIT: Edit = { removed: NOTHING, added: NOTHING, from: null };
/** Up to this many rows are put in their places; more, and all are ordered anew. */
const PLACED_MAX = 200;

/**
 * A ledger that is only added to. A correction is a new row that supersedes another and takes its place in file
 * order; a void is a record. Rows never change, so any past state can be asked for.
 */
export class LedgerBook {
  readonly table: EventTable;
  private readonly writer: EventWriter;
  private readonly ids: KnownIds;
  /** By row: the first row of what it corrects; itself for a new event. */
  private readonly first = new IntegerColumn();
  /** By first row: the row in force, -1 once voided. */
  private readonly current = new IntegerColumn();
  /** By first row: what came after its creation. */
  private readonly later = new Map<number, Revision[]>();
  private ordered: Int32Array = NOTHING;

  /** A book of all the rows of a table; of none unless one is given. */
  constructor(context: LedgerContext, table = new EventTable()) {
    this.table = table;
    this.ids = new KnownIds(table);
    this.writer = new EventWriter(context, table, this.ids);
    for (let row = 0; row < table.count; row++) this.enter(row, row);
    this.ordered = orderEvents(table, this.rowsInForce());
  }

  /** The rows in force, in the order of `orderEvents`. A later edit answers another array. */
  inForce(): Int32Array {
    return this.ordered;
  }

  isInForce(row: number): boolean {
    return row >= 0 && row < this.table.count && this.current.get(this.first.get(row)) === row;
  }

  append(events: readonly EventInput[], recordedAt: number, batch: Batch): Appended {
    const { table, writer } = this;
    const before = table.count;
    const problems: Problem[] = [];
    const rows = new Int32Array(events.length);
    const outcomes = events.map((event, k): Outcome => {
      const outcome = writeEvent(writer, event, reportTo(problems, k + 1, event));
      rows[k] = outcome === 'added' ? table.count - 1 : outcome === 'known' ? writer.knownRow : -1;
      return outcome;
    });
    if (batch === 'all-or-nothing' && outcomes.includes('refused')) {
      this.takeBack(before);
      return { edit: NO_EDIT, outcomes: events.map(() => 'refused'), rows: rows.fill(-1), problems };
    }
    for (let row = before; row < table.count; row++) {
      table.rare.recordedAt.set(row, recordedAt);
      this.enter(row, row);
    }
    const added = Array.from({ length: table.count - before }, (_, k) => before + k);
    return { edit: this.apply([], added), outcomes, rows, problems };
  }

  /**
   * Appends events that a table with the same context has read, under ids that are new here and in accounts of this
   * book: what was checked there is not read and checked again.
   */
  appendRead(events: readonly ReadEvent[], recordedAt: number): Appended {
    const { table, ids } = this;
    const origin = { file: null, line: null, recordedAt };
    const rows = Int32Array.from(events, ({ table: from, row: read, account, id }) => {
      const row = table.append({ ...from.event(read), account, id, origin });
      ids.note(table.account.values[row], id, row);
      this.enter(row, row);
      return row;
    });
    const edit = this.apply([], [...rows]);
    return { edit, outcomes: events.map(() => 'added'), rows, problems: [] };
  }

  /** Supersedes a row in force by the event stated; the same statement again changes nothing. */
  correct(row: number, event: EventInput, recordedAt: number): Corrected {
    const { table, writer } = this;
    if (!this.isInForce(row)) return { edit: NO_EDIT, row: -1, problems: [unknownEvent(row)] };
    const problems: Problem[] = [];
    const outcome = writeEvent(writer, event, reportTo(problems, 1, event), row);
    if (outcome === 'known') return { edit: NO_EDIT, row: writer.knownRow, problems };
    if (outcome === 'refused') return { edit: NO_EDIT, row: -1, problems };
    const by = table.count - 1;
    if (sameEvent(table, row, by)) {
      this.takeBack(by);
      this.nameCurrent(row);
      return { edit: NO_EDIT, row, problems };
    }
    table.rare.recordedAt.set(by, recordedAt);
    this.ids.supersede(row, by);
    this.enter(by, this.first.get(row));
    this.nameCurrent(by);
    this.revise(by, { kind: 'corrected', row: by, recordedAt });
    return { edit: this.apply([row], [by]), row: by, problems };
  }

  voidEvent(row: number, recordedAt: number, id: VoidedId): { edit: Edit; problems: readonly Problem[] } {
    if (!this.isInForce(row)) return { edit: NO_EDIT, problems: [unknownEvent(row)] };
    this.current.put(this.first.get(row), -1);
    this.revise(row, { kind: 'voided', row: null, recordedAt });
    if (id === 'release-id') this.forEachId(row, (account, text) => this.ids.delete(account, text));
    return { edit: this.apply([row], []), problems: [] };
  }

  /** What became of the event that a row states, from its creation on. */
  revisions(row: number): readonly Revision[] {
    const first = this.first.get(row);
    const recordedAt = this.table.rare.recordedAt.get(first) ?? null;
    return [{ kind: 'created', row: first, recordedAt }, ...(this.later.get(first) ?? [])];
  }

  /** The rows that were in force at an instant, in order: what was recorded later is left out. */
  asKnownAt(recordedAt: number): Int32Array {
    const rows: number[] = [];
    for (let row = 0; row < this.table.count; row++) {
      if (this.first.get(row) !== row) continue;
      const known = this.knownAt(row, recordedAt);
      if (known !== null) rows.push(known);
    }
    return orderEvents(this.table, Int32Array.from(rows));
  }

  private knownAt(first: number, recordedAt: number): number | null {
    const created = this.table.rare.recordedAt.get(first);
    if (created !== undefined && created > recordedAt) return null;
    const revision = this.later.get(first)?.findLast((later) => (later.recordedAt ?? 0) <= recordedAt);
    return revision === undefined ? first : revision.row;
  }

  private rowsInForce(): Int32Array {
    const rows: number[] = [];
    for (let first = 0; first < this.table.count; first++) {
      const row = this.current.get(first);
      if (row >= 0) rows.push(row);
    }
    return Int32Array.from(rows);
  }

  private enter(row: number, first: number): void {
    this.first.put(row, first);
    this.current.put(row, -1);
    this.current.put(first, row);
  }

  private revise(row: number, revision: Revision): void {
    const first = this.first.get(row);
    this.later.set(first, [...(this.later.get(first) ?? []), revision]);
  }

  private apply(removed: readonly number[], added: readonly number[]): Edit {
    const { table } = this;
    const few = removed.length + added.length <= PLACED_MAX;
    this.ordered = few
      ? reorder(table, this.ordered, removed, added, (row) => this.first.get(row))
      : orderEvents(table, this.rowsInForce());
    const from = [...removed, ...added].reduce(
      (day, row) => Math.min(day, table.day.values[row]),
      Number.POSITIVE_INFINITY,
    );
    return {
      removed: Int32Array.from(removed),
      added: Int32Array.from(added),
      from: Number.isFinite(from) ? (from as Day) : null,
    };
  }

  /** Forgets the rows from `count` on, which do not count yet, and their ids. */
  private takeBack(count: number): void {
    const { table, ids } = this;
    for (let row = count; row < table.count; row++) {
      const id = table.rare.id.get(row);
      if (id !== undefined) ids.delete(table.account.values[row], id);
    }
    table.truncate(count);
  }

  /** Every id that the event of a row ever had stands for that row. */
  private nameCurrent(row: number): void {
    this.forEachId(row, (account, id) => this.ids.set(account, id, row));
  }

  private forEachId(row: number, use: (account: number, id: string) => void): void {
    const { table, ids } = this;
    for (let past = row; past >= 0; past = ids.supersededBy(past)) {
      const id = table.rare.id.get(past);
      if (id !== undefined) use(table.account.values[past], id);
    }
  }
}

function unknownEvent(row: number): Problem {
  return problem('event_unknown', {}, `row ${row} is not in force`);
}
