import { EVENT_TYPES } from '../ledger/event.ts';
import type { EventTable } from '../ledger/table.ts';

const OPTION_ENDS = new Set(
  ['option_expire', 'option_assign', 'option_exercise'].map((type) => EVENT_TYPES.indexOf(type as never)),
);
const TRADES = new Set([EVENT_TYPES.indexOf('buy'), EVENT_TYPES.indexOf('sell')]);

/** Which option rows end into which stock trade: the same `link`, account and day. */
export class OptionLinks {
  private readonly options = new Map<number, number[]>();
  private readonly trades = new Map<number, number>();

  constructor(table: EventTable, rows: Iterable<number>) {
    if (table.rare.link.size === 0) return;
    const tradeByKey = new Map<string, number>();
    const linked = [...rows].filter((row) => table.rare.link.has(row));
    for (const row of linked) {
      if (TRADES.has(table.type.values[row]) && !tradeByKey.has(key(table, row)))
        tradeByKey.set(key(table, row), row);
    }
    for (const row of linked) {
      const trade = OPTION_ENDS.has(table.type.values[row]) ? tradeByKey.get(key(table, row)) : undefined;
      if (trade === undefined) continue;
      this.trades.set(row, trade);
      this.options.set(trade, [...(this.options.get(trade) ?? []), row]);
    }
  }

  tradeOf(optionRow: number): number | undefined {
    return this.trades.get(optionRow);
  }

  optionsOf(tradeRow: number): readonly number[] {
    return this.options.get(tradeRow) ?? [];
  }

  /** Pairs of rows whose instruments depend on each other. */
  pairs(): Iterable<[number, number]> {
    return this.trades.entries();
  }
}

const key = (table: EventTable, row: number): string =>
  `${table.account.values[row]} ${table.day.values[row]} ${table.rare.link.get(row)}`;
