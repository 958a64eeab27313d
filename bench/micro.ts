/** Small parts by themselves, in one process: `node bench/micro.ts FOLDER RUNS` prints what each does as JSON. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  DOLLARS,
  History,
  Journal,
  type LotMethod,
  orderEvents,
  PriceBookBuilder,
  PriceFile,
  readTransactions,
  timeWeighted,
  tradesReport,
  xirr,
} from '../engine/index.ts';
import { CONVENTIONS, readFolder, tidemarkFigures } from './compute.ts';
import { isMain } from './main-module.ts';
import { spreadOf } from './statistics.ts';

/** How much of a unit a part does in a second, from the median of its runs. */
export interface Micro {
  readonly what: string;
  readonly ms: number;
  readonly perSecond: number;
  readonly unit: string;
}

const METHODS: readonly LotMethod[] = ['fifo', 'lifo', 'hifo', 'average', 'uk'];

function measured(folder: string, runs: number): Micro[] {
  const bytesOf = (name: string) => readFileSync(path.join(folder, name));
  const [prices, transactions] = [bytesOf('prices.csv'), bytesOf('transactions.csv')];
  const facts = { ...readFolder(folder), conventions: CONVENTIONS };
  const { table, order } = facts;
  const history = History.open(facts);
  const { equity, deposits, withdrawals, opening, length, netFlow } = history.columns();
  const found: Micro[] = [];
  const part = (what: string, size: number, unit: string, run: () => unknown): void => {
    found.push({ what, ...timed(run, runs, size), unit });
  };
  part('price file', prices.length / 1e6, 'MB', () => {
    const builder = new PriceBookBuilder();
    const file = new PriceFile('prices.csv', 'long', builder);
    file.push(prices);
    file.end();
    builder.finish();
  });
  part('transactions file', table.count, 'rows', () =>
    readTransactions([{ name: 'transactions.csv', bytes: transactions }], DOLLARS),
  );
  part('order of events', table.count, 'rows', () => orderEvents(table, order));
  part('history and returns', order.length, 'events', () => tidemarkFigures(History.open(facts)));
  for (const lots of METHODS) {
    const conventions = { ...CONVENTIONS, lots };
    part(`history, lots ${lots}`, order.length, 'events', () => History.open({ ...facts, conventions }));
  }
  part('disposals of all years', order.length, 'events', () =>
    History.open(facts).disposals(history.first, history.last),
  );
  journalParts(history, part);
  part('time-weighted return', length, 'days', () =>
    timeWeighted({ values: equity, inflows: deposits, outflows: withdrawals, opening }, 'end'),
  );
  const paid = [...netFlow.keys()].filter((day) => netFlow[day] !== 0);
  const flows = {
    days: [...paid, length - 1],
    amounts: [...paid.map((day) => -netFlow[day]), equity[length - 1]],
  };
  part('XIRR', paid.length, 'flows', () => xirr(flows));
  return found;
}

type Part = (what: string, size: number, unit: string, run: () => unknown) => void;

/** Grouping, the whole report, and what a changed starting balance costs. */
function journalParts(history: History, part: Part): void {
  const journal = Journal.of(history);
  const fills = journal.trips.reduce((sum, trip) => sum + trip.fills.length, 0);
  const terms = { account: null, basis: 'realized', startingBalance: null } as const;
  const request = { ...terms, from: null, to: null };
  part('fills grouped into round trips', fills, 'fills', () => Journal.of(history));
  part('trades report, first time', journal.trips.length, 'trades', () =>
    tradesReport(Journal.of(history), request),
  );
  for (const count of [100, 1849]) {
    const trips = journal.trips.slice(0, count);
    let startingBalance = 0;
    part(`${count} trades with risk, another starting balance`, trips.length, 'trades', () =>
      journal.tradesAtRisk(trips, { ...terms, startingBalance: ++startingBalance }),
    );
  }
}

function timed(run: () => unknown, runs: number, size: number): { ms: number; perSecond: number } {
  for (let warming = 0; warming < Math.min(3, runs); warming++) run();
  const took = Array.from({ length: runs }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  const { median } = spreadOf(took);
  return { ms: median, perSecond: (1000 * size) / median };
}

if (isMain(import.meta.url)) {
  const [, , folder, runs] = process.argv;
  process.stdout.write(JSON.stringify(measured(folder, Number(runs))));
}
