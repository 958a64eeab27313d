import type { Command } from './command.ts';
import type { Paint } from './terminal/style.ts';
import { padEnd, wrap, wrapBehind } from './terminal/text-width.ts';

const INDENT = '  ';

/** The manual page of a command, as `--help` shows it. */
export function manualPage(command: Command, width: number, paint: Paint): string {
  const { manual } = command;
  const text = Math.min(width, 100);
  const lines = [
    ...wrap(`${paint('strong', `tidemark ${command.name}`)}: ${manual.summary}`, text),
    '',
    paint('strong', 'Usage'),
    ...manual.usage.flatMap((usage) => wrapBehind(INDENT, `tidemark ${usage}`, text)),
    ...manual.about.flatMap((paragraph) => ['', ...wrap(paragraph, text)]),
    '',
    ...flagLines(command, text, paint),
    paint('strong', 'Examples'),
    ...manual.examples.flatMap(({ does, call }) => [`${INDENT}${does}`, `${INDENT}$ ${call}`, '']),
    paint('strong', 'Exit codes'),
    ...['0  done', ...(manual.exits ?? []), '2  bad input; every problem is listed', '70 our fault'].map(
      (line) => INDENT + line,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The page of the program: its commands, one line each. */
export function overviewPage(commands: readonly Command[], width: number, paint: Paint): string {
  const names = Math.max(...commands.map((command) => command.name.length));
  const lines = [
    ...wrap(`${paint('strong', 'tidemark')}: what an account was worth on any day, and why`, width),
    '',
    paint('strong', 'Usage'),
    `${INDENT}tidemark COMMAND [flags]`,
    '',
    paint('strong', 'Commands'),
    ...commands.flatMap(({ name, manual }) =>
      wrapBehind(`${INDENT}${padEnd(name, names)}${INDENT}`, manual.summary, width),
    ),
    '',
    ...wrap('tidemark COMMAND --help shows the flags of a command, with an example that runs.', width),
    ...wrap('tidemark --version says which version this is.', width),
    'To see it at work: tidemark demo',
  ];
  return `${lines.join('\n')}\n`;
}

function flagLines(command: Command, width: number, paint: Paint): string[] {
  if (command.flags.length === 0) return [];
  const names = command.flags.map(
    (flag) =>
      `--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}${flag.kind === 'many' ? ' …' : ''}`,
  );
  const column = Math.min(30, Math.floor(0.4 * width), Math.max(...names.map((name) => name.length)));
  const lines = command.flags.flatMap((flag, i) => {
    const help = wrap(flag.help, width - column - 2 * INDENT.length);
    const [first, ...rest] = names[i].length <= column ? help : ['', ...help];
    const start = INDENT + padEnd(names[i], column) + INDENT;
    return [(start + first).trimEnd(), ...rest.map((line) => ' '.repeat(column + 2 * INDENT.length) + line)];
  });
  return [paint('strong', 'Flags'), ...lines, ''];
}
