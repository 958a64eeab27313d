import {
  absolute,
  compare,
  dec,
  decimal,
  minorUnits,
  type Problem,
  problem,
  subtract,
} from '@tidemark/engine';
import type { StatedBalance } from '@tidemark/importers';

/** A warning for each balance of a file that is not the ledger's, by more than a minor unit. `ledger`: exact text. */
export function balanceProblems(
  file: string,
  stated: readonly StatedBalance[],
  ledger: readonly string[],
): Problem[] {
  return stated.flatMap(({ line, date, currency, amount }, k) => {
    const off = absolute(subtract(dec(amount), dec(ledger[k])));
    if (compare(off, decimal(1, minorUnits(currency))) <= 0) return [];
    const message = `the file states ${amount} ${currency} on ${date}; with it the ledger has ${ledger[k]}`;
    const remedy = 'Add what is missing, as what the account had before the file begins.';
    return [problem('balance_differs', { file, line, field: 'balance' }, message, { remedy })];
  });
}
