import { expect, test } from 'vitest';
import { reportOf as reportOfFiles } from '../../test/reports.ts';
import { type Day, parseDay } from '../calendar/index.ts';
import { fileInMemory } from '../file-source.ts';
import { openHistory, readFacts } from '../pipeline.ts';
import type { Conventions } from '../valuation/conventions.ts';
import type { ReportRequest } from './request.ts';
import { valueDocument } from './value-document.ts';
import { valueReport } from './value-report.ts';

const on = (text: string): Day => parseDay(text) as Day;
const CONVENTIONS: Conventions = { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 };
const LEDGER = 'date,type,amount\n2024-01-02,deposit,1000.00\n2024-01-05,deposit,10.00\n';

/** Of a history from 2 to 5 January 2024. */
function reportOf(from: Day | null, to: Day | null) {
  const ledger = [fileInMemory('ledger.csv', new TextEncoder().encode(LEDGER))];
  const files = { accounts: [], instruments: [], prices: [], rates: [], splits: [], ledger };
  const facts = readFacts(files, 'USD', false).output;
  const request: ReportRequest = {
    from,
    to,
    every: 'day',
    account: null,
    positionsBy: 'symbol',
    flows: 'in-start-out-end',
    calendar: '24x7',
    riskFree: 0,
    volatilityOf: 'simple',
    benchmark: null,
  };
  const history = openHistory(facts, CONVENTIONS, null).output;
  return valueReport(history, { ...facts, conventions: CONVENTIONS }, request);
}

test.each([
  ['begins', on('2024-01-06'), null],
  ['ends', on('2024-01-03'), on('2024-01-06')],
  ['begins and ends', on('2024-02-01'), on('2024-02-02')],
])('a period that %s after the history is refused, and says why', (_, from, to) => {
  const { report, problems } = reportOf(from, to);
  expect(report).toBeNull();
  expect(problems).toMatchObject([{ code: 'setting_invalid', severity: 'error' }]);
  expect(problems[0].message).toContain('2024-01-05');
});

test('a period that begins before the history begins with it, and a warning says so', () => {
  const { report, problems } = reportOf(on('2023-12-01'), null);
  expect(report?.from).toBe(on('2024-01-02'));
  expect(problems.map(({ code }) => code)).toContain('from_before_history');
});

test('accounts that state a lot method of their own are named beside the one of the call', () => {
  // Bought at 10 and at 20, one sold at 30: in `old` the first goes, 30 − 10 = 20; in `new` the last, 30 − 20 = 10.
  const trades = (account: string) => `
    2024-01-02,${account},buy,ACME,1,10.00
    2024-01-03,${account},buy,ACME,1,20.00
    2024-01-04,${account},sell,ACME,1,30.00`;
  const ledger = `date,account,type,symbol,quantity,price${trades('new')}${trades('old')}${trades('same')}`;
  const accounts = 'name,lot_method\nold,fifo\nnew,\nsame,lifo\nelsewhere,hifo';
  const { report } = reportOfFiles({ ledger, accounts, conventions: { lots: 'lifo' } });
  const document = valueDocument(report);
  expect(document.conventions).toMatchObject({ lots: 'lifo', lot_methods: { old: 'fifo' } });
  const gains = document.realized.map(({ account, pnl }) => [account, pnl]);
  expect(Object.fromEntries(gains)).toEqual({ new: '10.00', old: '20.00', same: '10.00' });
});

test('where no account states another lot method, there is the one of the call alone', () => {
  const { report } = reportOfFiles({ ledger: 'date,type,amount\n2024-01-02,deposit,10.00' });
  expect(valueDocument(report).conventions).not.toHaveProperty('lot_methods');
});
