import { z } from 'zod';
import { Effect } from './effect.ts';
import { count, flag, instant, text } from './scalars.ts';

export const Change = z
  .object({
    change_no: count('In the order in which the user made them.'),
    what: text('In words: `corrected deposit of 2024-03-01`.'),
    transactions: count('How many transactions it touched.'),
    recorded_at: instant('When it was made.'),
    undone: flag('Whether it is undone now.'),
  })
  .meta({ id: 'Change', description: 'A change that the user made, as one step of undo.' });

export const Undone = z
  .object({
    change: Change,
    effect: Effect,
    can_undo: flag('Whether there is a change before it.'),
    can_redo: flag('Whether there is an undone change after it.'),
  })
  .meta({ id: 'Undone', description: 'The change that was undone or made again, and what that did.' });

export type Change = z.infer<typeof Change>;
export type Undone = z.infer<typeof Undone>;
