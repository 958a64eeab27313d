/** Whether sources changed since something was made of them. Plain JavaScript: it must run on Node 20.11. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Changes whenever a source file among these files and folders does, tests aside.
 * @param {string} folder the root of the checkout
 * @param {readonly string[]} names of files and folders in it
 */
export function stampOf(folder, names) {
  const hash = createHash('sha1');
  for (const name of names) {
    const at = path.join(folder, name);
    if (statSync(at).isDirectory()) addFolder(hash, at);
    else addFile(hash, at);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 */
function addFolder(hash, folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'dist' && entry.name !== 'node_modules') addFolder(hash, file);
    } else if (!/\.(?:md|tsbuildinfo|test\.ts)$/.test(entry.name)) addFile(hash, file);
  }
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} file
 */
function addFile(hash, file) {
  const { size, mtimeMs } = statSync(file);
  hash.update(`${file}\n${size}\n${mtimeMs}\n`);
}
