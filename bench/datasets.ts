/** The data of a run: made once in a cache folder, never in the repository. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Shape, writeDataset } from './generate.ts';
import type { Size } from './options.ts';
import { progress } from './progress.ts';
import { removeFolder, unfinishedFolder } from './scratch.ts';

const root = path.dirname(import.meta.dirname);
/** Generator and runnable peers, beside the repository where they are there. */
export const PEERS_FOLDER = path.join(root, '..', 'shared', 'bench-peers');
const PEERS_GENERATOR = path.join(PEERS_FOLDER, 'gen.mjs');
const OWN_GENERATOR = [
  path.join(import.meta.dirname, 'generate.ts'),
  path.join(import.meta.dirname, 'random.ts'),
];

const SIZES: Readonly<Record<Size, Shape>> = {
  S: { events: 200, symbols: 5, years: 3 },
  M: { events: 5_000, symbols: 50, years: 10 },
  L: { events: 100_000, symbols: 500, years: 30 },
};

export interface Dataset {
  readonly name: string;
  readonly shape: Shape;
  /** Holds prices.csv, transactions.csv and, from the peers' generator, the journals of other programs. */
  readonly folder: string;
  readonly fromPeers: boolean;
}

/** One of the sizes: of the peers' generator where that is there, else of ours. */
export function sizedDataset(size: Size): Dataset {
  if (!existsSync(PEERS_GENERATOR)) return ownDataset(size, SIZES[size]);
  const folder = made(`peers-${size}`, [PEERS_GENERATOR], (target) => {
    const { status, stderr } = spawnSync(process.execPath, [PEERS_GENERATOR, size, target], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${PEERS_GENERATOR} ${size} failed: ${stderr}`);
  });
  return { name: size, shape: SIZES[size], folder, fromPeers: true };
}

export function ownDataset(name: string, shape: Shape): Dataset {
  const { events, symbols, years } = shape;
  const folder = made(`${events}x${symbols}x${years}`, OWN_GENERATOR, (target) =>
    writeDataset(shape, target),
  );
  return { name, shape, folder, fromPeers: false };
}

/** Megabytes of the two files that everyone reads. */
export function megabytes({ folder }: Dataset): number {
  return ['prices.csv', 'transactions.csv'].reduce(
    (sum, name) => sum + statSync(path.join(folder, name)).size / 1e6,
    0,
  );
}

/** A folder of the cache, made anew when its generator has changed. */
function made(name: string, generator: readonly string[], make: (target: string) => void): string {
  const hash = createHash('sha256');
  for (const file of generator) hash.update(readFileSync(file));
  const folder = path.join(tmpdir(), 'tidemark-bench', `${name}-${hash.digest('hex').slice(0, 10)}`);
  if (existsSync(path.join(folder, 'complete'))) return folder;
  progress(`making ${name}`);
  const unfinished = unfinishedFolder(`${folder}.${process.pid}`);
  make(unfinished);
  writeFileSync(path.join(unfinished, 'complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  removeFolder(unfinished);
  return folder;
}
