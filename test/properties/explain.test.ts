import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../engine/calendar/day.ts';
import type { History } from '../../engine/valuation/history.ts';
import { changed } from '../scenarios/change.ts';
import { scenarioFiles } from '../scenarios/run.ts';
import { EngineLedger } from './engine.ts';
import { unexplainedFigures, unexplainedPositions } from './explained.ts';
import { ledgers } from './ledgers.ts';
import { runs } from './runs.ts';

/** Faults of a few days of a history, in both depths. */
function faultsOn(history: History, days: readonly Day[]): string[] {
  return days.flatMap((day) =>
    (['day', 'all'] as const).flatMap((depth) => [
      ...unexplainedFigures(history, day, depth),
      ...unexplainedPositions(history, day, depth),
    ]),
  );
}

describe('every figure of every scenario is what its leaves make', () => {
  for (const { name, scenarios } of scenarioFiles()) {
    test(name, () => {
      const found = scenarios.flatMap(({ title, before, changes }) => {
        const facts = changed(before, changes);
        const { history } = new EngineLedger(facts);
        const length = history.last - history.first + 1;
        const events = facts.events.map(({ date }) => date);
        const step = Math.max(1, Math.floor(length / 4));
        const days = Array.from({ length }, (_, i) => addDays(history.first, i)).filter(
          (day, i) =>
            i % step === 0 ||
            i === length - 1 ||
            events.includes(new Date(day * 86400000).toISOString().slice(0, 10)),
        );
        return faultsOn(history, days).map((fault) => `${title}: ${fault}`);
      });
      expect(found.slice(0, 12)).toEqual([]);
    });
  }
});

test('every figure of random ledgers is what its leaves make', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(ledgers(40), fc.array(fc.nat(10_000), { minLength: 2, maxLength: 3 }), (input, picks) => {
      const { history } = new EngineLedger(input);
      const days = picks.map((pick) => addDays(history.first, pick % (history.last - history.first + 1)));
      expect(faultsOn(history, days).slice(0, 12)).toEqual([]);
    }),
    { numRuns: runs(15) },
  );
});
