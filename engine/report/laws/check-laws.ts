import { addDays, formatDay } from '../../calendar/index.ts';
import { pairTransfers } from '../../ledger/index.ts';
import { History } from '../../valuation/history.ts';
import type { HistoryInput } from '../../valuation/history-input.ts';
import { checkHoldings } from './holdings.ts';
import { checkIdentities } from './identity.ts';
import { checkIncremental, type Draw } from './incremental.ts';
import { type LawCheck, Tally } from './law-check.ts';
import { checkSums } from './sums.ts';

/** Derives everything anew and checks every law that figures must obey. `edits` random edits test the incremental path. */
export function checkLaws(input: HistoryInput, edits: number, draw: Draw): LawCheck[] {
  const history = History.open(input);
  return [
    ...checkIdentities(history),
    ...checkSums(history, daysInTransit(input)),
    ...checkHoldings(history),
    ...checkOneCurrency(history, input),
    ...checkIncremental(input, edits, draw),
  ];
}

/** Days on which an own transfer is under way: from the day it leaves an account to the day it reaches another. */
function daysInTransit({ table, order }: HistoryInput): Set<number> {
  const days = new Set<number>();
  const { partner } = pairTransfers(table, order, null);
  for (const row of order) {
    const other = partner[row] ?? -1;
    if (other < 0 || table.day.values[row] >= table.day.values[other]) continue;
    for (let day = table.day.values[row]; day <= table.day.values[other]; day++) days.add(day);
  }
  return days;
}

/** Where nothing is in another currency than base, rates can do nothing. */
function checkOneCurrency(history: History, { table, conventions }: HistoryInput): LawCheck[] {
  const tally = new Tally('with one currency, exchange rates do nothing');
  const columns = history.columns();
  if (table.currencies.texts.every((currency) => currency === conventions.base)) {
    for (let i = 0; i < columns.length; i++) {
      tally.check(columns.fx[i] === 0, () => formatDay(addDays(columns.first, i)));
    }
  }
  return [tally.result()];
}
