/**
 * The web app as files: built under .build/web when its sources have changed since the last time, each file with its
 * compressed forms beside it. Plain JavaScript: it must run on Node 20.11.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { stampOf } from './source-stamp.mjs';

const SOURCES = ['web', 'contract', 'package-lock.json'];
const STAMP = 'stamp';
/** Smaller ones are not worth a header. */
const COMPRESSED_FROM = 512;

/**
 * Builds what has changed. Answers false where it could not be built: the server then says so at `/`.
 * @param {string} folder the root of the checkout
 * @param {string} node the Node to build with
 * @returns {boolean}
 */
export function buildWebApp(folder, node) {
  const target = path.join(folder, '.build', 'web');
  const stamp = stampOf(folder, SOURCES);
  if (stampIn(target) === stamp) return true;
  const started = Date.now();
  process.stderr.write(
    `Building the web app, once (${existsSync(target) ? 'its sources changed' : 'first start'}) …\n`,
  );
  const made = makeFolder(folder);
  if (made === null) return false;
  try {
    const vite = path.join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [
      vite,
      'build',
      path.join(folder, 'web'),
      '--outDir',
      made,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ];
    // Whoever builds, a test too: otherwise React comes with its checks for development, half as large again.
    const env = { ...process.env, NODE_ENV: 'production' };
    const { status } = spawnSync(node, args, { cwd: folder, env, stdio: ['ignore', 2, 2] });
    if (status !== 0) {
      process.stderr.write('The web app could not be built; the API is served without it.\n');
      return false;
    }
    compressAll(made);
    writeFileSync(path.join(made, STAMP), stamp);
    replace(target, made);
    process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
    return true;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** @param {string} target */
function stampIn(target) {
  try {
    return readFileSync(path.join(target, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(path.join(folder, '.build'), { recursive: true });
    return mkdtempSync(path.join(folder, '.build', 'web-building-'));
  } catch {
    process.stderr.write(`The web app is not built: ${path.join(folder, '.build')} cannot be written.\n`);
    return null;
  }
}

/** @param {string} folder */
function compressAll(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!statSync(file).isFile()) continue;
    const body = readFileSync(file);
    if (body.length < COMPRESSED_FROM || /\.png$/.test(file)) continue;
    writeFileSync(`${file}.br`, zlib.brotliCompressSync(body));
    writeFileSync(`${file}.gz`, zlib.gzipSync(body, { level: 9 }));
  }
}

/**
 * Puts the new build in the place of the old one; another launcher may do the same.
 * @param {string} target
 * @param {string} made
 */
function replace(target, made) {
  const old = `${made}-old`;
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(made, target);
  } catch (error) {
    if (!existsSync(path.join(target, STAMP))) throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
