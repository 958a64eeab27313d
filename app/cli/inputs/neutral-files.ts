import type { NeutralFiles, Problem } from '@tidemark/engine';
import type { Given } from '../given.ts';
import { type FileMeter, findFiles } from './file-sources.ts';

/** The files that the ledger flags name; what is not there is noted in `problems`. */
export function neutralFiles(given: Given, meter: FileMeter, problems: Problem[]): NeutralFiles {
  const files = (flag: string) =>
    findFiles(given.texts(flag), 'refused', meter, problems).map(({ source }) => source);
  const series = (flag: string) =>
    findFiles(given.texts(flag), 'allowed', meter, problems).map(({ source, fromFolder }) => ({
      source,
      kind: fromFolder ? ('named' as const) : ('long' as const),
    }));
  return {
    accounts: files('accounts'),
    instruments: files('instruments'),
    prices: series('prices'),
    rates: series('fx'),
    splits: files('splits'),
    ledger: files('ledger'),
  };
}
