import { z } from 'zod';
import { flag, instant, text } from './scalars.ts';

export const Health = z
  .object({ status: z.literal('ok').describe('The program runs.') })
  .meta({ id: 'Health', description: 'The program runs.' });

export const Readiness = z
  .object({
    ready: flag('Whether requests are answered.'),
    version: text('Of the program.'),
    database: z.enum(['sqlite', 'postgresql']).describe('Which kind of database.'),
    checks: z.record(z.string(), z.boolean()).describe('What was looked at, and whether it works.'),
    last_capture: z
      .object({
        at: instant('When it ended.'),
        age_seconds: z.number().min(0).describe('Since then, by the clock of the program.'),
      })
      .nullable()
      .describe('The last close of a session that was captured; null where none was.'),
    clock: z
      .object({
        now: instant("The program's time."),
        speed: z.number().describe('How fast it runs; 1 is real time.'),
        simulated: flag('Whether TIDEMARK_CLOCK set it.'),
      })
      .describe("The program's clock."),
  })
  .meta({ id: 'Readiness', description: 'Whether requests are answered, and what by.' });

export type Health = z.infer<typeof Health>;
export type Readiness = z.infer<typeof Readiness>;
