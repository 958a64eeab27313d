import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dec } from '../../engine/amounts/index.ts';
import { type Day, formatDay } from '../../engine/calendar/index.ts';
import type { History } from '../../engine/valuation/history.ts';
import { valueOfAccount, valueOfHeld, valueOfState } from '../../engine/valuation/holdings-state.ts';
import { EngineLedger } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { PATIENT, runs } from './runs.ts';

/** The levels of a day, of all accounts or one. */
function levelsOn(history: History, day: Day, account?: string) {
  const { equity, cash, longValue, shortValue } = history.columns(account);
  const at = day - history.first;
  return { equity: equity[at], cash: cash[at], longValue: longValue[at], shortValue: shortValue[at] };
}

test(
  'the holdings of any day are worth what the history says, account by account and position by position',
  PATIENT,
  () => {
    fc.assert(
      fc.property(ledgers(60), fc.nat(2000), (input, pick) => {
        const { history } = new EngineLedger(input);
        fc.pre(history.last >= history.first);
        const day = (history.first + (pick % (history.last - history.first + 1))) as Day;
        const state = history.holdingsState(day);
        if (state === null) throw new Error('a ledger with days has holdings');
        expect(valueOfState(state)).toEqual(levelsOn(history, day));
        for (const account of state.accounts)
          if (history.accounts.includes(account.account))
            expect(valueOfAccount(state, account)).toEqual(levelsOn(history, day, account.account));
        const held = state.accounts.flatMap(({ holdings }) => holdings);
        for (const { symbol, value } of history.positions(day)) {
          const own = held.filter((one) => one.symbol === symbol);
          expect(own.reduce((sum, one) => sum + valueOfHeld(state, one), 0)).toBe(value);
        }
      }),
      { numRuns: runs(40) },
    );
  },
);

const price = fc.integer({ min: 1, max: 9_999_999 }).map((ticks) => `${ticks / 10_000}`);

test('at other prices they are worth what the history says once it has these prices', PATIENT, () => {
  fc.assert(
    fc.property(ledgers(60), fc.array(price, { minLength: 12, maxLength: 12 }), (input, prices) => {
      const ledger = new EngineLedger(input);
      const { history } = ledger;
      fc.pre(history.last >= history.first);
      const day = history.last;
      // What a broker reports of a day is its equity, whatever the prices.
      fc.pre(!(input.reports ?? []).some(({ date }) => date === formatDay(day)));
      const state = history.holdingsState(day);
      if (state === null) throw new Error('a ledger with days has holdings');
      const symbols = [
        ...new Set(state.accounts.flatMap(({ holdings }) => holdings.map(({ symbol }) => symbol))),
      ];
      const quoted = symbols.filter(
        (symbol) => history.quotedPrice(symbol, day) !== null || isPriced(state, symbol),
      );
      const others = new Map(quoted.map((symbol, k) => [symbol, prices[k % prices.length]]));
      const priceOf = (symbol: string) => {
        const text = others.get(symbol);
        return text === undefined ? null : dec(text);
      };
      const predicted = valueOfState(state, { price: priceOf });
      for (const [symbol, text] of others)
        ledger.apply({ kind: 'price', row: { symbol, date: formatDay(day), price: text } } as never);
      expect(predicted).toEqual(levelsOn(history, day));
    }),
    { numRuns: runs(40) },
  );
});

function isPriced(state: NonNullable<ReturnType<History['holdingsState']>>, symbol: string): boolean {
  return state.accounts.some(({ holdings }) =>
    holdings.some((one) => one.symbol === symbol && one.quotedOn !== null),
  );
}
