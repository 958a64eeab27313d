import { z } from 'zod';
import { date } from './scalars.ts';

/** Fields of a query string that many endpoints take; spread into their schemas. */

const truth = z
  .union([z.boolean(), z.literal(['true', 'false'])])
  .transform((given) => given === true || given === 'true');

/** A yes or no in a query string: `true` or `false`, nothing else. */
export const queryFlag = (description: string) =>
  truth.default(false).meta({ description, wire: { type: 'boolean', default: false } });

/** A number in a query string. */
export const queryNumber = () => z.coerce.number<number | string>();

export const LIMIT_MAX = 1000;

/** Lists: how many, and from where. */
export const PAGE = {
  limit: queryNumber().int().min(1).max(LIMIT_MAX).default(100).describe('How many items at most.'),
  cursor: z
    .string()
    .max(1000)
    .optional()
    .describe('`next_cursor` of the answer before, to go on after it; other filters must stay the same.'),
};

/** Figures and the ledger: what was believed at an instant. */
export const AS_KNOWN_AT = {
  as_known_at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('What was believed then: only what had been recorded up to this instant counts (RFC 3339).'),
};

/** Writes: answer the effect, write nothing. */
export const DRY_RUN = {
  dry_run: queryFlag('Answer what the write would do, exactly, and write nothing.'),
};

/** Figures of a period. */
export const PERIOD = {
  from: date('First day of the period; the first event where absent.').optional(),
  to: date('Last day of the period; today where absent.').optional(),
};

/** Figures of one day. */
export const ON_DATE = {
  date: date('The day at whose end the figures are taken; today where absent.').optional(),
};

/** Part of a portfolio. */
export const OF_ACCOUNT = {
  account_id: z.string().optional().describe('One account of the portfolio; all of them where absent.'),
};

/** One page of a list. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).describe('One page.'),
    next_cursor: z.string().nullable().describe('`cursor` of the next page; null on the last one.'),
  });
