/** Makes node_modules match package-lock.json. Plain JavaScript without packages: it must run on Node 20.11. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, LaunchError } from './launching.mjs';
import { bundledNode, nodeBinary, OLDEST_NODE_MAJOR } from './node-binary.mjs';

/**
 * Why node_modules does not serve, or undefined when it does. npm writes node_modules/.package-lock.json
 * last, so a broken-off install is seen as missing.
 * @param {string} folder
 * @param {boolean} dev
 * @returns {string | undefined}
 */
export function mismatch(folder, dev) {
  const installed = packagesOf(path.join(folder, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'node_modules is missing or incomplete';
  for (const [name, wanted] of Object.entries(lockedPackages(folder))) {
    if (name === '') continue;
    const present = installed[name];
    if (present === undefined) {
      if (wanted.optional || wanted.devOptional || (wanted.dev && !dev)) continue;
      return `${name} is not installed`;
    }
    if (present.version !== wanted.version || present.integrity !== wanted.integrity) {
      return `${name} is not the version in package-lock.json`;
    }
  }
  const node = bundledNode(folder);
  return node !== undefined && !existsSync(node) ? `${node} is missing` : undefined;
}

/**
 * Installs what is missing, once for all launchers that find so at the same time.
 * @param {string} folder
 * @param {boolean} dev also what only tests and development use
 */
export async function install(folder, dev) {
  const release = await installLock(folder);
  try {
    const reason = mismatch(folder, dev);
    if (reason === undefined) return;
    // Whoever has development packages here keeps them.
    const installed = packagesOf(path.join(folder, 'node_modules', '.package-lock.json')) ?? {};
    const withDev = dev || Object.values(installed).some((entry) => entry.dev);
    await npmCi(folder, withDev, reason);
    const still = mismatch(folder, dev);
    if (still !== undefined) {
      throw new LaunchError(
        `npm ci ended, but ${still}. Remove node_modules and try again; if this message comes back, ` +
          'check that npm is not told to omit optional packages (npm config get omit).',
      );
    }
    proveNodeRuns(folder);
  } finally {
    release();
  }
}

/**
 * @param {string} folder
 * @param {boolean} dev
 * @param {string} reason
 */
async function npmCi(folder, dev, reason) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stderr.write(`Installing packages with npm ci, once (${reason}) …\n`);
  const beat = setInterval(() => process.stderr.write(`  still installing, ${seconds()} s\n`), 5000);
  const includes = ['--include=optional', dev ? '--include=dev' : '--omit=dev'];
  try {
    // npm's own warnings speak of the Node that runs npm, which is not the one that will run the program.
    const code = await npm(['ci', '--ignore-scripts', ...includes, '--loglevel=error'], folder, 2);
    if (code !== 0) {
      throw new LaunchError(
        `npm ci failed with code ${code}; its own message stands above. ` +
          'Check the connection to the npm registry, then run the same command again.',
      );
    }
  } finally {
    clearInterval(beat);
  }
  process.stderr.write(`Installed in ${seconds()} s.\n`);
}

/**
 * Runs npm: the one that started this process, else the one on the PATH. Answers its exit code.
 * @param {string[]} args
 * @param {string} cwd
 * @param {'inherit' | 2} [output] where its standard output goes; 2 is standard error
 */
export function npm(args, cwd, output = 'inherit') {
  const script = process.env.npm_execpath;
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', output, 'inherit'];
  if (script?.endsWith('npm-cli.js')) {
    return ended(spawn(process.execPath, [script, ...args], { cwd, stdio }));
  }
  return ended(spawn('npm', args, { cwd, stdio, shell: process.platform === 'win32' }));
}

/**
 * Waits until no other launcher installs in this folder. A lock whose owner is gone is taken over.
 * @param {string} folder
 * @returns {Promise<() => void>} gives the lock back
 */
async function installLock(folder) {
  const file = path.join(folder, '.build', 'installing.pid');
  makeWritable(path.dirname(file));
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!told) process.stderr.write('Another process installs packages here; waiting for it …\n');
    await sleep(250);
    if (ownerIsGone(file)) rmSync(file, { force: true });
  }
}

/**
 * @param {string} folder
 */
function makeWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new LaunchError(`the packages are not installed, and ${folder} cannot be written${reason}`);
  }
}

/** @param {string} file */
function ownerIsGone(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** @param {string} folder */
function proveNodeRuns(folder) {
  const node = nodeBinary(folder);
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (answer.status === 0) return;
  throw new LaunchError(
    `${node} does not run on this machine (${answer.error?.message ?? answer.stderr.trim()}). ` +
      `Install Node ${OLDEST_NODE_MAJOR} or later and start Tidemark with that.`,
  );
}

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} LockEntry
 * @typedef {Record<string, LockEntry>} LockEntries
 */

/**
 * @param {string} folder
 * @returns {LockEntries}
 */
function lockedPackages(folder) {
  const entries = packagesOf(path.join(folder, 'package-lock.json'));
  if (entries === undefined) {
    throw new LaunchError(
      `package-lock.json is missing in ${folder} or is not JSON; restore it with git checkout.`,
    );
  }
  return entries;
}

/**
 * @param {string} file
 * @returns {LockEntries | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
