/** Whether a figure of the day, in columns of minor units, is beyond 2^53: there whole numbers are no longer exact. */
export function isTooLarge(columns: object, day: number): boolean {
  for (const column of Object.values(columns)) {
    if (column instanceof Float64Array && !isExact(column[day])) return true;
  }
  return false;
}

/** The first of `length` days with such a figure; -1 where there is none. */
export function firstTooLarge(columns: object, length: number): number {
  let first = length;
  for (const column of Object.values(columns)) {
    if (!(column instanceof Float64Array)) continue;
    for (let day = 0; day < first; day++) if (!isExact(column[day])) first = day;
  }
  return first < length ? first : -1;
}

/** Not so for NaN. */
function isExact(units: number): boolean {
  return units <= Number.MAX_SAFE_INTEGER && units >= -Number.MAX_SAFE_INTEGER;
}
