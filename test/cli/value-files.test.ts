import { describe, expect, test } from 'vitest';
import { ledgers } from './ledgers.ts';
import { tidemark } from './tidemark.ts';

const { folder, value, usual } = ledgers();

describe('input that is wrong', () => {
  test('every problem of every file, with file, line and field; exit code 2 and nothing else on stdout', () => {
    const { code, json } = value('--ledger', 'bad.csv', '--prices', 'bad-prices.csv', '--fx', 'nowhere');
    expect(code).toBe(2);
    expect(Object.keys(json)).toEqual(['problems']);
    expect(json.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'file_missing', file: 'nowhere' }),
        expect.objectContaining({ code: 'date_invalid', file: 'bad.csv', line: 2, field: 'date' }),
        expect.objectContaining({ code: 'sign_wrong', file: 'bad.csv', line: 3, field: 'amount' }),
        expect.objectContaining({ code: 'type_unknown', file: 'bad.csv', line: 4, field: 'type' }),
        expect.objectContaining({ code: 'price_invalid', file: 'bad-prices.csv', line: 2, field: 'price' }),
      ]),
    );
    for (const found of json.problems)
      expect(Object.keys(found)).toEqual(expect.arrayContaining(['severity', 'message', 'remedy']));
  });

  test('a sale beyond the holding of an account without shorts', () => {
    const { code, json } = value('--ledger', 'oversold.csv', '--accounts', 'accounts.csv');
    expect(code).toBe(2);
    expect(json.problems).toContainEqual(
      expect.objectContaining({ code: 'oversold', file: 'oversold.csv', line: 2 }),
    );
  });

  test('no ledger', () => {
    const { code, json } = value('--prices', 'prices.csv');
    expect(code).toBe(2);
    expect(json.problems[0]).toMatchObject({ code: 'flag_required', field: '--ledger' });
  });
});

describe('other outputs', () => {
  test('--csv prints the series', () => {
    const { code, out } = tidemark(
      ['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv', '--csv'],
      folder,
    );
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe(Object.keys(usual().json.series).join(','));
    expect(lines).toHaveLength(9);
    expect(lines[1]).toMatch(/^2024-01-02,2000,2000,0,0,2000,/);
  });

  test('--timing adds what it took', () => {
    const { timing } = usual('--timing').json;
    expect(Object.keys(timing)).toEqual(['read_ms', 'parse_ms', 'compute_ms', 'total_ms']);
    for (const took of Object.values(timing)) expect(took).toBeGreaterThanOrEqual(0);
  });

  test('several files after one flag, and a flag given twice, are the same', () => {
    const both = ['coin.csv', 'empty.csv'];
    const once = value('--ledger', ...both, '--prices', 'prices.csv').json;
    const twice = value('--ledger', both[0], '--ledger', both[1], '--prices', 'prices.csv').json;
    expect(once).toEqual(twice);
  });

  test('a page for people fits the terminal, without colour where none is wanted', () => {
    for (const columns of ['60', '80', '120']) {
      const { out } = tidemark(['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv'], folder, {
        COLUMNS: columns,
      });
      expect(out).toContain('2,505.25 USD');
      expect(out).not.toContain('\x1b[');
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(Number(columns));
    }
  });

  test('colour where it is forced', () => {
    const { out } = tidemark(['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv'], folder, {
      NO_COLOR: undefined,
      FORCE_COLOR: '1',
    });
    expect(out).toContain('\x1b[32m');
  });
});
