import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Day, formatDay, type JournalProgram, plainTextJournal } from '../../engine/index.ts';
import type { PlainEvent, PlainInput } from '../naive/input.ts';
import { EngineLedger } from '../properties/engine.ts';
import { ledgers } from '../properties/ledgers.ts';
import { PATIENT, runs } from '../properties/runs.ts';

const isInstalled = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-journals-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the programs of a journal say: whether they accept it, and what the assets of a day are worth. */
const PROGRAMS = {
  beancount: {
    isThere: isInstalled('bean-check') && isInstalled('bean-query'),
    check: (file: string) => said('bean-check', [file]),
    value: (file: string, day: Day, base: string) => {
      const on = formatDay(day);
      const sum = `select str(sum(convert(position, '${base}', ${on}))) as worth`;
      return said('bean-query', ['-f', 'csv', file, `${sum} where account ~ '^Assets' and date <= ${on}`]);
    },
  },
  hledger: {
    isThere: isInstalled('hledger'),
    check: (file: string) => said('hledger', ['-f', file, 'check']),
    value: (file: string, day: Day, base: string) => {
      const period = ['-e', formatDay((day + 1) as Day), `--value=end,${base}`];
      return said('hledger', ['-f', file, 'balance', 'Assets', ...period, '--depth', '1', '-O', 'csv']);
    },
  },
} as const satisfies Record<JournalProgram, object>;

function said(command: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    // They read a file by the encoding that the environment names.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return `${stdout}${stderr}`.trim();
}

/** The last number of an answer; none is nothing. */
function worth(answer: string): number {
  const [last = ''] = answer.split('\n').slice(-1);
  return Number(/-?\d+(?:\.\d+)?/.exec(last)?.[0] ?? 0);
}

/** Ours round each holding and balance to the minor unit, and once more into base; theirs not at all. */
const roundings = ({ history }: EngineLedger): number =>
  2 * history.accounts.length * (history.symbols.length + 6) * 0.5;

function expectEqual(program: JournalProgram, ledger: EngineLedger): void {
  const { history } = ledger;
  const file = path.join(folder, `ledger.${program}`);
  writeFileSync(file, [...plainTextJournal(program, history, history.last)].join(''));
  expect(PROGRAMS[program].check(file)).toBe('');
  const days = history.last - history.first;
  for (const part of [0.3, 0.7, 1]) {
    const at = Math.floor(days * part);
    const answer = PROGRAMS[program].value(file, (history.first + at) as Day, history.base);
    const minor = 10 ** history.decimals;
    const difference = worth(answer) * minor - history.columns().equity[at];
    expect(Math.abs(difference), `${answer} of ${history.columns().equity[at] / minor}`).toBeLessThanOrEqual(
      roundings(ledger),
    );
  }
}

describe.each(['beancount', 'hledger'] as const)('a journal of %s', (program) => {
  const { isThere } = PROGRAMS[program];
  test.skipIf(!isThere)(
    `is accepted by it, and worth on any day what the ledger is (left out where ${program} is not installed)`,
    PATIENT,
    () => {
      fc.assert(
        fc.property(ledgers(60, { reports: false }), (input) =>
          expectEqual(program, new EngineLedger(input)),
        ),
        { numRuns: runs(6) },
      );
    },
  );

  test.skipIf(!isThere)(
    `takes any name of an account or an instrument (left out where ${program} is not installed)`,
    () => {
      const names = ['Depot "Süd", 2; x', 'depot süd 2 x', 'a:b', '日本', '-'];
      const symbols = [
        'O',
        'BRK.B',
        'VIX   250416P00055000',
        'EUR',
        '3CFL',
        'Emerging Markets Stock Index Fund - Acc',
        'o',
      ];
      const input: PlainInput = {
        events: names.flatMap((account, k): PlainEvent[] =>
          symbols.map((symbol, n) => ({
            ...{ date: '2024-01-02', account, type: 'buy', symbol, quantity: `${n + 1}`, price: `${10 + k}` },
            note: 'a "note"; of two\nlines',
          })),
        ),
        accounts: names.map((name) => ({ name })),
        conventions: { base: 'EUR', lots: 'fifo', fees: 'expense', staleAfterDays: 5 },
        ...{ prices: [], rates: [], splits: [], instruments: [], reports: [] },
      };
      expectEqual(program, new EngineLedger(input));
    },
  );
});
