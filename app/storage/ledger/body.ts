import { columnKey, parseDay } from '@tidemark/engine';
import { type EventColumns, StorageError } from '../../service/ports/index.ts';

/**
 * The columns of an event's stored record, in the order in which they are stored for ever. The record is one of
 * the engine's neutral file, so that a ledger is read by joining its records.
 */
export const BODY_COLUMNS = [
  'date',
  'time',
  'account',
  'type',
  'symbol',
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
  'currency',
  'settle_currency',
  'ratio',
  'to_symbol',
  'to_quantity',
  'to_amount',
  'to_currency',
  'cost_fraction',
  'multiplier',
  'lot',
  'id',
  'link',
  'stop',
  'target',
  'strategy',
  'tags',
  'note',
] as const;

const ACCOUNT = BODY_COLUMNS.indexOf('account');
const ID = BODY_COLUMNS.indexOf('id');

type Key = keyof EventColumns;

const KEYS: readonly Key[] = BODY_COLUMNS.map((name) => columnKey(name) as Key);
const PLACES = new Map(KEYS.map((key, place) => [key as string, place]));

/** The first line of a file of records. */
export const HEADER = `${BODY_COLUMNS.join(',')}\n`;

/** The stored record of an event: its own id, which is unique within the owner, stands in the column `id`. */
export function bodyOf(account: string, id: string, columns: EventColumns): string {
  const cells = new Array<string>(KEYS.length).fill('');
  for (const key in columns) {
    const place = PLACES.get(key);
    if (place === undefined) throw new Error(`${key} is no column of the neutral ledger`);
    cells[place] = cell(columns[key as Key] ?? '');
  }
  cells[ACCOUNT] = cell(account);
  cells[ID] = cell(id);
  return cells.join(',');
}

/** Whether two records say the same, whatever their ids. */
export function sameContent(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [cellsOf(a), cellsOf(b)];
  return left.every((text, place) => place === ID || text === right[place]);
}

/** What a record states. */
export function columnsOf(body: string): EventColumns {
  const cells = cellsOf(body);
  const columns: Record<string, string> = {};
  for (let place = 0; place < cells.length; place++) {
    const text = cells[place];
    if (text !== '' && place !== ACCOUNT && place !== ID) columns[KEYS[place] as string] = text as string;
  }
  return columns as EventColumns;
}

/** The id that the record beginning on a line of a file of records states; lines from 1 on. */
export function idOnLine(file: Uint8Array, line: number): string {
  const lines = new TextDecoder()
    .decode(file)
    .split('\n')
    .slice(line - 1);
  // A line break inside of a cell leaves a quote open.
  const last = lines.findIndex(
    (_, k) =>
      lines
        .slice(0, k + 1)
        .join('\n')
        .split('"').length %
        2 ===
      1,
  );
  return cellsOf(lines.slice(0, last + 1).join('\n'))[ID];
}

/** The day of an event, days since 1970. StorageError `out_of_range` where its date is none. */
export function dayOfEvent(columns: EventColumns): number {
  const day = parseDay(columns.date);
  if (day !== null) return day;
  const message = `an event's date is ${JSON.stringify(columns.date)}`;
  throw new StorageError('out_of_range', message, 'Write dates as YYYY-MM-DD.');
}

const TO_QUOTE = /[",\r\n]|^\s|\s$/;

function cell(text: string): string {
  return TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function cellsOf(body: string): string[] {
  if (!body.includes('"')) return body.split(',');
  const cells: string[] = [];
  let from = 0;
  while (from <= body.length) {
    let end = from;
    if (body[from] === '"') {
      // A quote inside is doubled; the first that is not ends the cell.
      do end = body.indexOf('"', end + 1) + 1;
      while (body[end] === '"');
      cells.push(body.slice(from + 1, end - 1).replaceAll('""', '"'));
    } else {
      end = body.indexOf(',', from);
      if (end < 0) end = body.length;
      cells.push(body.slice(from, end));
    }
    from = end + 1;
  }
  return cells;
}
