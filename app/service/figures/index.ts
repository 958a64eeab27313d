/**
 * The figures of the API: pure functions from an open portfolio and decoded parameters to the documents of the
 * contract. `today` is a Day, `now` milliseconds since 1970; nothing here reads a clock.
 */
export { type AccountValueRequest, accountValue } from './account-value.ts';
export { type AttributionRequest, attribution } from './attribution.ts';
export type { OtherPrices } from './benchmark.ts';
export { complete } from './complete.ts';
export { type CorrelationsRequest, correlations } from './correlations.ts';
export { type CoverageRequest, coverage } from './coverage.ts';
export { current } from './current.ts';
export type * from './documents.ts';
export { type EquityHistoryRequest, equityHistory } from './equity-history.ts';
export { type ExplainedRequest, explained } from './explained.ts';
export { type DayRequest, exposures } from './exposures.ts';
export { findings } from './findings.ts';
export { type GrowthRequest, growth } from './growth.ts';
export type { RecordedWithin } from './known-within.ts';
export { type Lately, lately } from './lately.ts';
export { type LotsRequest, lots } from './lots.ts';
export { type PageRequest, pageOf } from './page.ts';
export { type PerformanceRequest, performance } from './performance.ts';
export { type PositionsRequest, positions } from './positions.ts';
export { type RecordsAsked, recordsOfHistory, recordsOfRange } from './recorded-days.ts';
export { type ReturnsRequest, returns } from './returns.ts';
export { type RiskRequest, risk } from './risk.ts';
export { type StressRequest, stress } from './stress.ts';
export { summary } from './summary.ts';
export { trade } from './trade.ts';
export { type TradesRequest, trades } from './trades.ts';
export { type ValueRequest, value } from './value.ts';
export { type ValueHistoryRequest, valueHistory } from './value-history.ts';
