import { z } from 'zod';
import { CREATE, created, done, endpoints, FIGURE, LIVE, ok, REMOVE } from '../route.ts';
import {
  Alert,
  AlertInput,
  BackfillInput,
  Captured,
  Coverage,
  Incident,
  Job,
  Reconciliation,
  ReconciliationChoice,
} from '../schemas/data-health.ts';
import { AS_KNOWN_AT, DRY_RUN, OF_ACCOUNT, PAGE, PERIOD, page } from '../schemas/queries.ts';
import { id } from '../schemas/scalars.ts';
import { Transaction } from '../schemas/transaction.ts';

const ofPortfolio = z.object({ id: id('Of the portfolio; `default` always is one.') });
/** Captures only fill what is missing: again changes nothing, and there is nothing to predict. */
const CAPTURE = { method: 'POST', access: 'user', scope: 'capture' } as const;

export const dataHealthRoutes = endpoints('Data health', {
  coverage: {
    ...FIGURE,
    path: '/portfolios/{id}/coverage',
    summary: 'Which days are known, and how well',
    params: ofPortfolio,
    query: z.object({ ...PERIOD, ...OF_ACCOUNT, ...PAGE, ...AS_KNOWN_AT }),
    answers: ok(Coverage, 'A row for each session.'),
  },
  reconciliation: {
    ...FIGURE,
    path: '/portfolios/{id}/reconciliation',
    summary: "Differences between a broker's values and the ledger",
    params: ofPortfolio,
    query: z.object({
      status: z.enum(['open', 'resolved']).optional().describe('Only these; all where absent.'),
      ...OF_ACCOUNT,
      ...PAGE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Reconciliation, 'The newest first.'),
  },
  applyReconciliation: {
    ...CREATE,
    path: '/reconciliation/{id}/apply',
    summary: 'Record what explains a difference',
    params: z.object({ id: id('Of the difference.') }),
    query: z.object(DRY_RUN),
    body: ReconciliationChoice,
    bodyOptional: true,
    answers: created(Transaction, 'The event that was recorded.'),
  },
  captureSnapshot: {
    ...CAPTURE,
    path: '/capture/snapshot',
    summary: 'Seal the values of now',
    answers: ok(Captured, 'What was sealed.'),
  },
  captureDailySnapshot: {
    ...CAPTURE,
    path: '/capture/daily-snapshot',
    summary: "Seal the last session's official values",
    answers: ok(Captured, 'What was sealed.'),
  },
  backfill: {
    ...CAPTURE,
    path: '/capture/backfill',
    summary: 'Fill missing days of the past',
    body: BackfillInput,
    bodyOptional: true,
    answers: ok(Captured, 'What was filled.'),
  },
  listJobs: {
    ...LIVE,
    path: '/jobs',
    summary: 'Work in the background',
    query: z.object({
      status: z
        .enum(['queued', 'running', 'done', 'failed'])
        .optional()
        .describe('Only these; all where absent.'),
      kind: z.string().max(100).optional().describe('Of one kind.'),
      ...PAGE,
    }),
    answers: ok(page(Job), 'The newest first.'),
  },
  getJob: {
    ...LIVE,
    path: '/jobs/{id}',
    summary: 'A job',
    params: z.object({ id: id('Of the job.') }),
    answers: ok(Job, 'How far it is.'),
  },
  listIncidents: {
    ...LIVE,
    path: '/incidents',
    summary: 'What is wrong now, and what was',
    query: z.object({
      status: z.enum(['open', 'resolved']).optional().describe('Only these; all where absent.'),
      ...PAGE,
    }),
    answers: ok(page(Incident), 'The newest first.'),
  },
  listAlerts: {
    ...LIVE,
    path: '/alerts',
    summary: 'What the user is told about',
    query: z.object(PAGE),
    answers: ok(page(Alert), 'The newest first.'),
  },
  createAlert: {
    ...CREATE,
    path: '/alerts',
    summary: 'Be told about something',
    query: z.object(DRY_RUN),
    body: AlertInput,
    answers: created(Alert, 'The alert.'),
  },
  deleteAlert: {
    ...REMOVE,
    path: '/alerts/{id}',
    summary: 'Be told no more',
    params: z.object({ id: id('Of the alert.') }),
    query: z.object(DRY_RUN),
    answers: done('The alert is gone.'),
  },
});
