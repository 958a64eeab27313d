import {
  Journal,
  parseDecimal,
  problem,
  round,
  tradesDocument,
  tradesReport,
  unitsAt,
} from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { LEDGER_FLAGS } from '../inputs/ledger-flags.ts';
import { openFromFiles } from '../inputs/open-history.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { Refusal } from '../refusal.ts';
import { tradesScreen } from '../screens/trades-screen.ts';
import { printTiming, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './trades.manual.ts';

export const trades: Command = {
  name: 'trades',
  manual: MANUAL,
  flags: [
    ...LEDGER_FLAGS,
    {
      name: 'starting-balance',
      kind: 'one',
      value: 'N',
      help: 'Money at the start, in place of the opening cash.',
    },
    {
      name: 'basis',
      kind: 'one',
      value: 'realized|market',
      help: 'Which account value risk is measured against.',
    },
    { name: 'account', kind: 'one', value: 'NAME', help: 'One account alone.' },
    { name: 'from', kind: 'one', value: 'DATE', help: 'Trades that were open on this day or later.' },
    { name: 'to', kind: 'one', value: 'DATE', help: 'Trades that were open on this day or earlier.' },
    JSON_FLAG,
    TIMING_FLAG,
  ],
  operands: [],
  run,
};

function run(given: Given, terminal: Terminal): number {
  const asked = {
    basis: given.choice('basis', ['realized', 'market'] as const) ?? 'realized',
    from: given.day('from'),
    to: given.day('to'),
    account: given.text('account'),
  };
  if (asked.from !== null && asked.to !== null && asked.to < asked.from) {
    given.refuse('to', '--to is before --from');
  }
  // Refused before any file is read; in minor units once the base currency is known.
  given.number('starting-balance');
  const opened = openFromFiles(given, terminal, null);
  const { history } = opened;
  if (asked.account !== null && !history.accounts.includes(asked.account)) {
    const remedy = `The ledger has: ${history.accounts.join(', ') || 'no account'}.`;
    const message = `no event is in the account ${JSON.stringify(asked.account)}`;
    throw new Refusal([problem('account_unknown', { field: '--account' }, message, { remedy })]);
  }
  const startingBalance = startingBalanceOf(given, history.decimals);
  const report = tradesReport(Journal.of(history), { ...asked, startingBalance });
  const others = [...opened.problems, ...history.problems];
  const timing = opened.timing();
  if (given.has('json')) {
    printJson({ ...tradesDocument(report, others), ...timingOf(given, timing) }, terminal);
    return DONE;
  }
  printProblems([...others, ...report.problems], terminal);
  terminal.out(tradesScreen(report, terminal));
  printTiming(given, timing, terminal);
  return DONE;
}

/** In minor units; null where the flag is absent. */
function startingBalanceOf(given: Given, decimals: number): number | null {
  const amount = parseDecimal(given.text('starting-balance') ?? '');
  return amount === null ? null : Number(unitsAt(round(amount, decimals, 'half-away-from-zero'), decimals));
}
