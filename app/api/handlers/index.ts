import type { Handlers } from '../handler.ts';
import { figureHandlers } from './figures.ts';
import { importHandlers } from './imports.ts';
import { programHandlers } from './program.ts';
import { transactionHandlers } from './transactions.ts';
import { userHandlers } from './user.ts';

/** What serves each operation. */
export const handlers: Handlers = {
  ...userHandlers,
  ...transactionHandlers,
  ...importHandlers,
  ...figureHandlers,
  ...programHandlers,
};
