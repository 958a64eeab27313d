/** What the doors of the program (HTTP, command line, jobs) may use. */

export { type Mapping, parseMapping, type Sample, sampleOf } from '@tidemark/importers';
export * from './imports/file-accounts.ts';
export * from './imports/import-file.ts';
export * from './imports/undo-import.ts';
export * from './ledger/effect.ts';
export * from './ledger/effect-document.ts';
export * from './ledger/event-statement.ts';
export * from './ledger/ledger-editor.ts';
export * from './ledger/starting-balance.ts';
export * from './ledger/transaction-documents.ts';
export * from './ledger/undo.ts';
export * from './live/latest-prices.ts';
export * from './live/live-hub.ts';
export * from './live/live-value.ts';
export * from './portfolio/estimated-past.ts';
export * from './portfolio/facts.ts';
export * from './portfolio/open-portfolio.ts';
export * from './portfolio/portfolios.ts';
export * from './ports/index.ts';
export * from './refusal.ts';
export * from './soundness/verify-owner.ts';
export * from './today.ts';
export * from './unstorable-text.ts';
export * from './until-written.ts';
