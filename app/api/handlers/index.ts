import type { Handlers } from '../handler.ts';
import { accountHandlers } from './accounts.ts';
import { alertHandlers } from './alerts.ts';
import { captureHandlers } from './capture.ts';
import { changeHandlers } from './changes.ts';
import { connectionHandlers } from './connections.ts';
import { coverageHandlers } from './coverage.ts';
import { dividendHandlers } from './dividends.ts';
import { exportHandlers } from './exports.ts';
import { feeScheduleHandlers } from './fee-schedules.ts';
import { figureHandlers } from './figures.ts';
import { heldBackHandlers } from './held-back.ts';
import { importHandlers } from './imports.ts';
import { instrumentHandlers } from './instruments.ts';
import { jobHandlers } from './jobs.ts';
import { portfolioHandlers } from './portfolios.ts';
import { programHandlers } from './program.ts';
import { quoteHandlers } from './quotes.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { scenarioHandlers } from './scenarios.ts';
import { transactionHandlers } from './transactions.ts';
import { userHandlers } from './user.ts';

/** What serves each operation. */
export const handlers: Handlers = {
  ...userHandlers,
  ...accountHandlers,
  ...feeScheduleHandlers,
  ...dividendHandlers,
  ...portfolioHandlers,
  ...transactionHandlers,
  ...importHandlers,
  ...connectionHandlers,
  ...changeHandlers,
  ...figureHandlers,
  ...coverageHandlers,
  ...reconciliationHandlers,
  ...scenarioHandlers,
  ...jobHandlers,
  ...alertHandlers,
  ...captureHandlers,
  ...instrumentHandlers,
  ...quoteHandlers,
  ...heldBackHandlers,
  ...exportHandlers,
  ...programHandlers,
};
