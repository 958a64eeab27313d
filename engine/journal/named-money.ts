import type { Day } from '../calendar/index.ts';
import { EVENT_TYPES, type EventType } from '../ledger/index.ts';
import type { LotSettings } from '../lots/index.ts';

/** Whether a ledger says anything of money: opening events of its first day; else the first day that has flows; else nothing. */
export type NamedMoney =
  | { readonly by: 'opening' }
  | { readonly by: 'flows'; readonly firstDay: Day }
  | { readonly by: 'nothing' };

const NAMES_MONEY: ReadonlySet<EventType> = new Set([
  'opening',
  'deposit',
  'withdrawal',
  'transfer_in',
  'transfer_out',
]);

/**
 * By the events of the included accounts, whatever they add up to: an opening of nothing is an opening, and flows that
 * cancel out are flows. A move between two included accounts is neither.
 */
export function namedMoney(
  { table, partner }: LotSettings,
  order: Int32Array,
  includes: (account: number) => boolean,
): NamedMoney {
  const first = order.length === 0 ? 0 : table.day.values[order[0]];
  let firstFlow: Day | null = null;
  for (const row of order) {
    const day = table.day.values[row] as Day;
    // Opening events are those of the first day, in any place within it.
    if (day > first && firstFlow !== null) break;
    const type = EVENT_TYPES[table.type.values[row]];
    if (!NAMES_MONEY.has(type) || !includes(table.account.values[row])) continue;
    if (day === first && type === 'opening') return { by: 'opening' };
    const other = partner(row);
    if (other < 0 || !includes(table.account.values[other])) firstFlow ??= day;
  }
  return firstFlow === null ? { by: 'nothing' } : { by: 'flows', firstDay: firstFlow };
}
