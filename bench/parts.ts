/** Small parts by themselves: how much of the input each does in a second. */
import type { Dataset } from './datasets.ts';
import type { Micro } from './micro.ts';
import type { Options } from './options.ts';
import { ms, print, tableLines } from './print.ts';
import { outputOf } from './processes.ts';
import { script } from './programs.ts';
import { progress } from './progress.ts';

const LIMIT_MS = 300_000;

export async function measureParts(dataset: Dataset, options: Options): Promise<readonly Micro[]> {
  progress(`${dataset.name}: parts`);
  const runs = options.quick ? 3 : 11;
  const found: Micro[] = JSON.parse(
    await outputOf(script('micro.ts', dataset.folder, String(runs)), LIMIT_MS),
  );
  const rows = found.map(({ what, ms: took, perSecond, unit }) => [
    what,
    ms(took),
    `${amount(perSecond)} ${unit}/s`,
  ]);
  print(
    `${dataset.name}: parts by themselves, warm.`,
    '',
    ...tableLines(['part', 'median', 'rate'], rows),
    '',
  );
  return found;
}

function amount(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return value >= 1e4 ? `${(value / 1e3).toFixed(0)} k` : value.toFixed(0);
}
