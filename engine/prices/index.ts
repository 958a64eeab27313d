/** Prices and rates as dense columns over calendar days. */
export { type ChangedDays, LAST_DAY } from './edit-column.ts';
export { PriceBook } from './price-book.ts';
export { CURRENCY, FIELDS, FIRST, PriceBookBuilder, PUT, SCALE, SOURCE } from './price-builder.ts';
export { type PriceColumn, priceAge, priceOn, quoteDay, staleRuns, tickOn } from './price-column.ts';
