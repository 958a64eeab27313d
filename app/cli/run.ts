import { readFileSync } from 'node:fs';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import type { Command } from './command.ts';
import { BAD_INPUT, DONE, OUR_FAULT } from './exit-codes.ts';
import { printJson } from './json-output.ts';
import { manualPage, overviewPage } from './manual-page.ts';
import { nearestName } from './nearest-name.ts';
import { parseCall } from './parse-call.ts';
import { printRefusal } from './problem-output.ts';
import { Refusal } from './refusal.ts';
import { painter } from './terminal/style.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Runs one call of the command line, of these commands, and answers its exit code. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  commands: readonly Command[],
): Promise<number> {
  const json = args.includes('--json');
  try {
    return await dispatch(args, terminal, commands);
  } catch (error) {
    if (error instanceof Refusal) {
      printRefusal(error.problems, json, terminal);
      return BAD_INPUT;
    }
    terminal.err(faultMessage(error, args));
    return OUR_FAULT;
  }
}

async function dispatch(
  args: readonly string[],
  terminal: Terminal,
  commands: readonly Command[],
): Promise<number> {
  const paint = painter(terminal.colour);
  const [name = 'help', ...rest] = args;
  if (name === 'help' || name === '--help' || name === '-h') {
    const [about] = rest;
    terminal.out(
      about === undefined
        ? overviewPage(commands, terminal.columns, paint)
        : manualPage(commandOf(about, commands), terminal.columns, paint),
    );
    return DONE;
  }
  if (name === '--version' || name === '-V') {
    const version = versionOf(terminal.root);
    if (args.includes('--json')) printJson({ version }, terminal);
    else terminal.out(`tidemark ${version}\n`);
    return DONE;
  }
  const command = commandOf(name, commands);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(manualPage(command, terminal.columns, paint));
    return DONE;
  }
  return await command.run(parseCall(command, rest), terminal);
}

/** As package.json says it: one place. */
function versionOf(root: string): string {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
}

function commandOf(name: string, commands: readonly Command[]): Command {
  const command = commands.find((known) => known.name === name);
  if (command !== undefined) return command;
  const meant = nearestName(
    name,
    commands.map((known) => known.name),
  );
  const help = 'tidemark --help lists the commands.';
  const remedy = meant === null ? help : `Did you mean tidemark ${meant}? ${help}`;
  const message = `there is no command ${JSON.stringify(name)}`;
  throw new Refusal([problem('command_unknown', { field: name }, message, { remedy })]);
}

/** What to tell somebody who met a fault of ours: what it was, where, and that it should be reported. */
function faultMessage(error: unknown, args: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const place =
    error instanceof Error ? /([\w-]+\/[\w.-]+\.m?[tj]s:\d+)/.exec(error.stack ?? '')?.[1] : undefined;
  const where = place === undefined ? '' : ` (${place})`;
  return `tidemark: a fault of this program, not of your files: ${message}${where}\nPlease report it with this call: tidemark ${args.join(' ')}\n`;
}
