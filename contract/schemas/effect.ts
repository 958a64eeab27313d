import { z } from 'zod';
import { problems } from '../problem.ts';
import { count, date, dateOrNull, money, moneyOrNull, ratioOrNull, text } from './scalars.ts';

/** Figures that a write can move: those of today, and the sums of the whole life. */
export const MOVED_FIGURES = [
  'equity',
  'cash',
  'long_value',
  'short_value',
  'unrealized_pnl',
  'deposits',
  'withdrawals',
  'pnl',
  'realized_pnl',
  'income',
  'fees',
  'taxes',
  'fx_pnl',
  'unexplained',
] as const;

const movedExactly = (name: string) =>
  z.object({ name: text(name), before: text('Exact.'), after: text('Exact.') });

export const Moves = z
  .object({
    points: z
      .array(
        z.object({
          date: date('The day at whose end it is.'),
          before: moneyOrNull('Equity as it is; null before the history begins.'),
          after: moneyOrNull('Equity as it would be.'),
        }),
      )
      .describe('Equity before and after, from some days before the first that changes on; thinned.'),
    figures: z
      .array(
        z.object({
          name: z.enum(MOVED_FIGURES).describe('The figure.'),
          before: money('As it is.'),
          after: money('As it would be.'),
        }),
      )
      .describe('Figures of today, and sums of the whole life, that differ; in base currency.'),
    holdings: z.array(movedExactly('The symbol.')).describe('Units held today that differ.'),
    cash: z.array(movedExactly('The currency.')).describe('Cash of today that differs, by currency.'),
  })
  .meta({ id: 'Moves', description: 'What a write would move, closely.' });

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
    moves: Moves.optional().describe('Of a dry run of the ledger: what moves, to be drawn.'),
  })
  .meta({ id: 'Effect', description: 'What a write does to the figures.' });

/** The answer to `dry_run=true`. */
export const DryRun = z
  .object({ effect: Effect })
  .meta({ id: 'DryRun', description: 'What the write would do; nothing was written.' });

export type Moves = z.infer<typeof Moves>;
export type Effect = z.infer<typeof Effect>;
export type DryRun = z.infer<typeof DryRun>;
