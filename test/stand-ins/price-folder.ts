import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EURO_RATES, MARKET } from './market.ts';

export interface PriceFolder {
  readonly folder: string;
  write(name: string, text: string): void;
  close(): void;
}

/** The market as a folder of neutral files; files have no slash in their name. */
export function priceFolder(): PriceFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-prices-'));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  for (const [symbol, { currency, days }] of MARKET) {
    if (symbol.includes('/')) continue;
    const rows = days.flatMap(({ date, prices }) =>
      prices === null ? [] : [`${date},${prices[3]},${currency}`],
    );
    write(`${symbol}.csv`, ['date,close,currency', ...rows, ''].join('\n'));
  }
  for (const code of ['USD', 'JPY', 'GBP']) {
    const rows = EURO_RATES.flatMap(({ date, rates }) =>
      rates[code] === undefined ? [] : [`${date},${rates[code]}`],
    );
    write(`EUR${code}.csv`, ['date,rate', ...rows, ''].join('\n'));
  }
  return { folder, write, close: () => rmSync(folder, { recursive: true, force: true }) };
}
