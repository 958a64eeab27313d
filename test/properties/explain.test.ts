import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../engine/calendar/day.ts';
import type { History } from '../../engine/valuation/history.ts';
import { dayFrom, type PlainInput, type PlainReport } from '../naive/input.ts';
import { changed } from '../scenarios/change.ts';
import { scenarioFiles } from '../scenarios/run.ts';
import { EngineLedger } from './engine.ts';
import { unexplainedFigures, unexplainedPositions } from './explained.ts';
import { ledgers } from './ledgers.ts';
import { runs } from './runs.ts';

const TIMEOUT_MS = 120_000;

/** Faults of some days of a history: from the day before, and on the last of them back to the first event. */
function faultsOn(history: History, days: readonly Day[]): string[] {
  const last = days[days.length - 1];
  return [
    ...days.flatMap((day) => [
      ...unexplainedFigures(history, day, 'day'),
      ...unexplainedPositions(history, day, 'day'),
    ]),
    ...unexplainedFigures(history, last, 'all'),
    ...unexplainedPositions(history, last, 'all'),
  ];
}

/** The first and the last day, and up to five between, those with events first. */
function someDays(history: History, eventDays: readonly Day[]): Day[] {
  const between = eventDays.filter((day) => day > history.first && day < history.last);
  const step = Math.max(1, Math.ceil(between.length / 5));
  const picked = between.filter((_, i) => i % step === 0);
  return [...new Set([history.first, ...picked, history.last])];
}

/** What brokers report now and then: anything. */
const reports = fc.array(
  fc.record({
    account: fc.nat(2),
    event: fc.nat(99),
    cents: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  }),
  { maxLength: 3 },
);

type Drawn = { readonly account: number; readonly event: number; readonly cents: number };

function reportRows({ accounts, events }: PlainInput, drawn: readonly Drawn[]): PlainReport[] {
  if (events.length === 0) return [];
  return drawn.map(({ account, event, cents }) => ({
    account: accounts[account % accounts.length].name,
    date: events[event % events.length].date,
    equity: String(cents / 100),
  }));
}

describe('every figure of every scenario is what its leaves make', () => {
  for (const { name, scenarios } of scenarioFiles()) {
    test(name, { timeout: TIMEOUT_MS }, () => {
      const found = scenarios.flatMap(({ title, before, changes }) => {
        const facts = changed(before, changes);
        const { history } = new EngineLedger(facts);
        const eventDays = [...new Set(facts.events.map(({ date }) => dayFrom(date)))];
        return faultsOn(history, someDays(history, eventDays)).map((fault) => `${title}: ${fault}`);
      });
      expect(found.slice(0, 12)).toEqual([]);
    });
  }
});

test('every figure of random ledgers is what its leaves make', { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(
      ledgers(40),
      reports,
      fc.array(fc.nat(10_000), { minLength: 2, maxLength: 3 }),
      (input, drawn, picks) => {
        const { history } = new EngineLedger({ ...input, reports: reportRows(input, drawn) });
        const length = history.last - history.first + 1;
        const days = picks.map((pick) => addDays(history.first, pick % length)).sort((a, b) => a - b);
        expect(faultsOn(history, days).slice(0, 12)).toEqual([]);
      },
    ),
    { numRuns: runs(12) },
  );
});
