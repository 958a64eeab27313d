/** Real prices, splits and dividends beside the repository, for the figures computed from them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, parseDay } from '../../engine/calendar/index.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data');

/** Whether the data are there; a clone alone has none, and the tests that need them are skipped. */
export const HISTORY_PRESENT = existsSync(join(FOLDER, 'prices', 'SPY.csv'));

/** What a skipped test says of its reason. */
export const HISTORY_NEEDED = 'needs ../shared/data; skipped without it';

export type Session = { readonly day: Day; readonly close: number };
export type Action = { readonly day: Day; readonly amount: number };

/** The unadjusted closes of `from`…`to`, in order. */
export function closes(symbol: string, from: string, to: string): Session[] {
  return rows(join('prices', `${symbol}.csv`))
    .filter(([date = '']) => date >= from && date <= to)
    .map(([date = '', , , , close]) => ({ day: day(date), close: Number(close) }));
}

/** New shares for one old share, by the first day on the new basis. */
export function splits(symbol: string): Action[] {
  return actions('splits.csv', symbol);
}

/** Cash for a share held before the day. */
export function dividends(symbol: string): Action[] {
  return actions('dividends.csv', symbol);
}

/** Daily simple total returns from the second session on: (close·split + dividend·split) / close before - 1. */
export function totalReturns(symbol: string, from: string, to: string): number[] {
  const sessions = closes(symbol, from, to);
  const ratio = new Map(splits(symbol).map(({ day, amount }) => [day, amount]));
  const cash = new Map(dividends(symbol).map(({ day, amount }) => [day, amount]));
  return sessions.slice(1).map(({ day, close }, i) => {
    const before = sessions[i]?.close ?? Number.NaN;
    return ((close + (cash.get(day) ?? 0)) * (ratio.get(day) ?? 1)) / before - 1;
  });
}

/** The file of a symbol's prices as the engine reads it. */
export function priceFile(symbol: string): { name: string; bytes: Uint8Array } {
  return { name: `${symbol}.csv`, bytes: readFileSync(join(FOLDER, 'prices', `${symbol}.csv`)) };
}

/** The file of all splits as the engine reads it. */
export function splitFile(): string {
  return readFileSync(join(FOLDER, 'splits.csv'), 'utf8');
}

/** The file of a pair's rates as the engine reads it. */
export function rateFile(pair: string): { name: string; bytes: Uint8Array } {
  return { name: `${pair}.csv`, bytes: readFileSync(join(FOLDER, 'fx', `${pair}.csv`)) };
}

function actions(file: string, symbol: string): Action[] {
  return rows(file)
    .filter(([, name]) => name === symbol)
    .map(([date = '', , amount]) => ({ day: day(date), amount: Number(amount) }));
}

function rows(file: string): string[][] {
  const lines = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.trim().split(','));
}

function day(date: string): Day {
  const parsed = parseDay(date);
  if (parsed === null) throw new Error(`not a day: ${date}`);
  return parsed;
}
