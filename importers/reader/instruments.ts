import type { EventInput } from '@tidemark/engine';
import type { FoundInstrument } from './reading.ts';
import type { Row } from './row.ts';

const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;

/** What a file says of the instruments of its events, the first word of each counting. */
export class FoundInstruments {
  private readonly found = new Map<string, FoundInstrument>();

  see(row: Row, { symbol, multiplier }: EventInput): void {
    if (typeof symbol !== 'string' || symbol === '' || this.found.has(symbol)) return;
    const isin = row.text('isin');
    const name = row.text('name');
    this.found.set(symbol, {
      symbol,
      name: name === '' ? null : name,
      isin: ISIN.test(isin) ? isin : null,
      kind: row.table.words.kindOf?.(row) ?? null,
      multiplier: multiplier === undefined || multiplier === null ? null : String(multiplier),
    });
  }

  all(): FoundInstrument[] {
    return [...this.found.values()];
  }
}
