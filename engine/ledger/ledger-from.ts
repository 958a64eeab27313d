import { type Problem, problem } from '../problems/index.ts';
import { type EventInput, forFilledColumns } from './event-input.ts';
import type { LedgerContext } from './ledger-names.ts';
import type { Report } from './report.ts';
import type { EventTable } from './table.ts';
import { EventWriter, type Outcome } from './writer.ts';

/** A context in dollars: any account will do, and no instrument is more than its symbol. */
export const DOLLARS: LedgerContext = {
  baseCurrency: 'USD',
  accounts: null,
  instruments: () => undefined,
};

/**
 * A ledger from plain objects, by the same checks as a file. Problems name the event by its place in the list,
 * counted from 1, as `line`; an event with an error is left out.
 */
export function ledgerFrom(
  events: readonly EventInput[],
  context: LedgerContext,
): { table: EventTable; problems: Problem[] } {
  const writer = new EventWriter(context);
  const problems: Problem[] = [];
  for (const [k, event] of events.entries()) writeEvent(writer, event, reportTo(problems, k + 1, event));
  return { table: writer.table, problems };
}

/** Writes one event; `replacing` is the row it corrects, or -1. */
export function writeEvent(writer: EventWriter, input: EventInput, report: Report, replacing = -1): Outcome {
  writer.begin(-1, -1, report);
  forFilledColumns(input, (column, text) => writer.putText(column, text));
  return writer.finish(replacing);
}

/** Notes problems of the event at a place of a list, counted from 1. */
export function reportTo(problems: Problem[], line: number, input: EventInput): Report {
  const eventId = typeof input.id === 'string' && input.id !== '' ? input.id : undefined;
  return (code, field, message, more) => {
    const source = { line, ...(field !== null && { field }), ...(eventId !== undefined && { eventId }) };
    problems.push(problem(code, source, message, more));
  };
}
