import { describe, expect, test } from 'vitest';
import { formatDecimal } from '../amounts/index.ts';
import { DOLLARS, type EventInput, type LedgerContext, ledgerFrom } from './index.ts';

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

describe('Each type has the columns that it needs', () => {
  const complete: Record<string, Fields> = {
    deposit: { type: 'deposit', amount: '1000' },
    withdrawal: { type: 'withdrawal', amount: '-10' },
    buy: { type: 'buy', ...trade },
    sell: { type: 'sell', ...trade },
    interest: { type: 'interest', amount: '-3' },
    fee: { type: 'fee', amount: '-3' },
    tax: { type: 'tax', amount: '-3' },
    split: { type: 'split', symbol: 'ACME', ratio: '4' },
    spinoff: { type: 'spinoff', symbol: 'ACME', toSymbol: 'NEW', toQuantity: '5' },
    merger: { type: 'merger', symbol: 'ACME', toSymbol: 'NEW', ratio: '0.5' },
    rename: { type: 'rename', symbol: 'ACME', toSymbol: 'NEW' },
    return_of_capital: { type: 'return_of_capital', symbol: 'ACME', amount: '20' },
    fx: { type: 'fx', amount: '-100', toAmount: '90', toCurrency: 'EUR' },
    option_expire: { type: 'option_expire', symbol: 'AAPL240119C00150000', quantity: '1' },
    option_assign: { type: 'option_assign', symbol: 'AAPL240119C00150000', quantity: '1' },
    option_exercise: { type: 'option_exercise', symbol: 'AAPL240119C00150000', quantity: '1' },
  };
  const needs: [type: string, field: keyof EventInput & string, column: string][] = [
    ['deposit', 'amount', 'amount'],
    ['withdrawal', 'amount', 'amount'],
    ['buy', 'symbol', 'symbol'],
    ['buy', 'quantity', 'quantity'],
    ['buy', 'price', 'price'],
    ['sell', 'symbol', 'symbol'],
    ['sell', 'quantity', 'quantity'],
    ['sell', 'price', 'price'],
    ['interest', 'amount', 'amount'],
    ['fee', 'amount', 'amount'],
    ['tax', 'amount', 'amount'],
    ['split', 'symbol', 'symbol'],
    ['split', 'ratio', 'ratio'],
    ['spinoff', 'symbol', 'symbol'],
    ['spinoff', 'toSymbol', 'to_symbol'],
    ['spinoff', 'toQuantity', 'to_quantity'],
    ['merger', 'symbol', 'symbol'],
    ['merger', 'toSymbol', 'to_symbol'],
    ['merger', 'ratio', 'ratio'],
    ['rename', 'symbol', 'symbol'],
    ['rename', 'toSymbol', 'to_symbol'],
    ['return_of_capital', 'symbol', 'symbol'],
    ['return_of_capital', 'amount', 'amount'],
    ['fx', 'amount', 'amount'],
    ['fx', 'toAmount', 'to_amount'],
    ['fx', 'toCurrency', 'to_currency'],
    ['option_expire', 'symbol', 'symbol'],
    ['option_expire', 'quantity', 'quantity'],
    ['option_assign', 'quantity', 'quantity'],
    ['option_exercise', 'quantity', 'quantity'],
  ];
  test.each(Object.entries(complete))('a complete %s has no problem', (_, fields) => {
    expect(read(fields).problems).toEqual([]);
    expect(read(fields).table.count).toBe(1);
  });
  test.each(needs)('a %s without %s is refused', (type, field, column) => {
    const { table, found } = read({ ...complete[type], [field]: '' } as Fields);
    expect(found).toEqual([`field_required ${column}`]);
    expect(table.count).toBe(0);
  });
  test('every missing column of a row is named', () => {
    expect(read({ type: 'spinoff' }).found).toEqual([
      'field_required symbol',
      'field_required to_symbol',
      'field_required to_quantity',
    ]);
  });
  test('a row without date and type names both', () => {
    const { problems } = ledgerFrom([{ date: '', type: '' }], DOLLARS);
    expect(problems.map((p) => `${p.code} ${p.source.field}`)).toEqual([
      'field_required date',
      'field_required type',
    ]);
  });
});

