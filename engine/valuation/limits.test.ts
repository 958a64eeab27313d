import { describe, expect, test } from 'vitest';
import { parseDay } from '../calendar/day.ts';
import { fileInMemory } from '../file-source.ts';
import { openHistory, readFacts } from '../pipeline.ts';

/** What the history of a ledger says that is an error: code, line and field. */
function errorsOf(ledger: string, more: { prices?: string; to?: string } = {}): string[] {
  const source = (name: string, text: string) => fileInMemory(name, new TextEncoder().encode(text));
  const prices =
    more.prices === undefined ? [] : [{ source: source('prices.csv', more.prices), kind: 'long' as const }];
  const files = {
    ledger: [source('ledger.csv', ledger)],
    prices,
    rates: [],
    splits: [],
    accounts: [],
    instruments: [],
  };
  const conventions = { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 } as const;
  const facts = readFacts(files, 'USD', false);
  const { problems } = openHistory(facts.output, conventions, parseDay(more.to ?? ''));
  return [...facts.problems, ...problems]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, source: place }) => `${code} ${place.line ?? '-'} ${place.field ?? '-'}`);
}

describe('figures beyond 2^53 minor units', () => {
  const DEPOSIT = 'date,type,amount\n2024-01-02,deposit,5\n2024-01-03,deposit';

  test('are refused at the largest event of their first day', () => {
    // 2^53 cents are 90,071,992,547,409.92: the largest that is exact is a cent less.
    expect(errorsOf(`${DEPOSIT},90071992547404.91\n`)).toEqual([]);
    expect(errorsOf(`${DEPOSIT},90071992547404.92\n`)).toEqual(['value_too_large 3 amount']);
  });

  test('are refused also where they cancel out on their day', () => {
    const huge = `1${'0'.repeat(50)}`;
    const both = `date,type,amount\n2024-01-03,deposit,${huge}\n2024-01-03,withdrawal,-${huge}\n`;
    expect(errorsOf(both)).toEqual(['value_too_large 2 amount']);
  });

  test('are refused where a price makes them', () => {
    const bought = 'date,type,symbol,quantity,price\n2024-01-02,buy,ACME,1000,5\n';
    const prices = 'date,symbol,price\n2024-01-02,ACME,5\n2024-01-04,ACME,100000000000\n';
    expect(errorsOf(bought, { prices })).toEqual(['value_too_large - -']);
  });
});

describe('a history longer than four centuries', () => {
  const EVENTS = 'date,type,amount\n2024-01-02,deposit,5\n2024-01-03,deposit,5\n';

  test('is refused at the event that is far from the others', () => {
    expect(errorsOf(`${EVENTS}9024-01-04,deposit,5\n`)).toEqual(['date_invalid 4 date']);
    expect(errorsOf(`${EVENTS}1024-01-04,deposit,5\n`)).toEqual(['date_invalid 4 date']);
    expect(errorsOf(`${EVENTS}2423-01-04,deposit,5\n`)).toEqual([]);
  });

  test('is refused where it was asked for, or a price makes it', () => {
    expect(errorsOf(EVENTS, { to: '9999-12-31' })).toEqual(['date_invalid - to']);
    const bought = 'date,type,symbol,quantity,price\n2024-01-02,buy,ACME,1000,5\n';
    const prices = 'date,symbol,price\n9999-12-31,ACME,5\n';
    expect(errorsOf(bought, { prices })).toEqual(['date_invalid - date']);
  });

  test('is no matter of the century: the last days of the calendar are days', () => {
    expect(errorsOf('date,type,amount\n9999-12-31,deposit,5\n')).toEqual([]);
  });
});
