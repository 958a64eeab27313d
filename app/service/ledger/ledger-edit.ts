import { type Day, type EventInput, hasErrors, type Problem, problem } from '@tidemark/engine';
import { historyOf, type OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** One statement of a user about the ledger; ids are those of events. */
export type LedgerEdit =
  | { readonly kind: 'append'; readonly id: string; readonly event: EventInput }
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
  edits.forEach((edit, k) => {
    const done = applyOne(portfolio, edit, recordedAt);
    problems.push(...done.problems.map((one) => ({ ...one, source: { ...one.source, line: k + 1 } })));
    for (const row of done.removed) if (!added.delete(row)) removed.add(row);
    for (const row of done.added) added.add(row);
    if (done.from !== null) from = Math.min(from, done.from);
  });
  if (hasErrors(problems)) return { portfolio, from: null, problems };
  if (removed.size + added.size === 0) return { portfolio, from: null, problems };
  const changed = derive(portfolio, [...removed], [...added]);
  const found = changed.history.problems.filter((one) => isError(one) && !before.has(keyOf(one)));
  return { portfolio: changed, from: from as Day, problems: [...problems, ...found] };
}

/** The history goes up to today where it has begun by then; where that changes it is derived anew. */
function derive(portfolio: OpenPortfolio, removed: number[], added: number[]): OpenPortfolio {
  const { facts, history, conventions, to } = portfolio;
  const order = facts.book.inForce();
  const had = history.last >= history.first && history.first <= to;
  const has = order.length > 0 && facts.book.table.day.values[order[0]] <= to;
  if (!had || !has) return { ...portfolio, history: historyOf(facts, conventions, to) };
  history.apply({ kind: 'events', order, removed, added });
  return portfolio;
}

interface Done {
  readonly removed: Iterable<number>;
  readonly added: Iterable<number>;
  readonly from: Day | null;
  readonly problems: readonly Problem[];
}

function applyOne({ facts }: OpenPortfolio, edit: LedgerEdit, recordedAt: number): Done {
  const { book, rowsById } = facts;
  if (edit.kind === 'append') {
    const {
      edit: done,
      rows,
      problems,
    } = book.append([{ ...edit.event, id: edit.id }], recordedAt, 'all-or-nothing');
    if (rows[0] >= 0) rowsById.set(edit.id, rows[0]);
    return { ...done, problems };
  }
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
