import type { Handlers } from '../handler.ts';

/** What serves each operation. */
export const handlers: Handlers = {};
