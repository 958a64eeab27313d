/**
 * The program as one file. Node loads three hundred TypeScript modules in a quarter of a second and one bundled
 * file in a few milliseconds; so the sources are bundled under .build when they have changed since the last time.
 * Without a bundler (it is a development package) the sources run as they are. Plain JavaScript: it must run on
 * Node 20.11.
 */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stampOf } from './source-stamp.mjs';

const WORKSPACES = ['engine', 'importers', 'contract', 'app'];
const PREFIX = 'program-';
const ENTRY = 'main.mjs';

/**
 * What to run: the bundle of the sources as they are now, made if need be, or app/main.ts where that is not possible.
 * @param {string} folder the root of the checkout
 * @returns {Promise<string>}
 */
export async function program(folder) {
  const source = path.join(folder, 'app', 'main.ts');
  const build = path.join(folder, '.build');
  try {
    const bundle = path.join(build, PREFIX + stampOf(folder, WORKSPACES));
    if (!existsSync(path.join(bundle, ENTRY))) await makeBundle(folder, source, build, bundle);
    return path.join(bundle, ENTRY);
  } catch {
    // No bundler, a folder that cannot be written, a source that does not parse: the sources say it better.
    return source;
  }
}

/**
 * @param {string} folder
 * @param {string} source
 * @param {string} build
 * @param {string} bundle
 */
async function makeBundle(folder, source, build, bundle) {
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  const { rolldown } = await import(pathToFileURL(resolve('rolldown')).href);
  const made = mkdtempSync(path.join(build, 'bundling-'));
  try {
    const bundling = await rolldown({ input: source, platform: 'node', logLevel: 'silent' });
    await bundling.write({ dir: made, format: 'esm', entryFileNames: ENTRY, chunkFileNames: '[name].mjs' });
    await bundling.close();
    renameSync(made, bundle);
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(path.join(bundle, ENTRY))) throw error;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  removeOlder(build, bundle);
}

/**
 * Bundles of sources that are no more. The newest few stay, for processes that are about to start.
 * @param {string} build
 * @param {string} bundle
 */
function removeOlder(build, bundle) {
  const bundles = readdirSync(build).filter(
    (name) => name.startsWith(PREFIX) && name !== path.basename(bundle),
  );
  const byAge = bundles.map((name) => ({ name, made: statSync(path.join(build, name)).mtimeMs }));
  byAge.sort((a, b) => b.made - a.made);
  for (const { name } of byAge.slice(2)) rmSync(path.join(build, name), { recursive: true, force: true });
}
