import { afterAll, describe, expect, test } from 'vitest';
import { folderOf, tidemark } from './tidemark.ts';

const { folder, remove } = folderOf({
  'ledger.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,2000.00\n2024-01-03,buy,ACME,10,100.00,\n',
  'flows.csv': 'date,amount\n2023-01-01,-100\n2024-01-01,110\n',
  'values.csv': 'date,value\n2023-01-01,100\n2023-01-02,110\n2023-01-03,99\n',
});
afterAll(remove);

const LEDGER = ['--ledger', 'ledger.csv'];
const CALLS: readonly (readonly [string, ...string[]])[] = [
  ['xirr', 'flows.csv'],
  ['twr', 'values.csv'],
  ['risk', 'values.csv'],
  ['sessions', '--calendar', 'XNYS', '--from', '2024-01-01', '--to', '2024-12-31'],
  ['value', ...LEDGER],
  ['trades', ...LEDGER],
  ['explain', ...LEDGER, '--date', '2024-01-03'],
  ['verify', ...LEDGER, '--edits', '1'],
];

describe.each(CALLS)('tidemark %s', (...call) => {
  test('--timing adds what it took to the JSON document', () => {
    const { code, json } = tidemark([...call, '--json', '--timing'], folder);
    expect(code).toBe(0);
    expect(Object.keys(json.timing)).toEqual(['read_ms', 'parse_ms', 'compute_ms', 'total_ms']);
    for (const took of Object.values(json.timing)) expect(took).toBeGreaterThanOrEqual(0);
    const { read_ms, parse_ms, compute_ms, total_ms } = json.timing;
    expect(total_ms).toBeGreaterThanOrEqual(read_ms + parse_ms + compute_ms - 0.01);
    expect(tidemark([...call, '--json'], folder).json).not.toHaveProperty('timing');
  });

  test('beside a page it goes to stderr', () => {
    const plain = tidemark(call, folder);
    const timed = tidemark([...call, '--timing'], folder);
    expect(timed.out).toBe(plain.out);
    expect(timed.err).toMatch(/^read_ms [\d.]+ {2}parse_ms [\d.]+ {2}compute_ms [\d.]+ {2}total_ms [\d.]+$/m);
  });
});
