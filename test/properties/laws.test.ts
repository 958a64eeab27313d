import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../engine/calendar/day.ts';
import type { DailyColumns } from '../../engine/valuation/daily-columns.ts';
import type { History } from '../../engine/valuation/history.ts';
import { FIGURES, type FigureName } from '../naive/day.ts';
import { brokenIdentities, scopes } from './compare.ts';
import { EngineLedger } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { PATIENT, runs } from './runs.ts';

const historyOf = (input: ConstructorParameters<typeof EngineLedger>[0]): History =>
  new EngineLedger(input).history;

/** Days on which a figure of the whole is not the sum of its parts. */
function unequalSums(
  whole: DailyColumns,
  parts: readonly DailyColumns[],
  figures: readonly FigureName[],
): string[] {
  const found: string[] = [];
  for (const figure of figures) {
    for (let n = 0; n < whole.length; n++) {
      const sum = parts.reduce((total, part) => total + part[figure][n], 0);
      if (sum !== whole[figure][n]) found.push(`day ${n}: ${figure} ${whole[figure][n]}, its parts ${sum}`);
    }
  }
  const opening = parts.reduce((total, part) => total + part.opening, 0);
  if (opening !== whole.opening) found.push(`opening ${whole.opening}, its parts ${opening}`);
  return found.slice(0, 10);
}

describe('the identity', () => {
  test('holds on every day, for the portfolio and each account, to the minor unit', PATIENT, () => {
    fc.assert(
      fc.property(ledgers(80), (input) => {
        const found = scopes(historyOf(input)).flatMap(([who, columns]) => brokenIdentities(who, columns));
        expect(found).toEqual([]);
      }),
      { numRuns: runs(6) },
    );
  });

  test('a portfolio of one currency never shows an FX cent', PATIENT, () => {
    fc.assert(
      fc.property(ledgers(80, { currencies: 1 }), (input) => {
        const shown = scopes(historyOf(input)).filter(([, columns]) => columns.fx.some((fx) => fx !== 0));
        expect(shown.map(([who]) => who)).toEqual([]);
      }),
      { numRuns: runs(6) },
    );
  });
});

describe('parts and wholes', () => {
  test(
    'accounts add up to the portfolio in every figure, transfers among them being flows of each and none of it',
    PATIENT,
    () => {
      fc.assert(
        fc.property(ledgers(80, { transit: false }), (input) => {
          const history = historyOf(input);
          const accounts = history.accounts.map((name) => history.columns(name));
          const figures = FIGURES.filter((name) => name !== 'transfersIn' && name !== 'transfersOut');
          expect(unequalSums(history.columns(), accounts, figures)).toEqual([]);
        }),
        { numRuns: runs(6) },
      );
    },
  );

  test(
    'instruments and cash add up to the whole in every figure, for the portfolio and each account',
    PATIENT,
    () => {
      fc.assert(
        fc.property(ledgers(60), (input) => {
          const history = historyOf(input);
          for (const account of [undefined, ...history.accounts]) {
            const parts = [null, ...history.symbols].map((symbol) =>
              history.instrumentColumns(symbol, account),
            );
            expect(unequalSums(history.columns(account), parts, FIGURES)).toEqual([]);
          }
        }),
        { numRuns: runs(6) },
      );
    },
  );

  test(
    'what disposals gained is what was realized, but for the rounding of days and of rows',
    PATIENT,
    () => {
      fc.assert(
        fc.property(ledgers(80), (input) => {
          const history = historyOf(input);
          for (const account of [undefined, ...history.accounts]) {
            const rows = history.disposals(history.first, history.last, account);
            const gained = rows.reduce((sum, row) => sum + row.pnl, 0);
            const realized = history.columns(account).realized.reduce((sum, value) => sum + value, 0);
            // Half a unit for each row, and for each day and currency on which an event leaves a rounding behind; a
            // rounded unit of a currency is up to 160 of base.
            const room = rows.length + 200 * input.events.length;
            expect(Math.abs(gained - realized)).toBeLessThanOrEqual(room);
          }
        }),
        { numRuns: runs(6) },
      );
    },
  );

  test('positions of any day add up to what the day holds and to the gain that is open', PATIENT, () => {
    fc.assert(
      fc.property(ledgers(60, { transit: false }), fc.nat(9999), (input, pick) => {
        const history = historyOf(input);
        const { longValue, shortValue, unrealized, length } = history.columns();
        const at = pick % length;
        const positions = history.positions((history.first + at) as Day);
        const sum = (figure: 'value' | 'unrealized') =>
          positions.reduce((total, one) => total + one[figure], 0);
        expect([sum('value'), sum('unrealized')]).toEqual([longValue[at] + shortValue[at], unrealized[at]]);
      }),
      { numRuns: runs(6) },
    );
  });

  test('of every disposal, proceeds less cost are its gain and what the rates did', PATIENT, () => {
    fc.assert(
      fc.property(ledgers(80), (input) => {
        const history = historyOf(input);
        const rows = history.disposals(history.first, history.last);
        const broken = rows.filter((row) => row.proceeds - row.cost !== row.pnl + row.fx);
        expect(broken).toEqual([]);
      }),
      { numRuns: runs(6) },
    );
  });
});
