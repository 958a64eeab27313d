import { problem } from '@tidemark/engine';
import { STEPS, type StepName } from './capture/step-names.ts';
import type { Command, Flag } from './cli/command.ts';
import type { FindDatabase } from './cli/database/database.ts';
import { DATABASE_FLAG } from './cli/database/database-flags.ts';
import { withDatabase } from './cli/database/with-database.ts';
import { DOES_NOT_HOLD, DONE, UNREACHABLE } from './cli/exit-codes.ts';
import { JSON_FLAG } from './cli/flags.ts';
import type { Given } from './cli/given.ts';
import { printJson } from './cli/json-output.ts';
import { Refusal } from './cli/refusal.ts';
import type { Terminal } from './cli/terminal/terminal.ts';
import type { CaptureAnswer } from './service/index.ts';

const LOOKBACK: Flag = {
  name: 'lookback-days',
  kind: 'one',
  value: 'N',
  help: 'How far back: 1 to 3650 days. Default 30.',
};

const STEP: Flag = { name: 'step', kind: 'one', value: STEPS.join('|'), help: 'One step of the run alone.' };

/** Commands that look after what is captured of all users. `find` finds the database. */
export const captureCommands = (find: FindDatabase): readonly Command[] => [
  {
    name: 'backfill',
    manual: {
      summary: 'fill what is missing of the past',
      usage: ['backfill [--lookback-days N] [--database URL|FILE]'],
      about: [
        'Fetches the prices that are missing of what was held, where a source is set up, and seals the closes. Again it does nothing.',
      ],
      examples: [{ does: 'The last year', call: 'tidemark backfill --lookback-days 365' }],
      exits: ['3  the database or a source cannot be reached'],
    },
    flags: [LOOKBACK, DATABASE_FLAG, JSON_FLAG],
    operands: [],
    run: (given, terminal) => {
      const days = lookbackOf(given);
      return captured(given, terminal, find, (capture) => capture.backfill(null, days));
    },
  },
  {
    name: 'gaps',
    manual: {
      summary: 'closes that are not sealed',
      usage: ['gaps [--check] [--lookback-days N] [--database URL|FILE]'],
      about: [
        'Lists each account and close whose value is not sealed, or has become another since. Writes nothing.',
      ],
      examples: [{ does: 'Those of the last year', call: 'tidemark gaps --lookback-days 365' }],
      exits: ['1  with --check: something is missing', '3  the database cannot be reached'],
    },
    flags: [
      { name: 'check', kind: 'switch', help: 'End with 1 where there is one.' },
      LOOKBACK,
      DATABASE_FLAG,
      JSON_FLAG,
    ],
    operands: [],
    run: (given, terminal) => gaps(given, terminal, find),
  },
  {
    name: 'capture',
    manual: {
      summary: 'seal the last close',
      usage: ['capture [--step NAME] [--database URL|FILE]'],
      about: [`Does the run of the last close for all users: ${STEPS.join(', ')}. Again it does nothing.`],
      examples: [{ does: 'All steps', call: 'tidemark capture' }],
      exits: ['3  the database or a source cannot be reached'],
    },
    flags: [STEP, DATABASE_FLAG, JSON_FLAG],
    operands: [],
    run: (given, terminal) => {
      const step = given.text('step');
      if (step !== null && !STEPS.includes(step as StepName))
        given.refuse(
          'step',
          `--step is ${JSON.stringify(step)}, which is no step`,
          `Name one of ${STEPS.join(', ')}.`,
        );
      const steps = step === null ? STEPS : [step as StepName];
      return captured(given, terminal, find, (capture) => capture.daily(null, steps));
    },
  },
];

function lookbackOf(given: Given): number {
  const days = given.number('lookback-days', 1) ?? 30;
  if (!Number.isInteger(days) || days > 3650)
    given.refuse('lookback-days', `--lookback-days is ${days}`, 'Name 1 to 3650 whole days.');
  return days;
}

type World = Awaited<ReturnType<typeof captureOf>>;

/** Of the environment what captures are set by: the rest is the server's. */
const SET_BY =
  /^(CALENDAR_FILE|EOD_DELAY_MINUTES|PRICE_UPDATE_ENABLED|PRICE_FOLDER|ALPACA_\w+|YAHOO_BASE_URL|ECB_BASE_URL)$/;

const settingsOf = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => SET_BY.test(name)));

/** A server's capture by the same environment, without its doors. */
async function captureOf(database: Awaited<ReturnType<FindDatabase>>) {
  const { Portfolios } = await import('./service/index.ts');
  const { captureBy } = await import('./capturing.ts');
  const { readSettings, SettingError } = await import('./settings.ts');
  const store = await database.open();
  try {
    const { clock } = database;
    const capture = captureBy(readSettings(settingsOf(process.env)), {
      store,
      portfolios: new Portfolios(store, clock),
      clock,
    });
    return { store, capture };
  } catch (error) {
    await store.close();
    if (!(error instanceof SettingError)) throw error;
    throw new Refusal(error.messages.map((message) => problem('setting_invalid', {}, message)));
  }
}

function gaps(given: Given, terminal: Terminal, find: FindDatabase): Promise<number> {
  const days = lookbackOf(given);
  return withDatabase(find, given, terminal, async (database) => {
    const { gapsOf } = await import('./capture/index.ts');
    const { store, capture } = await captureOf(database);
    try {
      const found = await gapsOf(capture.world, days);
      if (given.has('json')) printJson({ gaps: found }, terminal);
      else {
        for (const { user, account, date, kind } of found)
          terminal.out(`${date}  ${user}  ${account}  ${kind}\n`);
        terminal.out(
          found.length === 0 ? 'Every close is sealed.\n' : `${found.length} to seal: tidemark backfill\n`,
        );
      }
      return given.has('check') && found.length > 0 ? DOES_NOT_HOLD : DONE;
    } finally {
      await store.close();
    }
  });
}

function captured(
  given: Given,
  terminal: Terminal,
  find: FindDatabase,
  work: (capture: World['capture']) => Promise<CaptureAnswer>,
): Promise<number> {
  return withDatabase(find, given, terminal, async (database) => {
    const { store, capture } = await captureOf(database);
    try {
      const { created, problems } = await work(capture);
      if (given.has('json'))
        printJson({ success: problems.length === 0, snapshots_created: created, problems }, terminal);
      else terminal.out(`${created} sealed\n`);
      for (const text of problems) terminal.err(`tidemark: ${text}\n`);
      return problems.length === 0 ? DONE : UNREACHABLE;
    } finally {
      await store.close();
    }
  });
}
