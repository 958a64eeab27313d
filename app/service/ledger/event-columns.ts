import { type EventInput, forFilledColumns } from '@tidemark/engine';
import type { EventColumns } from '../ports/index.ts';

/** The filled columns of an event as text: what is stored of it. `id` and `account` are kept beside the columns. */
export function columnsOf(event: EventInput): EventColumns {
  const filled: Record<string, string> = { date: '', type: '' };
  forFilledColumns(event, (_, text, key) => {
    if (key !== 'id' && key !== 'account') filled[key] = text;
  });
  return { ...filled, date: String(event.date), type: String(event.type) };
}
