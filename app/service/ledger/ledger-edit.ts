import {
  type Day,
  type EventInput,
  type EventTable,
  hasErrors,
  type Problem,
  problem,
} from '@tidemark/engine';
import { isEstimatedOpening } from '../portfolio/estimated-past.ts';
import { observedAnew } from '../portfolio/facts.ts';
import { historyOf, type OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** One statement of a user about the ledger; ids are those of events. */
export type LedgerEdit =
  | {
      readonly kind: 'append';
      readonly id: string;
      readonly event: EventInput;
      readonly sourceId: string | null;
      /** Where the same event was read and checked already; absent where it is only stated. */
      readonly read?: { readonly table: EventTable; readonly row: number };
    }
  | { readonly kind: 'correct'; readonly id: string; readonly event: EventInput }
  | { readonly kind: 'void'; readonly id: string };

/** What edits did to an open portfolio. `from` is the first day whose figures may differ; null where none may. */
export interface Applied {
  readonly portfolio: OpenPortfolio;
  readonly from: Day | null;
  readonly problems: readonly Problem[];
}

/**
 * Applies edits to an open portfolio, one after another, at the cost of what they touch. Where a problem is an error
 * the portfolio must not be used any more: it may hold a part of them.
 */
export function applyEdits(
  portfolio: OpenPortfolio,
  edits: readonly LedgerEdit[],
  recordedAt: number,
): Applied {
  const before = new Set(portfolio.history.problems.filter(isError).map(keyOf));
  const removed = new Set<number>();
  const added = new Set<number>();
  const problems: Problem[] = [];
  let from = Number.POSITIVE_INFINITY;
  const note = (done: Done, first: number): void => {
    problems.push(
      ...done.problems.map((one) => ({
        ...one,
        source: { ...one.source, line: first + (one.source.line ?? 1) },
      })),
    );
    for (const row of done.removed) if (!added.delete(row)) removed.add(row);
    for (const row of done.added) added.add(row);
    if (done.from !== null) from = Math.min(from, done.from);
  };
  for (let k = 0; k < edits.length; ) {
    const appended = runOfAppends(edits, k);
    note(
      appended.length > 0
        ? appendAll(portfolio, appended, recordedAt)
        : applyOne(portfolio, edits[k] as Exclude<LedgerEdit, Append>, recordedAt),
      k,
    );
    k += Math.max(1, appended.length);
  }
  if (hasErrors(problems)) return { portfolio, from: null, problems };
  if (removed.size + added.size === 0) return { portfolio, from: null, problems };
  const changed = derive(portfolio, [...removed], [...added]);
  const found = changed.history.problems.filter((one) => isError(one) && !before.has(keyOf(one)));
  return { portfolio: changed, from: from as Day, problems: [...problems, ...located(found, edits)] };
}

/** What shows only in the figures, at the edit whose event it is of. */
function located(problems: readonly Problem[], edits: readonly LedgerEdit[]): Problem[] {
  const lines = new Map(edits.map(({ id }, k) => [id, k + 1]));
  return problems.map((one) => {
    const line = lines.get(one.source.eventId ?? '');
    return line === undefined ? one : { ...one, source: { ...one.source, line } };
  });
}

/** From so many rows on a history is not edited but made. */
const MANY_ROWS = 500;

/** The history goes up to today where it has begun by then; where that changes it is derived anew. */
function derive(portfolio: OpenPortfolio, removed: number[], added: number[]): OpenPortfolio {
  const { facts, history, conventions, to } = portfolio;
  const { table } = facts.book;
  if ([...removed, ...added].some((row) => isEstimatedOpening(table, row))) {
    const anew = observedAnew(facts);
    return { ...portfolio, facts: anew, history: historyOf(anew, conventions, to) };
  }
  const order = facts.book.inForce();
  const had = history.last >= history.first && history.first <= to;
  const has = order.length > 0 && facts.book.table.day.values[order[0]] <= to;
  // Many new rows touch every instrument: deriving all of it anew is then the shorter way.
  if (!had || !has || removed.length + added.length > MANY_ROWS)
    return { ...portfolio, history: historyOf(facts, conventions, to) };
  history.apply({ kind: 'events', order, removed, added });
  return portfolio;
}

interface Done {
  readonly removed: Iterable<number>;
  readonly added: Iterable<number>;
  readonly from: Day | null;
  readonly problems: readonly Problem[];
}

type Append = Extract<LedgerEdit, { kind: 'append' }>;

/** The appends that follow one another from a place on: the book takes them at once. */
function runOfAppends(edits: readonly LedgerEdit[], from: number): Append[] {
  const run: Append[] = [];
  for (let k = from; k < edits.length; k++) {
    const edit = edits[k];
    if (edit.kind !== 'append') break;
    run.push(edit);
  }
  return run;
}

function appendAll({ facts }: OpenPortfolio, run: readonly Append[], recordedAt: number): Done {
  const { book, rowsById } = facts;
  const read = run.flatMap(({ id, event, read: from }) =>
    from === undefined ? [] : [{ ...from, account: String(event.account), id }],
  );
  const stated = () => run.map(({ id, event }) => ({ ...event, id }));
  const { edit, rows, problems } =
    read.length === run.length
      ? book.appendRead(read, recordedAt)
      : book.append(stated(), recordedAt, 'all-or-nothing');
  run.forEach(({ id }, k) => {
    if (rows[k] >= 0) rowsById.set(id, rows[k]);
  });
  return { ...edit, problems };
}

function applyOne({ facts }: OpenPortfolio, edit: Exclude<LedgerEdit, Append>, recordedAt: number): Done {
  const { book, rowsById } = facts;
  const row = rowsById.get(edit.id);
  if (row === undefined) return { removed: [], added: [], from: null, problems: [notThere(edit.id)] };
  if (edit.kind === 'void') {
    rowsById.delete(edit.id);
    const { edit: done, problems } = book.voidEvent(row, recordedAt, 'release-id');
    return { ...done, problems };
  }
  const { edit: done, row: now, problems } = book.correct(row, { ...edit.event, id: edit.id }, recordedAt);
  if (now >= 0) rowsById.set(edit.id, now);
  return { ...done, problems };
}

function notThere(id: string): Problem {
  return problem(
    'event_unknown',
    { eventId: id },
    `no event ${JSON.stringify(id)} is in force in this portfolio`,
  );
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

const keyOf = ({ code, source, message }: Problem): string => JSON.stringify([code, source, message]);
