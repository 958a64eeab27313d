import { isZero } from '../amounts/index.ts';
import type { EventType } from './event.ts';
import { columnNames } from './fields.ts';
import { isDecimalColumn, type OpenRow } from './open-row.ts';
import { ALLOWED, NEEDED } from './rules.ts';

/** Every column that the type needs is filled, and none that it does not have; zeros there are as good as empty. */
export function checkColumns(open: OpenRow, type: EventType): void {
  const number = open.table.type.get(open.row);
  const missing = NEEDED[number] & ~open.filled;
  const extra = open.filled & ~ALLOWED[number];
  if (missing !== 0) {
    for (const column of columnNames(missing)) {
      open.refuse('field_required', column, `${column} is empty; ${named(type)} needs it`);
    }
  }
  if (extra !== 0) {
    for (const column of columnNames(extra)) {
      const value = isDecimalColumn(column) ? open.decimal(column) : null;
      if (value !== null && isZero(value) && isDecimalColumn(column)) open.drop(column);
      else if (isDecimalColumn(column) && value === null)
        continue; // its text was refused already
      else open.refuse('field_not_allowed', column, `${column} is filled; ${named(type)} has none`);
    }
  }
}

/** "a buy", "an opening". */
export function named(type: EventType): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
