import { readFileSync } from 'node:fs';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import type { Command } from './cli/command.ts';
import { DONE, UNREACHABLE } from './cli/exit-codes.ts';
import { JSON_FLAG } from './cli/flags.ts';
import type { Given } from './cli/given.ts';
import { printJson } from './cli/json-output.ts';
import { Refusal } from './cli/refusal.ts';
import type { Terminal } from './cli/terminal/terminal.ts';

export const serveCommand: Command = {
  name: 'serve',
  manual: {
    summary: 'the HTTP API, with an embedded database',
    usage: ['serve'],
    about: [
      'Serves the API until it is stopped. Facts are kept in ~/.tidemark, or TIDEMARK_HOME; with DATABASE_URL in ' +
        'PostgreSQL. The address is printed: port 3210 (PORT), or a free one where that is taken.',
      'The first user who signs up administers the server; SIGN_UP=closed lets nobody else in. HOST, TRUSTED_PROXIES, ' +
        'LOG_LEVEL and TIDEMARK_CLOCK are read as well; a wrong value names itself.',
    ],
    examples: [{ does: 'Serves until Ctrl-C.', call: 'tidemark serve' }],
    exits: ['3  the database or the address cannot be reached'],
  },
  flags: [JSON_FLAG],
  operands: [],
  run,
};

async function run(given: Given, terminal: Terminal): Promise<number> {
  given.check();
  const [{ serve }, { SettingError }, { StorageError }] = await Promise.all([
    import('./serve.ts'),
    import('./settings.ts'),
    import('./service/ports/storage-error.ts'),
  ]);
  const { version } = JSON.parse(readFileSync(path.join(terminal.root, 'package.json'), 'utf8'));
  try {
    const running = await serve(process.env, version);
    if (given.has('json')) printJson({ address: running.address }, terminal);
    else terminal.out(`Tidemark serves on ${running.address}\n`);
    await stopped();
    await running.close();
    return DONE;
  } catch (error) {
    if (error instanceof SettingError) throw new Refusal([problem('setting_invalid', {}, error.message)]);
    if (!(error instanceof StorageError)) throw error;
    terminal.err(`tidemark: ${error.message}. ${error.remedy}\n`);
    return UNREACHABLE;
  }
}

/** Until somebody stops the program. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
