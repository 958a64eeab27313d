/** What a user has beside the ledger: accounts, portfolios, instruments, prices, schedules; and all of it to keep. */
export * from './accounts.ts';
export * from './changes.ts';
export * from './export.ts';
export * from './export-tables.ts';
export { listFeeProposals } from './fee-proposals.ts';
export * from './fee-schedules.ts';
export { listHeldBack, releaseForAll, releaseForOwner } from './held-back.ts';
export * from './instruments.ts';
export { getJob, listJobs } from './jobs.ts';
export { newUser } from './new-user.ts';
export * from './portfolio-records.ts';
export { listPrices, putPrices } from './prices.ts';
export { listRates, putRates } from './rates.ts';
export { explanationOf, hasDifference, listReconciliation } from './reconciliation.ts';
export * from './record-fees.ts';
export * from './record-write.ts';
export * from './scenarios.ts';
export { listSplits, putSplits } from './splits.ts';
