/** How launchers end: the exit codes and messages of what goes wrong before the program runs. */
import os from 'node:os';

/** As in app/cli/exit-codes.ts: something could not be reached; a fault of this program. */
const UNREACHABLE = 3;
const OUR_FAULT = 70;

/** What is needed to start cannot be had, and the user can act on it; launchers print its message without a stack. */
export class LaunchError extends Error {}

/**
 * Runs the body of a launcher: its number is the exit code. A LaunchError becomes a message and exit code 3, any other
 * error is shown with its stack, to be reported, and exit code 70.
 * @param {() => Promise<number>} body
 */
export async function main(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    const isFault = !(error instanceof LaunchError);
    const text = isFault
      ? `a fault of this program: ${error instanceof Error ? error.stack : error}`
      : error.message;
    process.stderr.write(`tidemark: ${text}\n`);
    process.exitCode = isFault ? OUR_FAULT : UNREACHABLE;
  }
}

/**
 * The exit code of a process once it has ended.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new LaunchError(`could not start: ${error.message}`)));
    child.once('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGTERM']));
  });
}
