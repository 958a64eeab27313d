import type { FeeScheduleRecord, InstrumentRecord, PortfolioRecord, QuoteSegment } from '../ports/index.ts';

/*
 * What answers show of a record beside the fields that every store has: where a store does not keep one, it is
 * answered as unknown, or as of the beginning of time.
 */

export type StoredPortfolio = PortfolioRecord & { readonly createdAt?: number };

export type StoredFeeSchedule = FeeScheduleRecord & { readonly name?: string; readonly createdAt?: number };

export type StoredInstrument = InstrumentRecord & { readonly modifiedDuration?: string | null };

export type StoredSegment = QuoteSegment & { readonly recordedAt?: Float64Array };