describe('Cash or units', () => {
  test.each(['opening', 'transfer_in', 'transfer_out', 'adjustment', 'unclassified'])(
    'a %s without amount, symbol and quantity needs an amount',
    (type) => expect(read({ type }).found).toEqual(['field_required amount']),
  );
  test.each(['opening', 'transfer_in', 'transfer_out', 'adjustment', 'unclassified'])(
    'a %s of units needs symbol and quantity',
    (type) => {
      expect(read({ type, quantity: '5' }).found).toEqual(['field_required symbol']);
      expect(read({ type, symbol: 'ACME' }).found).toEqual(['field_required quantity']);
    },
  );
  test('units that come in may leave their cost open', () => {
    expect(amountOf({ type: 'transfer_in', symbol: 'ACME', quantity: '5' })).toBeNull();
    expect(amountOf({ type: 'opening', symbol: 'ACME', quantity: '5', price: '7' })).toBeNull();
  });
  test('units that move take no cash but their costs', () => {
    expect(amountOf({ type: 'transfer_out', symbol: 'ACME', quantity: '5', fee: '25' })).toBe('-25');
    const { table, problems } = read({ type: 'transfer_out', symbol: 'ACME', quantity: '5', amount: '-25' });
    expect(problems).toEqual([]);
    expect(formatDecimal(table.event(0).fee)).toBe('25');
    expect(read({ type: 'opening', ...trade, amount: '1000' }).found).toEqual(['sign_wrong amount']);
  });
  test('an amount of costs wins over fee and tax, with a warning', () => {
    const { table, found } = read({
      type: 'transfer_out',
      symbol: 'ACME',
      quantity: '5',
      amount: '-30',
      fee: '25',
      tax: '1',
    });
    expect(found).toEqual(['amount_differs amount']);
    expect(formatDecimal(table.event(0).fee)).toBe('29');
  });
  test('a dividend is cash, or units by quantity and price', () => {
    expect(amountOf({ type: 'dividend', symbol: 'ACME', amount: '7.5', price: '0.75' })).toBe('7.5');
    expect(amountOf({ type: 'dividend', symbol: 'ACME', amount: '7.5', price: '0.75', quantity: '10' })).toBe(
      '7.5',
    );
    expect(amountOf({ type: 'dividend', symbol: 'ACME', quantity: '2', price: '30' })).toBeNull();
    expect(amountOf({ type: 'dividend', symbol: 'ACME', quantity: '2', price: '30', tax: '9' })).toBe('-9');
    expect(read({ type: 'dividend', symbol: 'ACME' }).found).toEqual(['field_required amount']);
    expect(read({ type: 'dividend', symbol: 'ACME', quantity: '2' }).found).toEqual(['field_required price']);
    expect(read({ type: 'dividend', quantity: '2', price: '3' }).found).toEqual(['field_required symbol']);
  });
  test('an adjustment may move cash and units, either way', () => {
    expect(read({ type: 'adjustment', ...trade, amount: '-3' }).problems).toEqual([]);
    expect(read({ type: 'unclassified', symbol: 'ACME', quantity: '-5' }).problems).toEqual([]);
  });
});

