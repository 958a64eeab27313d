/** The answers of the command line and the API, composed from valuation, returns and journal. */
export * from './attribution.ts';
export { benchmarkOfPrices } from './benchmark.ts';
export { seriesDates } from './dates.ts';
export * from './exact-number.ts';
export * from './figure-names.ts';
export * from './findings.ts';
export { checkLaws } from './laws/check-laws.ts';
export type { Draw } from './laws/incremental.ts';
export type { LawCheck } from './laws/law-check.ts';
export * from './period-rows.ts';
export * from './portfolio-risk.ts';
export * from './problem-document.ts';
export * from './request.ts';
export * from './series.ts';
export * from './trades-document.ts';
export * from './value-document.ts';
export * from './value-report.ts';
