import module from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import type { FindDatabase } from './cli/database/database.ts';
import { UNREACHABLE } from './cli/exit-codes.ts';
import { programRoot } from './program-root.ts';

/** The one entry of the program: the launcher runs it with the user's arguments. */
async function main(): Promise<void> {
  const root = programRoot(import.meta.dirname);
  // Compiled code is kept from start to start; where the folder cannot be written, starting is only slower.
  module.enableCompileCache(path.join(root, '.build', 'compile-cache'));
  const args = process.argv.slice(2);
  const isServer = args[0] === 'serve';
  // Commands end before the best compiler's code pays for its making: docs/decisions/one-shot-compiler.md.
  if (!isServer) v8.setFlagsFromString('--no-opt');
  const { run } = await import('./cli/run.ts');
  const { commandsOver } = await import('./cli/commands.ts');
  // A server's packages take a while to load: only who serves, or asks for help, loads them.
  const needsServer = isServer || args.length === 0 || args[0] === 'help' || args[0].startsWith('-');
  const { captureCommands } = await import('./capture-commands.ts');
  const find: FindDatabase = async (address) => (await import('./find-database.ts')).findDatabase(address);
  const all = [...commandsOver(find), ...captureCommands(find)];
  const commands = needsServer ? [...all, (await import('./serve-command.ts')).serveCommand] : all;
  const { processTerminal } = await import('./cli/terminal/terminal.ts');
  // A reader such as `head` may close the pipe early; that ends the output, not with an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`tidemark: the answer could not be written (${error.code})\n`);
    process.exit(UNREACHABLE);
  });
  process.exitCode = await run(args, processTerminal(root), commands);
}

await main();
