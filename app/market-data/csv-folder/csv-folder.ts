import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Day, decimal, formatDecimal, normalize, readPair, wholeCurrencies } from '@tidemark/engine';
import {
  type DailyBar,
  type MarketData,
  type MarketRate,
  ProviderError,
  type SymbolFailure,
} from '../../service/ports/index.ts';
import { eachSymbol, failure, noData, unknownSymbol } from '../answer.ts';
import { type CsvFigure, readDatedCsv } from './dated-csv.ts';
import { pairFiles } from './pair-files.ts';

export const CSV = 'csv';
const AT_A_TIME = 8;
/** A symbol with a separator would lead out of the folder. */
const FILE_NAME = /^[^/\\\0]{1,100}$/;

/** A file as it was read; read again when its stamp is another. */
interface Kept {
  readonly stamp: string;
  readonly figures: readonly CsvFigure[] | { readonly wrong: string };
}

/**
 * A folder of SYMBOL.csv (`date,close[,currency]`) and EURUSD.csv (`date,rate`), in the neutral format. It has days,
 * not instants: closes and rates, no latest prices.
 */
export function csvFolder(folder: string): MarketData {
  const kept = new Map<string, Kept>();
  const read = async (name: string): Promise<Kept['figures'] | null> => {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) return null;
    const stamp = `${found.mtimeMs} ${found.size}`;
    const known = kept.get(name);
    if (known?.stamp === stamp) return known.figures;
    const figures = readDatedCsv(name, await readFile(file));
    kept.set(name, { stamp, figures });
    return figures;
  };
  return {
    name: CSV,
    limits: null,
    dailyBars: async (symbols, from, to) => {
      await reachable(folder);
      const { results, failures } = await eachSymbol(symbols, AT_A_TIME, async (symbol) => {
        const figures = FILE_NAME.test(symbol) ? await read(`${symbol}.csv`) : null;
        return barsOf(symbol, figures, from, to);
      });
      return { rows: results.flat(), failures };
    },
    rates: async (from, to) => {
      const rates: MarketRate[] = [];
      for (const name of await pairFiles(folder)) rates.push(...ratesOf(name, await read(name), from, to));
      return rates.sort((a, b) => a.day - b.day || (a.pair < b.pair ? -1 : 1));
    },
  };
}

async function reachable(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory())
    throw new ProviderError(CSV, 'unreachable', `${folder} is no folder that can be read`);
}

function barsOf(
  symbol: string,
  figures: Kept['figures'] | null,
  from: Day,
  to: Day,
): DailyBar[] | SymbolFailure {
  if (figures === null) return unknownSymbol(CSV, symbol);
  if ('wrong' in figures) return failure(symbol, 'garbage', `${CSV}: ${figures.wrong}`);
  const asked = figures.filter(({ day }) => day >= from && day <= to);
  if (asked.length === 0) return noData(CSV, symbol);
  return asked.map(({ day, value, currency, shift }) => {
    const close = formatDecimal(normalize(decimal(value.units, value.scale + shift)));
    return { symbol, day, open: null, high: null, low: null, close, currency, source: CSV };
  });
}

function ratesOf(name: string, figures: Kept['figures'] | null, from: Day, to: Day): MarketRate[] {
  const pair = readPair(name.slice(0, 6));
  if (figures === null || pair === null) return [];
  if ('wrong' in figures) throw new ProviderError(CSV, 'garbage', figures.wrong);
  return figures
    .filter(({ day }) => day >= from && day <= to)
    .map(({ day, value }) => ({
      pair: `${pair.currency}${pair.base}`,
      day,
      rate: formatDecimal(normalize(wholeCurrencies(value, pair.shift))),
      source: CSV,
    }));
}
