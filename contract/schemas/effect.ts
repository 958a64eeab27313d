import { z } from 'zod';
import { problems } from '../problem.ts';
import { count, dateOrNull, moneyOrNull, ratioOrNull } from './scalars.ts';

export const Effect = z
  .object({
    days_changed: count('How many rows of the equity history change.'),
    from: dateOrNull('The first day that changes; null where none does.'),
    to: dateOrNull('The last day that changes; null where none does.'),
    equity_before: moneyOrNull('Equity of today before the write, on the market basis.'),
    equity_after: moneyOrNull('Equity of today after it.'),
    twr_before: ratioOrNull('Time-weighted return of the whole life before the write, as a fraction.'),
    twr_after: ratioOrNull('The same after it.'),
    problems,
  })
  .meta({ id: 'Effect', description: 'What a write does to the figures.' });

/** The answer to `dry_run=true`. */
export const DryRun = z
  .object({ effect: Effect })
  .meta({ id: 'DryRun', description: 'What the write would do; nothing was written.' });

export type Effect = z.infer<typeof Effect>;
export type DryRun = z.infer<typeof DryRun>;
