import { facts } from './0001-facts.ts';
import { signIn } from './0002-sign-in.ts';
import { dayCount } from './0003-day-count.ts';
import { marketData } from './0004-market-data.ts';
import { liveOrder } from './0005-live-order.ts';
import { capture } from './0006-capture.ts';
import { brokers } from './0007-brokers.ts';
import { recordRevisions } from './0008-record-revisions.ts';
import { captureChecks } from './0009-capture-checks.ts';
import { heldUntil } from './0010-held-until.ts';
import { changedActivities } from './0011-changed-activities.ts';
import type { Migration } from './migration.ts';

/** In order. New ones are added at the end; those released stay as they are. */
export const MIGRATIONS: readonly Migration[] = [
  facts,
  signIn,
  dayCount,
  marketData,
  liveOrder,
  capture,
  brokers,
  recordRevisions,
  captureChecks,
  heldUntil,
  changedActivities,
];
