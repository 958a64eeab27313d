import type { EventTable } from '../ledger/index.ts';
import type { ProblemSource } from '../problems/index.ts';

/** Where a row of the ledger stands: its file and line, its event, and the field in question. */
export function rowSource(table: EventTable, row: number, field: string): ProblemSource {
  const file = table.files.texts[table.file.values[row]];
  const line = table.line.values[row];
  const eventId = table.rare.id.get(row);
  return {
    ...(file !== undefined && { file }),
    ...(line >= 0 && { line }),
    field,
    ...(eventId !== undefined && { eventId }),
  };
}
