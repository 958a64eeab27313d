import { type Day, formatDay } from '@tidemark/engine';
import type { CaptureAnswer } from '../../service/index.ts';
import { jobFailure } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import type { Principal } from '../principal.ts';

/** Everybody for an administrator's key that says so; else who asks. */
const ownerOf = ({ user, isAdmin, scopes }: Principal): string | null =>
  isAdmin && scopes?.has('capture:all') === true ? null : user;

const reply = ({ created, days, jobId, problems }: CaptureAnswer) =>
  ok({
    success: problems.length === 0,
    snapshots_created: created,
    date_range: days === null ? null : { start: formatDay(days.from as Day), end: formatDay(days.to as Day) },
    ...(jobId !== null && { job_id: jobId }),
    problems: problems.map((message) => jobFailure(message, false)),
  });

export const captureHandlers = {
  captureSnapshot: async ({ principal }, { capture }) => reply(await capture.snapshot(ownerOf(principal))),

  captureDailySnapshot: async ({ principal }, { capture }) => reply(await capture.daily(ownerOf(principal))),

  backfill: async ({ principal, body }, { capture }) =>
    reply(await capture.backfill(ownerOf(principal), body?.lookback_days ?? 30)),
} satisfies Handlers;