describe('Columns that a type does not have', () => {
  const refused: [Fields, string][] = [
    [{ type: 'deposit', amount: '1', symbol: 'ACME' }, 'symbol'],
    [{ type: 'withdrawal', amount: '-1', quantity: '2' }, 'quantity'],
    [{ type: 'buy', ...trade, ratio: '2' }, 'ratio'],
    [{ type: 'buy', ...trade, lot: 'a' }, 'lot'],
    [{ type: 'split', symbol: 'ACME', ratio: '2', quantity: '5' }, 'quantity'],
    [{ type: 'split', symbol: 'ACME', ratio: '2', amount: '5' }, 'amount'],
    [{ type: 'spinoff', symbol: 'A', toSymbol: 'B', toQuantity: '1', amount: '5' }, 'amount'],
    [{ type: 'rename', symbol: 'A', toSymbol: 'B', fee: '5' }, 'fee'],
    [{ type: 'sell', ...trade, toAmount: '2' }, 'to_amount'],
    [{ type: 'sell', ...trade, costFraction: '0.5' }, 'cost_fraction'],
    [{ type: 'fx', amount: '-1', toAmount: '1', toCurrency: 'EUR', symbol: 'EURUSD' }, 'symbol'],
  ];
  test.each(refused)('%o is refused', (fields, column) => {
    expect(read(fields).found).toEqual([`field_not_allowed ${column}`]);
  });
  test('zeros there are as good as empty', () => {
    const { table, problems } = read({
      type: 'deposit',
      amount: '5',
      quantity: '0',
      price: '0.00',
      fee: '0',
      ratio: '0',
    });
    expect(problems).toEqual([]);
    expect(table.event(0)).toMatchObject({ quantity: null, price: null, ratio: null });
  });
  test('a symbol cannot become itself', () => {
    expect(read({ type: 'rename', symbol: 'A', toSymbol: 'A' }).found).toEqual([
      'field_not_allowed to_symbol',
    ]);
  });
});

describe('Signs that contradict the type', () => {
  const wrong: [Fields, string][] = [
    [{ type: 'deposit', amount: '-1' }, 'amount'],
    [{ type: 'deposit', amount: '-1', fee: '3' }, 'amount'],
    [{ type: 'withdrawal', amount: '1' }, 'amount'],
    [{ type: 'transfer_in', amount: '-1' }, 'amount'],
    [{ type: 'transfer_out', amount: '1' }, 'amount'],
    [{ type: 'buy', ...trade, amount: '1000' }, 'amount'],
    [{ type: 'sell', ...trade, amount: '-1000' }, 'amount'],
    [{ type: 'buy', ...trade, quantity: '-10' }, 'quantity'],
    [{ type: 'buy', ...trade, quantity: '0' }, 'quantity'],
    [{ type: 'sell', ...trade, quantity: '-10' }, 'quantity'],
    [{ type: 'dividend', ...trade, quantity: '-10' }, 'quantity'],
    [{ type: 'option_expire', symbol: 'X', quantity: '-1' }, 'quantity'],
    [{ type: 'buy', ...trade, price: '-1' }, 'price'],
    [{ type: 'buy', ...trade, fee: '-1' }, 'fee'],
    [{ type: 'buy', ...trade, tax: '-1' }, 'tax'],
    [{ type: 'dividend', symbol: 'ACME', amount: '8.50', tax: '-1.50' }, 'tax'],
    [{ type: 'buy', ...trade, stop: '-1' }, 'stop'],
    [{ type: 'spinoff', symbol: 'A', toSymbol: 'B', toQuantity: '0' }, 'to_quantity'],
    [{ type: 'fx', amount: '100', toAmount: '90', toCurrency: 'EUR' }, 'to_amount'],
    [{ type: 'fx', amount: '-100', toAmount: '-90', toCurrency: 'EUR' }, 'to_amount'],
    [{ type: 'withdrawal', amount: '-3', fee: '5' }, 'amount'],
    [{ type: 'buy', ...trade, amount: '-3', fee: '5' }, 'amount'],
  ];
  test.each(wrong)('%o is refused', (fields, column) => {
    expect(read(fields).found).toEqual([`sign_wrong ${column}`]);
  });
  const right: Fields[] = [
    { type: 'fee', amount: '3' },
    { type: 'tax', amount: '3' },
    { type: 'dividend', symbol: 'ACME', amount: '-3' },
    { type: 'interest', amount: '-3' },
    { type: 'merger', symbol: 'A', toSymbol: 'B', ratio: '1', amount: '-1' },
    { type: 'return_of_capital', symbol: 'A', amount: '-1' },
    { type: 'dividend', symbol: 'ACME', amount: '-8.50', tax: '-1.50' },
    { type: 'interest', amount: '-3', fee: '-1' },
    { type: 'opening', amount: '-500' },
    { type: 'opening', ...trade, quantity: '-10' },
    { type: 'transfer_in', ...trade, quantity: '-10' },
    { type: 'transfer_out', symbol: 'ACME', quantity: '-10' },
    { type: 'fx', amount: '100', toAmount: '-90', toCurrency: 'EUR' },
    { type: 'sell', symbol: 'ACME', quantity: '1', price: '0.01', fee: '5' },
    { type: 'sell', symbol: 'ACME', quantity: '1', price: '0.01', fee: '5', amount: '-4.99' },
  ];
  test.each(right)('%o is accepted', (fields) => expect(read(fields).problems).toEqual([]));

  test('ratios are above zero, fractions from 0 to 1', () => {
    const spinoff = { type: 'spinoff', symbol: 'A', toSymbol: 'B', toQuantity: '1' };
    expect(read({ type: 'split', symbol: 'A', ratio: '0' }).found).toEqual(['ratio_invalid ratio']);
    expect(read({ type: 'split', symbol: 'A', ratio: '-2' }).found).toEqual(['ratio_invalid ratio']);
    expect(read({ type: 'buy', ...trade, multiplier: '0' }).found).toEqual(['ratio_invalid multiplier']);
    expect(read({ ...spinoff, costFraction: '1.01' }).found).toEqual(['fraction_invalid cost_fraction']);
    expect(read({ ...spinoff, costFraction: '-0.1' }).found).toEqual(['fraction_invalid cost_fraction']);
    expect(read({ ...spinoff, costFraction: '1' }).problems).toEqual([]);
    expect(read({ ...spinoff, costFraction: '0' }).problems).toEqual([]);
  });
});

