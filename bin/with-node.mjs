/**
 * Installs what package-lock.json names when node_modules does not match it, and runs programs under the
 * Node release that comes with that install. Plain JavaScript without packages: it must run on Node 20.11
 * before anything is installed.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { install, mismatch } from './install.mjs';
import { ended } from './launching.mjs';
import { nodeBinary } from './node-binary.mjs';

export const root = path.dirname(import.meta.dirname);

/**
 * Makes node_modules match package-lock.json and returns the path of the Node to run under.
 * @param {{ dev: boolean }} needs dev: also what only tests and development use
 * @returns {Promise<string>}
 */
export async function prepare(needs) {
  if (mismatch(root, needs.dev) !== undefined) await install(root, needs.dev);
  return nodeBinary(root);
}

/**
 * Runs a program on this terminal and answers its exit code (128 + n when signal n ended it).
 * @param {string} command
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {Promise<number>}
 */
export async function run(command, args, cwd) {
  const child = spawn(command, args, { cwd, stdio: 'inherit', env: environment() });
  // A terminal sends Ctrl-C to the child as well; the launcher waits for the child to finish its work.
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const interrupt = () => void (hasTerminal || child.kill('SIGINT'));
  const terminate = () => void child.kill('SIGTERM');
  process.on('SIGINT', interrupt).on('SIGTERM', terminate);
  try {
    return await ended(child);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', terminate);
  }
}

/** Child processes find the same Node and the same tools first, and colour nothing that is not a terminal. */
function environment() {
  const plain = process.stdout.isTTY || process.env.FORCE_COLOR ? {} : { NO_COLOR: '1' };
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const tools = path.join(root, 'node_modules', '.bin');
  return { ...process.env, ...plain, [key]: `${tools}${path.delimiter}${process.env[key] ?? ''}` };
}
