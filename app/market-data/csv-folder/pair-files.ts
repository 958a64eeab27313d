import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isIsoCurrency, readPair } from '@tidemark/engine';
import { ProviderError } from '../../service/ports/index.ts';

/** The files of a folder that are named after two currencies and have a column `rate`. */
export async function pairFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    throw new ProviderError('csv', 'unreachable', `${folder} is no folder that can be read`);
  }
  const found: string[] = [];
  for (const name of names.sort())
    if (isPair(name) && (await hasRates(path.join(folder, name)))) found.push(name);
  return found;
}

function isPair(name: string): boolean {
  const pair = /^[A-Za-z]{6}\.csv$/i.test(name) ? readPair(name.slice(0, 6)) : null;
  return pair !== null && isIsoCurrency(pair.currency) && isIsoCurrency(pair.base);
}

/** EURUSD.csv may also be prices of an instrument of that name. */
async function hasRates(file: string): Promise<boolean> {
  const [header = ''] = (await readFile(file, 'utf8')).split('\n', 1);
  return /(^|,)\s*"?rate"?\s*(,|\r?$)/i.test(header);
}
