import { describe, expect, test } from 'vitest';
import { formatDecimal } from '../amounts/index.ts';
import { DOLLARS, type EventInput, type Instrument, type LedgerContext, ledgerFrom } from './index.ts';

type Fields = Omit<EventInput, 'date'>;

function read(fields: Fields, context: LedgerContext = DOLLARS) {
  const { table, problems } = ledgerFrom([{ date: '2024-01-02', ...fields }], context);
  return { table, problems, found: problems.map((p) => `${p.code} ${p.source.field}`) };
}

function amountOf(fields: Fields, context: LedgerContext = DOLLARS): string | null {
  const { table, problems } = read(fields, context);
  expect(problems).toEqual([]);
  const amount = table.amount.get(0);
  return amount === null ? null : formatDecimal(amount);
}

const trade = { symbol: 'ACME', quantity: '10', price: '100' };

describe('The amount of a trade', () => {
  const instrument = (fields: Partial<Instrument>): LedgerContext => ({
    ...DOLLARS,
    instruments: (symbol) => ({
      symbol,
      kind: 'stock',
      currency: null,
      multiplier: null,
      priceFactor: null,
      sector: null,
      underlying: null,
      expiry: null,
      strike: null,
      right: null,
      ...fields,
    }),
  });
  test('left out, it is what was paid or received, exactly', () => {
    expect(amountOf({ type: 'buy', ...trade, fee: '1.5', tax: '0.25' })).toBe('-1001.75');
    expect(amountOf({ type: 'sell', ...trade, fee: '1.5', tax: '0.25' })).toBe('998.25');
    // 2.9158 × 205.43 = 598.992794, all six decimals
    expect(amountOf({ type: 'buy', symbol: 'SPY', quantity: '2.9158', price: '205.43' })).toBe('-598.992794');
    // 1 wei × 0.000000000000000001: 36 decimals
    expect(
      amountOf({
        type: 'buy',
        symbol: 'ETH',
        quantity: '0.000000000000000001',
        price: '0.000000000000000001',
      }),
    ).toBe(`-0.${'0'.repeat(35)}1`);
  });
  test('factors of sixty decimals do not throw', () => {
    const tiny = `0.${'0'.repeat(58)}1`;
    expect(
      read({ type: 'buy', symbol: 'X', quantity: tiny, price: tiny, fee: '1', multiplier: tiny }).problems,
    ).toEqual([]);
    expect(read({ type: 'buy', symbol: 'X', quantity: tiny, price: tiny, amount: '-1' }).found).toEqual([
      'amount_differs amount',
    ]);
  });
  test('an option symbol of the OCC is for 100 shares, padded or not', () => {
    for (const symbol of ['AAPL240119C00150000', 'AAPL  240119C00150000']) {
      expect(amountOf({ type: 'buy', symbol, quantity: '2', price: '3.5' })).toBe('-700');
    }
    expect(
      read({ type: 'buy', symbol: 'AAPL240119C00150000', quantity: '2', price: '3.5' }).table.event(0)
        .multiplier,
    ).toEqual({ units: 100, scale: 0 });
  });
  test('the multiplier of the row comes before that of the instrument, and that before the symbol', () => {
    const mini = instrument({ multiplier: { units: 10, scale: 0 } as Instrument['multiplier'] });
    const option = { type: 'buy', symbol: 'AAPL240119C00150000', quantity: '2', price: '3.5' };
    expect(amountOf(option, mini)).toBe('-70');
    expect(amountOf({ ...option, multiplier: '5' }, mini)).toBe('-35');
  });
  test('a bond is quoted in percent', () => {
    expect(
      amountOf(
        { type: 'buy', symbol: 'US912810', quantity: '10000', price: '98.5' },
        instrument({ kind: 'bond' }),
      ),
    ).toBe('-9850');
  });
  test('a future moves no cash but its costs', () => {
    const future = instrument({
      kind: 'future',
      multiplier: { units: 50, scale: 0 } as Instrument['multiplier'],
    });
    const es = { type: 'buy', symbol: 'ESH4', quantity: '1', price: '4800' };
    expect(amountOf({ ...es, fee: '2.25' }, future)).toBe('-2.25');
    expect(amountOf({ ...es, fee: '2.25', amount: '-2.25' }, future)).toBe('-2.25');
    expect(amountOf(es, future)).toBe('0');
    expect(amountOf({ ...es, price: '-37.63' }, future)).toBe('0');
    expect(read({ ...es, price: '', amount: '-2' }, future).found).toEqual([
      'field_required price',
      'amount_differs amount',
    ]);
  });
  test('of a future is costs, which a warning says where they are not named; a gain is not brought by it', () => {
    const future = instrument({ kind: 'future' });
    const es = { type: 'sell', symbol: 'ESH4', quantity: '1', price: '4810' };
    const { table, found } = read({ ...es, amount: '-2.25', fee: '2' }, future);
    expect(found).toEqual(['amount_differs amount']);
    expect(table.event(0).fee).toEqual({ units: 225, scale: 2 });
    expect(read({ ...es, amount: '497.75', fee: '2.25' }, future).found).toEqual(['sign_wrong amount']);
  });
  test('given and within rounding, it wins in silence', () => {
    expect(
      amountOf({
        type: 'buy',
        symbol: 'SPY',
        quantity: '2.9158',
        price: '205.43',
        amount: '-599.99',
        fee: '1',
      }),
    ).toBe('-599.99');
    // half of the price's last digit for 1,000 units is 5.00, half a cent comes on top
    expect(
      amountOf({ type: 'buy', symbol: 'X', quantity: '1000', price: '10.00', amount: '-10005.005' }),
    ).toBe('-10005.005');
    expect(
      amountOf({ type: 'buy', symbol: 'X', quantity: '1000', price: '10.0000', amount: '-10000.05' }),
    ).toBe('-10000.05');
  });
  test('given and beyond rounding, it wins with a warning', () => {
    for (const [quantity, price, amount] of [
      ['1000', '10.00', '-10005.01'],
      ['1000', '10', '-10005.01'],
      ['1000', '10.0000', '-10000.06'],
      ['10', '100', '-1001'],
    ]) {
      const { table, problems, found } = read({ type: 'buy', symbol: 'X', quantity, price, amount });
      expect(found).toEqual(['amount_differs amount']);
      expect(problems[0]).toMatchObject({ severity: 'warning', symbol: 'X' });
      expect(formatDecimal(table.amount.get(0) ?? { units: 0, scale: 0 })).toBe(amount);
    }
  });
  test('a fee forgotten in the amount is seen', () => {
    expect(read({ type: 'buy', ...trade, amount: '-1000', fee: '5' }).found).toEqual([
      'amount_differs amount',
    ]);
  });
  test('with an amount, a trade needs no price', () => {
    expect(amountOf({ type: 'sell', symbol: 'ACME', quantity: '10', amount: '990' })).toBe('990');
  });
});

describe('The amount of a charge', () => {
  test('is what fee and tax say, where it is left out', () => {
    expect(amountOf({ type: 'fee', fee: '12.5' })).toBe('-12.5');
    expect(amountOf({ type: 'tax', tax: '30', symbol: 'ACME' })).toBe('-30');
    expect(amountOf({ type: 'fee', fee: '10', tax: '1.9' })).toBe('-11.9');
  });
  test('wins over its own column, with a warning', () => {
    expect(read({ type: 'fee', amount: '-12', fee: '10' }).found).toEqual(['amount_differs amount']);
    expect(amountOf({ type: 'fee', amount: '-12', fee: '10', tax: '2' })).toBe('-12');
    expect(amountOf({ type: 'fee', amount: '-12', tax: '2' })).toBe('-12');
  });
  test('of a merger with nothing but costs is those costs', () => {
    expect(amountOf({ type: 'merger', symbol: 'A', toSymbol: 'B', ratio: '1', fee: '38' })).toBe('-38');
  });
});
