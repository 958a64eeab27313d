import { type Problem, type ProblemSource, problem } from '../problems/index.ts';
import { EVENT_TYPES } from './event.ts';
import type { EventTable } from './table.ts';

const RENAME = EVENT_TYPES.indexOf('rename');
const MERGER = EVENT_TYPES.indexOf('merger');

/**
 * Renames and mergers of one account and day that lead back to where they began: what became of which units cannot
 * be told. `order` is the effective order; the problem is at the row that closes the circle.
 */
export function symbolCycles(table: EventTable, order: Int32Array): Problem[] {
  const problems: Problem[] = [];
  let became = new Map<string, number>();
  let day = 0;
  for (const row of order) {
    const type = table.type.values[row];
    if (type !== RENAME && type !== MERGER) continue;
    if (table.day.values[row] !== day) became = new Map();
    day = table.day.values[row];
    const account = table.account.values[row];
    const symbol = table.symbol.values[row];
    const to = table.toSymbol.values[row];
    if (leadsTo(became, account, to, symbol)) problems.push(cycleAt(table, row));
    else became.set(`${account} ${symbol}`, to);
  }
  return problems;
}

/** Whether what a symbol became, and what that became, comes to another. No circle is ever entered, so this ends. */
function leadsTo(became: ReadonlyMap<string, number>, account: number, from: number, to: number): boolean {
  for (let next: number | undefined = from; next !== undefined; next = became.get(`${account} ${next}`)) {
    if (next === to) return true;
  }
  return false;
}

function cycleAt(table: EventTable, row: number): Problem {
  const symbol = table.symbols.texts[table.symbol.values[row]];
  const to = table.symbols.texts[table.toSymbol.values[row]];
  const file = table.files.texts[table.file.values[row]];
  const line = table.line.values[row];
  const eventId = table.rare.id.get(row);
  const source: ProblemSource = {
    ...(file !== undefined && { file }),
    ...(line >= 0 && { line }),
    field: 'to_symbol',
    ...(eventId !== undefined && { eventId }),
  };
  const message = `${symbol} becomes ${to} on the day on which ${to} became ${symbol}`;
  return problem('symbol_cycle', source, message, { symbol });
}
