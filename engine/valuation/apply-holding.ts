import type { Day } from '../calendar/day.ts';
import type { AccountBooks } from './account-books.ts';
import { applySmall } from './apply-small.ts';
import type { Bucket } from './bucket.ts';
import { countDoubts, type Stretch } from './doubts.ts';
import type { Mark } from './mark.ts';
import { toWhole } from './minor-units.ts';
import { addValues, markedTo, type Valuer, valuerOf } from './position-value.ts';
import type { ValuedHolding } from './valued-holding.ts';

/**
 * Adds (`sign` 1) a holding to its account's books from a day index on, or takes it out again (-1). All sums are of
 * whole numbers, so taking out leaves exactly what was there before.
 */
export function applyHolding(
  books: AccountBooks,
  bucket: Bucket,
  valued: ValuedHolding,
  first: Day,
  sign: 1 | -1,
  fromDay: number,
): void {
  const { holding, scales, terms, mark } = valued;
  const { days, quantities, costs } = holding;
  const costDigits = scales.cost - bucket.decimals;
  const plain = bucket.rate.isBase && !terms.isFuture;
  if (plain && fromDay === 0 && sign > 0 && applySmall(books, bucket, valued, first)) return;
  let before = 0;
  for (let i = 0; i < days.length; i++) {
    const start = days[i] - first;
    const end = i + 1 < days.length ? days[i + 1] - first : books.days;
    const cost = toWhole(costs[i], costDigits);
    if (!terms.isFuture && start >= fromDay) bucket.costChange[start] += sign * (cost - before);
    before = cost;
    if (end <= fromDay || (quantities[i] === 0 && cost === 0)) continue;
    const stretch: Stretch = { index: i, from: start < fromDay ? fromDay : start, to: end, cost };
    if (plain) applyPlain(books, valued, stretch, bucket.decimals, sign);
    else applyConverted(books, bucket, valued, stretch, sign);
    if (quantities[i] !== 0) countDoubts(books, bucket, mark, stretch, sign);
  }
  books.touch(Math.max(fromDay, (days[0] ?? 0) - first));
}

function applyPlain(
  books: AccountBooks,
  { holding, scales, terms, mark }: ValuedHolding,
  stretch: Stretch,
  decimals: number,
  sign: 1 | -1,
): void {
  const quantity = holding.quantities[stretch.index];
  if (quantity === 0) return;
  const out = quantity > 0 ? books.longValue : books.shortValue;
  const known = mark === null ? stretch.to : Math.min(Math.max(stretch.from, mark.start), stretch.to);
  for (let day = stretch.from; day < known; day++) out[day] += sign * stretch.cost;
  if (mark === null || known === stretch.to) return;
  const valuer = valuerOf(quantity, scales.quantity, terms.unitValue, mark.scale, decimals);
  addMarked(valuer, mark, out, known, stretch.to, sign);
}

/** Values over [from, to), the last tick counting beyond the end of the mark. */
function addMarked(
  valuer: Valuer,
  mark: Mark,
  out: Float64Array,
  from: number,
  to: number,
  sign: 1 | -1,
): void {
  const end = mark.offset + mark.length;
  const inside = Math.min(to, Math.max(from, end));
  if (from < inside) addValues(valuer, mark, from - mark.offset, out, from, inside, sign);
  if (inside === to) return;
  const value = sign * markedTo(valuer, mark.ticks[mark.length - 1]);
  for (let day = inside; day < to; day++) out[day] += value;
}

let scratch = new Float64Array(0);

/** Futures, and everything that is not priced in base: value first in its currency, then in base, day by day. */
function applyConverted(
  books: AccountBooks,
  bucket: Bucket,
  { holding, scales, terms, mark }: ValuedHolding,
  stretch: Stretch,
  sign: 1 | -1,
): void {
  if (scratch.length < books.days) scratch = new Float64Array(books.days);
  const local = scratch;
  const quantity = holding.quantities[stretch.index];
  const { from, to, cost } = stretch;
  local.fill(0, from, to);
  const known = mark === null ? to : Math.min(Math.max(from, mark.start), to);
  if (quantity !== 0) local.fill(cost, from, known);
  if (quantity !== 0 && mark !== null && known < to) {
    addMarked(
      valuerOf(quantity, scales.quantity, terms.unitValue, mark.scale, bucket.decimals),
      mark,
      local,
      known,
      to,
      1,
    );
  }
  const { rate } = bucket;
  const long = quantity > 0;
  for (let day = from; day < to; day++) {
    const gain = rate.toBase(local[day] - cost, day);
    const value = terms.isFuture ? gain : rate.toBase(local[day], day);
    const side = (terms.isFuture ? value > 0 : long) ? books.longValue : books.shortValue;
    side[day] += sign * value;
    books.otherValue[day] += sign * value;
    books.otherUnrealized[day] += sign * gain;
  }
}
