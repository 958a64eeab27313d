import type { Timeframe, ValueHistoryDocument } from './documents.ts';

/** The distance of a chart's points. */
export type Bucket = ValueHistoryDocument['bucket'];

const MINUTES = 60_000;

/** Null: one point a session. */
export function bucketLength(bucket: Bucket): number | null {
  return { '5m': 5 * MINUTES, '30m': 30 * MINUTES, '1h': 60 * MINUTES, '3h': 180 * MINUTES, '1d': null }[
    bucket
  ];
}

/** What a range is drawn by where prices within its sessions are known. */
export function bucketOf(timeframe: Timeframe | 'custom'): Bucket {
  switch (timeframe) {
    case '1D':
      return '5m';
    case '1W':
      return '30m';
    case '1M':
      return '1h';
    case '3M':
      return '3h';
    default:
      return '1d';
  }
}
