/** How prices, rates, splits and dividends come into the store, and what is not believed of them. */
export { type ActionsRound, fetchActions } from './actions-feed.ts';
export { GENERATED, generatedSymbol, isGenerated } from './generated.ts';
export { heldSymbols, holdsGenerated } from './held-symbols.ts';
export { type LastPriceChange, LastTrades } from './last-trades.ts';
export { type FeedRound, type FeedWorld, LAST_PRICE, PriceFeed } from './price-feed.ts';
export { refreshPrices } from './refresh.ts';
export { type RefreshInterval, refreshInterval } from './refresh-interval.ts';
export { SOURCE_ORDER_SETTING } from './source-order.ts';
