import { TEN_TO } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { AccountBooks } from './account-books.ts';
import type { Bucket } from './bucket.ts';
import { countDoubts } from './doubts.ts';
import { toWhole } from './minor-units.ts';
import type { ValuedHolding } from './valued-holding.ts';

/** Products below this bound, and what is added to round them, are exact in a double. */
const EXACT_PRODUCT = 2 ** 51;
const TICK_MAX = 2 ** 31;

/**
 * Adds a whole holding to its account's books in one loop over plain numbers: priced in base, quoted whenever it is
 * held, ticks in an Int32Array, and quantities so small that every product with any tick is exact. Answers false,
 * with nothing done, for every other holding. What it adds is what the general way adds, value for value.
 */
export function applySmall(
  books: AccountBooks,
  bucket: Bucket,
  { holding, scales, terms, mark }: ValuedHolding,
  first: Day,
): boolean {
  const { days, quantities, costs } = holding;
  if (!(quantities instanceof Float64Array) || !(costs instanceof Float64Array) || days.length === 0)
    return false;
  if (
    mark === null ||
    !(mark.ticks instanceof Int32Array) ||
    mark.hasNegative ||
    days[0] - first < mark.start
  )
    return false;
  const digits = scales.quantity + terms.unitValue.scale + mark.scale - bucket.decimals;
  const unitValue = Number(terms.unitValue.units);
  if (digits < 0 || digits > 15 || !(largest(quantities) * unitValue * TICK_MAX < EXACT_PRODUCT))
    return false;

  const { ticks, offset } = mark;
  const unit = TEN_TO[digits];
  const inverse = 1 / unit;
  // See `addValues`: half of one beside half a unit keeps the error of the product away from whole numbers.
  const half = digits === 0 ? 0.5 : unit / 2 + 0.5;
  const markEnd = mark.offset + mark.length;
  const costDigits = scales.cost - bucket.decimals;
  const { costChange } = bucket;
  const doubtful = mark.stale.length > 0;
  let before = 0;
  for (let i = 0; i < days.length; i++) {
    const from = days[i] - first;
    const to = i + 1 < days.length ? days[i + 1] - first : books.days;
    const cost = toWhole(costs[i], costDigits);
    costChange[from] += cost - before;
    before = cost;
    const quantity = quantities[i];
    if (quantity === 0) continue;
    const out = quantity > 0 ? books.longValue : books.shortValue;
    const factor = Math.abs(quantity) * unitValue;
    const inside = to < markEnd ? to : markEnd;
    if (quantity > 0)
      for (let day = from; day < inside; day++)
        out[day] += Math.floor((factor * ticks[day - offset] + half) * inverse);
    else
      for (let day = from; day < inside; day++)
        out[day] -= Math.floor((factor * ticks[day - offset] + half) * inverse);
    if (inside < to) {
      const last = Math.floor((factor * ticks[mark.length - 1] + half) * inverse);
      for (let day = from > inside ? from : inside; day < to; day++) out[day] += quantity > 0 ? last : -last;
    }
    if (doubtful) countDoubts(books, bucket, mark, { index: i, from, to, cost }, 1);
  }
  books.touch(days[0] - first);
  return true;
}

function largest(values: Float64Array): number {
  let top = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > top || -values[i] > top) top = Math.abs(values[i]);
  return top;
}
