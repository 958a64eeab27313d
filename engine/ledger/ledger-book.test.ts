import { describe, expect, test } from 'vitest';
import { Numbers } from '../../test/random-numbers.ts';
import { formatDay } from '../calendar/day.ts';
import { DOLLARS, type Edit, type EventInput, LedgerBook, ledgerFrom, orderEvents } from './index.ts';

const seed = Number(process.env.TIDEMARK_SEED);

const deposit = (date: string, amount: string, more: Partial<EventInput> = {}): EventInput => ({
  date,
  type: 'deposit',
  amount,
  ...more,
});

function book(...events: EventInput[]): LedgerBook {
  const created = new LedgerBook(DOLLARS);
  expect(created.append(events, 1000, 'all-or-nothing').problems).toEqual([]);
  return created;
}

/** The amounts of the rows, in order. */
function amounts(of: LedgerBook, rows = of.inForce()): string {
  return Array.from(rows, (row) => String(of.table.amount.unitsOf(row))).join(' ');
}

function edited({ removed, added, from }: Edit) {
  return { removed: Array.from(removed), added: Array.from(added), from: from && formatDay(from) };
}

describe('Appending', () => {
  test('puts an event where it belongs, and answers the first day it concerns', () => {
    const of = book(deposit('2024-01-01', '1'), deposit('2024-01-03', '3'));
    const { edit, rows } = of.append([deposit('2024-01-02', '2')], 2000, 'all-or-nothing');
    expect(amounts(of)).toBe('1 2 3');
    expect(edited(edit)).toEqual({ removed: [], added: [2], from: '2024-01-02' });
    expect(Array.from(rows)).toEqual([2]);
  });
  test('all or nothing: one refused event leaves nothing behind', () => {
    const of = book(deposit('2024-01-01', '1'));
    const batch = [deposit('2024-01-02', '2', { id: 'a' }), deposit('2024-01-03', '-3')];
    const { edit, rows, outcomes, problems } = of.append(batch, 2000, 'all-or-nothing');
    expect(problems.map((p) => [p.code, p.source.line])).toEqual([['sign_wrong', 2]]);
    expect(edited(edit)).toEqual({ removed: [], added: [], from: null });
    expect([Array.from(rows), outcomes]).toEqual([
      [-1, -1],
      ['refused', 'refused'],
    ]);
    expect(of.table.count).toBe(1);
    // the id is free again
    expect(of.append([deposit('2024-01-02', '7', { id: 'a' })], 3000, 'all-or-nothing').problems).toEqual([]);
    expect(of.table.event(1)).toMatchObject({ id: 'a', note: null, time: null });
  });
  test('reporting what is refused: the others count', () => {
    const of = book();
    const batch = [deposit('2024-01-02', '2'), deposit('2024-01-03', '-3'), deposit('2024-01-04', '4')];
    const { rows, outcomes } = of.append(batch, 2000, 'report-refused');
    expect(outcomes).toEqual(['added', 'refused', 'added']);
    expect(Array.from(rows)).toEqual([0, -1, 1]);
    expect(amounts(of)).toBe('2 4');
  });
  test('the same batch again changes nothing', () => {
    const batch = [deposit('2024-01-02', '2', { id: 'a' }), deposit('2024-01-03', '3', { id: 'b' })];
    const of = book(...batch);
    const { edit, rows, outcomes, problems } = of.append(batch, 2000, 'all-or-nothing');
    expect(outcomes).toEqual(['known', 'known']);
    expect(Array.from(rows)).toEqual([0, 1]);
    expect(problems.map((p) => p.severity)).toEqual(['info', 'info']);
    expect(edit.from).toBeNull();
    expect(of.table.count).toBe(2);
  });
  test('many events at once are ordered like one at a time', () => {
    const numbers = new Numbers(seed);
    const batch = Array.from({ length: 500 }, (_, k) =>
      deposit(`2024-01-${10 + numbers.below(20)}`, String(k)),
    );
    const atOnce = book(...batch);
    const oneByOne = book();
    for (const event of batch) oneByOne.append([event], 1000, 'all-or-nothing');
    expect(amounts(oneByOne)).toBe(amounts(atOnce));
  });
});