describe('Values', () => {
  const invalid: [Partial<EventInput>, string][] = [
    [{ date: '2023-02-29' }, 'date_invalid date'],
    [{ date: '02/01/2024' }, 'date_invalid date'],
    [{ time: '24:00' }, 'time_invalid time'],
    [{ time: '9:30' }, 'time_invalid time'],
    [{ type: 'purchase' }, 'type_unknown type'],
    [{ quantity: '1e3' }, 'number_invalid quantity'],
    [{ price: '1,000' }, 'number_invalid price'],
    [{ price: Number.NaN }, 'number_invalid price'],
    [{ fee: '1 ' + '0' }, 'number_invalid fee'],
    [{ currency: '$' }, 'currency_invalid currency'],
    [{ settleCurrency: 'US-D', amount: '-1000' }, 'currency_invalid settle_currency'],
    [{ symbol: 'A'.repeat(201) }, 'field_too_long symbol'],
    [{ note: 'n'.repeat(10_001) }, 'field_too_long note'],
  ];
  test.each(invalid)('%o is refused', (fields, found) => {
    const { table, problems } = ledgerFrom(
      [{ date: '2024-01-02', type: 'buy', ...trade, ...fields }],
      DOLLARS,
    );
    expect(problems.map((p) => `${p.code} ${p.source.field}`)).toEqual([found]);
    expect(table.count).toBe(0);
  });
  test('the type may be written in any case', () => {
    expect(read({ ...trade, type: 'BUY' }).table.typeOf(0)).toBe('buy');
  });
  test('a time is kept in seconds after midnight', () => {
    expect(read({ type: 'buy', ...trade, time: '09:30' }).table.event(0).time).toBe(34_200);
    expect(read({ type: 'buy', ...trade, time: '23:59:59' }).table.event(0).time).toBe(86_399);
  });
  test('numbers are read in full, small ones too', () => {
    expect(amountOf({ type: 'buy', symbol: 'SHIB', quantity: 1e7, price: 2.5e-7 })).toBe('-2.5');
    expect(amountOf({ type: 'deposit', amount: 1e21 })).toBe('1000000000000000000000');
  });
  test('a digit beyond what a double holds is not lost', () => {
    expect(amountOf({ type: 'deposit', amount: '123456789012345678901.23' })).toBe(
      '123456789012345678901.23',
    );
  });
  test('problems name the event by its place and its id', () => {
    const { problems } = ledgerFrom(
      [
        { date: '2024-01-02', type: 'deposit', amount: '1' },
        { date: '2024-01-02', type: 'deposit', amount: '-1', id: 'x7' },
      ],
      DOLLARS,
    );
    expect(problems.map((p) => p.source)).toEqual([{ line: 2, field: 'amount', eventId: 'x7' }]);
  });
});
