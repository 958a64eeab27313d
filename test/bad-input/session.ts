import path from 'node:path';
import { commandsOver } from '../../app/cli/commands.ts';
import { run } from '../../app/cli/run.ts';
import { findDatabase } from '../../app/find-database.ts';

/**
 * A process that answers one call of the command line after another, each as if it were its own: starting one for
 * each would take longer than all the calls. It is told { args, folder } and answers { code, out, err }.
 */
process.on('message', async ({ args, folder }: { args: string[]; folder: string }) => {
  process.chdir(folder);
  const answer = { code: 0, out: '', err: '' };
  answer.code = await run(
    args,
    {
      out: (text) => {
        answer.out += text;
      },
      err: (text) => {
        answer.err += text;
      },
      columns: 160,
      colour: false,
      progress: false,
      now: () => performance.now(),
      root: path.join(import.meta.dirname, '..', '..'),
    },
    commandsOver(findDatabase),
  );
  process.chdir(import.meta.dirname);
  process.send?.(answer);
});
