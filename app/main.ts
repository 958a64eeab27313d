import module from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import { UNREACHABLE } from './cli/exit-codes.ts';
import { programRoot } from './program-root.ts';

/** The one entry of the program: the launcher runs it with the user's arguments. */
async function main(): Promise<void> {
  const root = programRoot(import.meta.dirname);
  // Compiled code is kept from start to start; where the folder cannot be written, starting is only slower.
  module.enableCompileCache(path.join(root, '.build', 'compile-cache'));
  // Commands end before the best compiler's code pays for its making: docs/decisions/one-shot-compiler.md.
  v8.setFlagsFromString('--no-opt');
  const { run } = await import('./cli/run.ts');
  const { processTerminal } = await import('./cli/terminal/terminal.ts');
  // A reader such as `head` may close the pipe early; that ends the output, not with an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`tidemark: the answer could not be written (${error.code})\n`);
    process.exit(UNREACHABLE);
  });
  process.exitCode = await run(process.argv.slice(2), processTerminal(root));
}

await main();