describe('Correcting', () => {
  test('supersedes the row and keeps its place in the file', () => {
    const of = book(deposit('2024-01-01', '1'), deposit('2024-01-01', '2'), deposit('2024-01-01', '3'));
    const { edit, row } = of.correct(1, deposit('2024-01-01', '20'), 2000);
    expect(amounts(of)).toBe('1 20 3');
    expect(edited(edit)).toEqual({ removed: [1], added: [row], from: '2024-01-01' });
    expect([of.isInForce(1), of.isInForce(row)]).toEqual([false, true]);
  });
  test('concerns the earlier of both days', () => {
    const of = book(deposit('2024-01-01', '1'), deposit('2024-01-05', '5'));
    expect(edited(of.correct(1, deposit('2024-01-03', '5'), 2000).edit).from).toBe('2024-01-03');
    expect(edited(of.correct(2, deposit('2024-01-09', '5'), 2000).edit).from).toBe('2024-01-03');
  });
  test('by what is refused changes nothing', () => {
    const of = book(deposit('2024-01-01', '1'));
    const { edit, row, problems } = of.correct(0, deposit('2024-01-01', '-1'), 2000);
    expect([edit.from, row, problems.map((p) => p.code)]).toEqual([null, -1, ['sign_wrong']]);
    expect(amounts(of)).toBe('1');
  });
  test('by the same statement changes nothing', () => {
    const of = book(deposit('2024-01-01', '1', { id: 'a' }));
    const { edit, row } = of.correct(0, deposit('2024-01-01', '1.00', { id: 'a' }), 2000);
    expect([edit.from, row, of.revisions(0).length]).toEqual([null, 0, 1]);
    expect(of.append([deposit('2024-01-01', '1', { id: 'a' })], 3000, 'all-or-nothing').outcomes).toEqual([
      'known',
    ]);
  });
  test('what is not in force is an unknown event', () => {
    const of = book(deposit('2024-01-01', '1'));
    of.correct(0, deposit('2024-01-01', '2'), 2000);
    for (const row of [0, 7, -1]) {
      expect(of.correct(row, deposit('2024-01-01', '3'), 3000).problems[0].code).toBe('event_unknown');
      expect(of.voidEvent(row, 3000, 'keep-id').problems[0].code).toBe('event_unknown');
    }
  });
  test('leaves the id known: the import it came from changes nothing when run again', () => {
    const original = deposit('2024-01-01', '1', { id: 'a' });
    const of = book(original);
    of.correct(0, deposit('2024-01-01', '2', { id: 'a' }), 2000);
    of.correct(1, deposit('2024-01-01', '3'), 2500);
    const again = of.append([original], 3000, 'all-or-nothing');
    expect([again.outcomes, Array.from(again.rows)]).toEqual([['known'], [2]]);
    expect(
      of.append([deposit('2024-01-01', '9', { id: 'a' })], 3000, 'all-or-nothing').problems[0].code,
    ).toBe('id_conflict');
    expect(amounts(of)).toBe('3');
  });
  test('cannot take the id of another event', () => {
    const of = book(deposit('2024-01-01', '1', { id: 'a' }), deposit('2024-01-02', '2', { id: 'b' }));
    expect(of.correct(0, deposit('2024-01-01', '1', { id: 'b' }), 2000).problems[0].code).toBe('id_conflict');
  });
});

describe('Voiding', () => {
  test('takes the row out of force and out of nothing else', () => {
    const of = book(deposit('2024-01-01', '1'), deposit('2024-01-02', '2'));
    expect(edited(of.voidEvent(0, 2000, 'keep-id').edit)).toEqual({
      removed: [0],
      added: [],
      from: '2024-01-01',
    });
    expect(amounts(of)).toBe('2');
    expect(of.table.event(0).amount).toEqual({ units: 1, scale: 0 });
  });
  test('keeps the id known, so that an import run again does not bring the event back', () => {
    const of = book(deposit('2024-01-01', '1', { id: 'a' }));
    of.voidEvent(0, 2000, 'keep-id');
    expect(of.append([deposit('2024-01-01', '1', { id: 'a' })], 3000, 'all-or-nothing').outcomes).toEqual([
      'known',
    ]);
    expect(amounts(of)).toBe('');
  });
  test('or releases it, so that an import that was undone can be run again', () => {
    const of = book(deposit('2024-01-01', '1', { id: 'a' }));
    of.correct(0, deposit('2024-01-01', '2', { id: 'b' }), 1500);
    of.voidEvent(1, 2000, 'release-id');
    const again = [deposit('2024-01-01', '1', { id: 'a' }), deposit('2024-01-01', '2', { id: 'b' })];
    expect(of.append(again, 3000, 'all-or-nothing').outcomes).toEqual(['added', 'added']);
    expect(amounts(of)).toBe('1 2');
  });
});

