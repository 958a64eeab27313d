import { EVENT_TYPES, type EventType } from './event.ts';
import { giversFirst } from './givers-first.ts';
import type { EventTable } from './table.ts';

/** The place of a type within its account's day. */
const RANK: readonly number[] = EVENT_TYPES.map((type: EventType) => {
  switch (type) {
    case 'opening':
      return 0;
    case 'split':
      return 1;
    case 'transfer_in':
      return 2;
    case 'deposit':
      return 3;
    case 'withdrawal':
    case 'transfer_out':
      return 5;
    default:
      return 4;
  }
});

const RANKS = 8;
/** Times and ranks of one account: 24 × 3600 × 8, rounded up. */
const KEYS = 2 ** 20;
const TRANSFER_IN = EVENT_TYPES.indexOf('transfer_in');
const TRANSFER_OUT = EVENT_TYPES.indexOf('transfer_out');
/** Beyond this many rows, inserting one by one is slower than the language's sort. */
const INSERTED_MAX = 64;

/** Orders the rows of one day after another. */
export class DayOrder {
  private readonly table: EventTable;
  private keys = new Float64Array(256);
  /** By account: the last of the days sorted here on which one of its rows had no time. */
  private readonly untimedDay: Int32Array;
  private day = 0;

  constructor(table: EventTable) {
    this.table = table;
    this.untimedDay = new Int32Array(table.accounts.texts.length);
  }

  /** Orders rows[from…to), which are those of one day in file order, in place. */
  sort(rows: Int32Array, from: number, to: number): void {
    if (to - from > this.keys.length) this.keys = new Float64Array(2 * (to - from));
    const transfers = this.fillKeys(rows, from, to);
    if (to - from <= INSERTED_MAX) this.insertOneByOne(rows, from, to);
    else this.sortMany(rows, from, to);
    if (transfers) rows.set(giversFirst(this.table, rows.subarray(from, to)), from);
  }

  /** A key for each row, by account, time and rank; answers whether there are transfers in and out. */
  private fillKeys(rows: Int32Array, from: number, to: number): boolean {
    const { keys, untimedDay, table } = this;
    const day = ++this.day;
    const accounts = table.account.values;
    const types = table.type.values;
    const times = table.time.values;
    let comesIn = false;
    let goesOut = false;
    for (let k = from; k < to; k++) {
      const row = rows[k];
      if (times[row] < 0) untimedDay[accounts[row]] = day;
      comesIn ||= types[row] === TRANSFER_IN;
      goesOut ||= types[row] === TRANSFER_OUT;
    }
    for (let k = from; k < to; k++) {
      const row = rows[k];
      const account = accounts[row];
      const time = untimedDay[account] === day ? 0 : times[row];
      keys[k - from] = account * KEYS + time * RANKS + RANK[types[row]];
    }
    return comesIn && goesOut;
  }

  private insertOneByOne(rows: Int32Array, from: number, to: number): void {
    const { keys } = this;
    for (let k = from + 1; k < to; k++) {
      const key = keys[k - from];
      if (key >= keys[k - from - 1]) continue;
      const row = rows[k];
      let place = k;
      for (; place > from && keys[place - from - 1] > key; place--) {
        keys[place - from] = keys[place - from - 1];
        rows[place] = rows[place - 1];
      }
      keys[place - from] = key;
      rows[place] = row;
    }
  }

  private sortMany(rows: Int32Array, from: number, to: number): void {
    const { keys } = this;
    const unsorted = rows.slice(from, to);
    const places = Array.from(unsorted, (_, k) => k).sort((a, b) => keys[a] - keys[b]);
    for (let k = 0; k < places.length; k++) rows[from + k] = unsorted[places[k]];
  }
}
