/** Prices and exchange rates as dense columns over calendar days. */
export { rawPrices } from './adjusted.ts';
export { columnOfQuotes, type QuoteColumns } from './column-of-quotes.ts';
export { CURRENCY, FIELDS, FIRST, SCALE, SOURCE, SPAN_DAYS_MAX } from './column-store.ts';
export { type ChangedDays, LAST_DAY } from './edit-column.ts';
export { columnOfQuote, type LaterQuote, withLaterQuote } from './later-quote.ts';
export { type Pair, pairName, readPair, wholeCurrencies } from './pairs.ts';
export { PriceBook } from './price-book.ts';
export { PriceBookBuilder, PUT } from './price-builder.ts';
export { type PriceColumn, priceAge, priceOn, quoteDay, staleRuns, tickOn } from './price-column.ts';
export { RateBook, type RateColumn, type RateLeg, rateAge } from './rates.ts';
export { laterRatio, type SplitRow } from './splits.ts';
