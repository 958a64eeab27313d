import { readFileSync } from 'node:fs';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import type { Command } from './cli/command.ts';
import { DONE, UNREACHABLE } from './cli/exit-codes.ts';
import { JSON_FLAG } from './cli/flags.ts';
import type { Given } from './cli/given.ts';
import { printJson } from './cli/json-output.ts';
import { Refusal } from './cli/refusal.ts';
import { painter } from './cli/terminal/style.ts';
import type { Terminal } from './cli/terminal/terminal.ts';
import type { Running } from './serve.ts';
import { stopSignal } from './stop-signal.ts';

export const serveCommand: Command = {
  name: 'serve',
  manual: {
    summary: 'the HTTP API, with an embedded database',
    usage: ['serve', 'serve --demo'],
    about: [
      'Serves until it is stopped, and prints the address: port 3210, or a free one where that is taken. A browser shows ' +
        'a page there with the links and a first session with curl.',
      'Facts are kept in ~/.tidemark, or in the folder TIDEMARK_HOME; with DATABASE_URL in PostgreSQL. The first user ' +
        'who signs up administers the server.',
      'Ctrl-C, or SIGTERM, stops it: requests under way are answered, the database is closed. A second one ends it at ' +
        'once. The log goes to stderr, a JSON object a line; on a terminal warnings and faults alone (LOG_LEVEL).',
      'Everything that can be set is a variable of the environment: docs/settings.md lists them. A wrong value names ' +
        'itself, and nothing is served.',
    ],
    examples: [
      { does: 'Serve until Ctrl-C', call: 'tidemark serve' },
      {
        does: 'With a portfolio to look at, in a folder of its own',
        call: 'TIDEMARK_HOME=demo-home tidemark serve --demo',
      },
    ],
    exits: ['3  the database or the address cannot be had; the message says what to do'],
  },
  flags: [
    {
      name: 'demo',
      kind: 'switch',
      help: 'With a demo user, whose portfolio is generated up to today; the credentials are printed.',
    },
    JSON_FLAG,
  ],
  operands: [],
  run,
};

async function run(given: Given, terminal: Terminal): Promise<number> {
  given.check();
  const { AddressError } = await import('./listening.ts');
  const { serve } = await import('./serve.ts');
  const { SettingError } = await import('./settings.ts');
  const { StorageError } = await import('./service/ports/index.ts');
  const { version } = JSON.parse(readFileSync(path.join(terminal.root, 'package.json'), 'utf8'));
  try {
    const stopped = stopSignal();
    const running = await serve(process.env, version, {
      demo: given.has('demo'),
      logLevel: terminal.progress ? 'warn' : 'info',
    });
    tell(running, given.has('json'), terminal);
    running.log.info({ signal: await stopped }, 'stopping');
    await running.close();
    return DONE;
  } catch (error) {
    if (error instanceof SettingError)
      throw new Refusal(
        error.messages.map((message) => problem('setting_invalid', {}, message, { remedy: SEE_SETTINGS })),
      );
    if (!(error instanceof StorageError) && !(error instanceof AddressError)) throw error;
    terminal.err(`tidemark: ${error.message}. ${error.remedy}\n`);
    return UNREACHABLE;
  }
}

const SEE_SETTINGS = 'docs/settings.md lists what can be set.';

/** What a person needs to know at the start, and a program with `--json`. */
function tell({ address, file, demo }: Running, asJson: boolean, terminal: Terminal): void {
  if (asJson) return printJson({ address, database: file ?? 'postgresql', demo }, terminal);
  const paint = painter(terminal.colour);
  const lines = [
    ['Next', `open ${address} in a browser, and sign up`],
    ['Data', file ?? 'PostgreSQL, by DATABASE_URL'],
    ...(demo === null ? [] : [['Demo', `${demo.email}, password ${demo.password}: all of it is generated`]]),
    ['Stop', 'Ctrl-C'],
  ];
  terminal.out(`Tidemark serves on ${paint('strong', address)}\n\n`);
  for (const [name = '', text = ''] of lines) terminal.out(`  ${paint('faint', name.padEnd(6))}${text}\n`);
}
