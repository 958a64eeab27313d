import type { EventTable } from '../ledger/index.ts';
import { changesUnits, type LotSettings, type OptionLinks, PlainRows } from '../lots/index.ts';

/**
 * Instruments whose lots depend on each other (mergers, spin-offs, renames, options into stock) form a group that is
 * folded together; most instruments are a group of their own.
 */
export class SymbolGroups {
  /** Group of each symbol: the smallest symbol number in it. */
  private readonly parent: Int32Array;
  /** 1 for symbols that nothing is linked to. */
  private readonly single: Uint8Array;
  private readonly rows = new Map<number, Int32Array>();

  private readonly order: Int32Array;
  private readonly groupOfRow: Int32Array;
  private readonly starts: Int32Array;
  private readonly settings: LotSettings;

  constructor(settings: LotSettings, order: Int32Array, links: OptionLinks) {
    const { table } = settings;
    this.settings = settings;
    this.order = order;
    this.groupOfRow = new Int32Array(order.length);
    this.starts = new Int32Array(table.symbols.texts.length + 1);
    this.parent = Int32Array.from(table.symbols.texts, (_, symbol) => symbol);
    this.single = new Uint8Array(this.parent.length).fill(1);
    for (let i = 0; i < order.length; i++) {
      const row = order[i];
      const to = table.toSymbol.get(row);
      if (to >= 0) this.join(table.symbol.values[row], to);
    }
    for (const [option, trade] of links.pairs())
      this.join(table.symbol.values[option], table.symbol.values[trade]);
    for (let symbol = 0; symbol < this.parent.length; symbol++) this.parent[symbol] = this.of(symbol);
    this.collect(table, order);
  }

  of(symbol: number): number {
    let group = symbol;
    while (this.parent[group] !== group) group = this.parent[group];
    return group;
  }

  private join(a: number, b: number): void {
    const groups = [this.of(a), this.of(b)].sort((x, y) => x - y);
    this.parent[groups[1]] = groups[0];
    this.single[groups[0]] = 0;
    this.single[groups[1]] = 0;
  }

  /** Rows that change units, by group, in effective order: a counting sort. */
  private collect(table: EventTable, order: Int32Array): void {
    const { starts, groupOfRow, parent } = this;
    for (let i = 0; i < order.length; i++) {
      const group = changesUnits(table, order[i]) ? parent[table.symbol.values[order[i]]] : -1;
      groupOfRow[i] = group;
      starts[group + 1]++;
    }
    starts[0] = 0;
    for (let group = 0; group < parent.length; group++) starts[group + 1] += starts[group];
    const sorted = new Int32Array(starts[parent.length]);
    const next = starts.slice();
    for (let i = 0; i < order.length; i++) if (groupOfRow[i] >= 0) sorted[next[groupOfRow[i]]++] = order[i];
    for (let group = 0; group < parent.length; group++) {
      if (starts[group + 1] > starts[group])
        this.rows.set(group, sorted.subarray(starts[group], starts[group + 1]));
    }
  }

  /** The plain trades of all groups, as the rows were when the groups were made. */
  plainRows(): PlainRows {
    return new PlainRows(this.settings, this.order, this.groupOfRow, this.starts);
  }

  /** Groups that have rows, with them. */
  entries(): Iterable<[number, Int32Array]> {
    return this.rows.entries();
  }

  rowsOf(group: number): Int32Array {
    return this.rows.get(group) ?? new Int32Array(0);
  }

  setRows(group: number, rows: Int32Array): void {
    this.rows.set(group, rows);
  }

  symbolsOf(group: number): readonly number[] {
    if (this.single[group] === 1) return [group];
    const symbols: number[] = [];
    for (let symbol = 0; symbol < this.parent.length; symbol++)
      if (this.parent[symbol] === group) symbols.push(symbol);
    return symbols;
  }
}
