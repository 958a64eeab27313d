import { COLUMNS, columnKey, type EventInput, filledColumns } from '@tidemark/engine';
import type { EventColumns } from '../ports/index.ts';

/** Kept beside the columns, not in them. */
const BESIDE: readonly string[] = ['id', 'account'];

const KEYS = COLUMNS.map(columnKey);

/** The filled columns of an event as text: what is stored of it. */
export function columnsOf(event: EventInput): EventColumns {
  const filled: Record<string, string> = {};
  for (const [column, text] of filledColumns(event)) {
    if (!BESIDE.includes(KEYS[column])) filled[KEYS[column]] = text;
  }
  return { ...filled, date: String(event.date), type: String(event.type) };
}