describe('What was known when', () => {
  const of = book(deposit('2024-01-01', '1'), deposit('2024-01-02', '2'));
  of.correct(1, deposit('2024-01-02', '20'), 2000);
  of.append([deposit('2024-01-01', '5')], 3000, 'all-or-nothing');
  of.voidEvent(2, 4000, 'keep-id');
  test.each([
    [999, ''],
    [1000, '1 2'],
    [1999, '1 2'],
    [2000, '1 20'],
    [3000, '1 5 20'],
    [4000, '1 5'],
    [9999, '1 5'],
  ])('at %d: %s', (instant, expected) => expect(amounts(of, of.asKnownAt(instant))).toBe(expected));
  test('every revision of an event is listed, from any of its rows', () => {
    const revisions = [
      { kind: 'created', row: 1, recordedAt: 1000 },
      { kind: 'corrected', row: 2, recordedAt: 2000 },
      { kind: 'voided', row: null, recordedAt: 4000 },
    ];
    expect(of.revisions(1)).toEqual(revisions);
    expect(of.revisions(2)).toEqual(revisions);
  });
  test('each row says when it was recorded', () => {
    expect([1, 2, 3].map((row) => of.table.event(row).origin.recordedAt)).toEqual([1000, 2000, 3000]);
  });
  test('rows of plain files were always known', () => {
    const { table } = ledgerFrom([deposit('2024-01-01', '1', { id: 'a' })], DOLLARS);
    const plain = new LedgerBook(DOLLARS, table);
    expect(amounts(plain, plain.asKnownAt(0))).toBe('1');
    expect(plain.revisions(0)).toEqual([{ kind: 'created', row: 0, recordedAt: null }]);
    expect(plain.append([deposit('2024-01-01', '1', { id: 'a' })], 5, 'all-or-nothing').outcomes).toEqual([
      'known',
    ]);
  });
});

/** The slow and obvious book: a list of statements, each with its life. */
interface Life {
  readonly statements: { at: number; event: EventInput; row: number }[];
  voidedAt: number;
}

test(`A book edited at random is what the statements in force say, now and at any instant (seed ${seed})`, () => {
  const numbers = new Numbers(seed);
  const types = ['deposit', 'withdrawal', 'buy', 'transfer_in', 'transfer_out'];
  const statement = (): EventInput => {
    const type = types[numbers.below(types.length)];
    return {
      date: `2024-02-${String(10 + numbers.below(6))}`,
      type,
      account: `a${numbers.below(3)}`,
      ...(numbers.below(3) > 0 ? { time: `1${numbers.below(3)}:00` } : {}),
      ...(type === 'deposit' || type === 'withdrawal'
        ? { amount: type === 'deposit' ? '1' : '-1' }
        : { symbol: 'ACME', quantity: '1', price: '1' }),
      note: String(numbers.below(1e9)),
    };
  };
  for (let round = 0; round < 40; round++) {
    const of = new LedgerBook(DOLLARS);
    const lives: Life[] = [];
    const rowsAt = (at: number): Int32Array => {
      const rows = lives
        .filter((life) => life.voidedAt > at)
        .map((life) => life.statements.findLast((stated) => stated.at <= at)?.row ?? -1);
      return orderEvents(of.table, Int32Array.from(rows.filter((row) => row >= 0)));
    };
    for (let at = 1; at <= 80; at++) {
      const alive = lives.filter((life) => life.voidedAt === Number.POSITIVE_INFINITY);
      const life = alive[numbers.below(alive.length)];
      const before = of.inForce();
      let edit: Edit;
      if (life === undefined || numbers.below(3) === 0) {
        const event = statement();
        const appended = of.append([event], at, 'all-or-nothing');
        lives.push({
          statements: [{ at, event, row: appended.rows[0] }],
          voidedAt: Number.POSITIVE_INFINITY,
        });
        edit = appended.edit;
      } else if (numbers.below(2) === 0) {
        const row = life.statements[life.statements.length - 1].row;
        edit = of.voidEvent(row, at, 'keep-id').edit;
        life.voidedAt = at;
      } else {
        const event = statement();
        const corrected = of.correct(life.statements[life.statements.length - 1].row, event, at);
        life.statements.push({ at, event, row: corrected.row });
        edit = corrected.edit;
      }
      expect(of.inForce()).toEqual(rowsAt(at));
      const applied = [...before].filter((row) => !edit.removed.includes(row)).concat(...edit.added);
      expect(applied.sort()).toEqual([...of.inForce()].sort());
    }
    for (let at = 0; at <= 80; at += 8) expect(of.asKnownAt(at)).toEqual(rowsAt(at));
  }
});
