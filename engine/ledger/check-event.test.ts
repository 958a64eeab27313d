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
    [{ type: 'buy', ...trade, stop: '-1' }, 'stop'],
    [{ type: 'merger', symbol: 'A', toSymbol: 'B', ratio: '1', amount: '-1' }, 'amount'],
    [{ type: 'return_of_capital', symbol: 'A', amount: '-1' }, 'amount'],
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
    { type: 'opening', amount: '-500' },
    { type: 'opening', ...trade, quantity: '-10' },
    { type: 'transfer_in', ...trade, quantity: '-10' },
    { type: 'transfer_out', symbol: 'ACME', quantity: '-10' },
    { type: 'fx', amount: '100', toAmount: '-90', toCurrency: 'EUR' },
    { type: 'sell', symbol: 'ACME', quantity: '1', price: '0.01', fee: '5' },
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

describe('Accounts and currencies', () => {
  const euro = {
    name: 'depot',
    type: 'cash',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    calendar: 'XETR',
    lotMethod: null,
    allowShort: false,
  } as const;
  const context: LedgerContext = {
    baseCurrency: 'USD',
    accounts: (name) => (name === 'depot' ? euro : undefined),
    instruments: () => undefined,
  };
  test('no account is main, and its currency is the base', () => {
    expect(read({ type: 'buy', ...trade }).table.event(0)).toMatchObject({
      account: 'main',
      currency: 'USD',
      settleCurrency: 'USD',
    });
  });
  test('no currency is that of the account', () => {
    expect(read({ type: 'buy', ...trade, account: 'depot' }, context).table.event(0)).toMatchObject({
      currency: 'EUR',
      settleCurrency: 'EUR',
    });
  });
  test('an account that is not in the list is refused', () => {
    expect(read({ type: 'buy', ...trade, account: 'other' }, context).found).toEqual([
      'account_unknown account',
    ]);
    expect(read({ type: 'buy', ...trade }, context).found).toEqual(['account_unknown account']);
  });
  test('pence are hundredths of a pound', () => {
    const { table, problems } = read({
      type: 'buy',
      symbol: 'VOD',
      quantity: '100',
      price: '72.5',
      currency: 'GBX',
      stop: '70',
    });
    expect(problems).toEqual([]);
    const event = table.event(0);
    expect(event.currency).toBe('GBP');
    expect(event.price && formatDecimal(event.price)).toBe('0.725');
    expect(event.stop && formatDecimal(event.stop)).toBe('0.7');
    expect(event.amount && formatDecimal(event.amount)).toBe('-72.5');
  });
  test('a price in pence settles in pounds without an amount, and with one', () => {
    const pence = {
      type: 'buy',
      symbol: 'VOD',
      quantity: '100',
      price: '72.5',
      currency: 'GBp',
      settleCurrency: 'GBP',
    };
    expect(amountOf({ ...pence, fee: '1.5' })).toBe('-74');
    expect(amountOf({ ...pence, amount: '-74', fee: '1.5' })).toBe('-74');
  });
  test('an amount in pence is one in pounds', () => {
    expect(amountOf({ type: 'dividend', symbol: 'VOD', amount: '450', currency: 'GBX' })).toBe('4.5');
    expect(
      amountOf({
        type: 'buy',
        symbol: 'VOD',
        quantity: '100',
        price: '72.5',
        amount: '-7400',
        fee: '150',
        currency: 'GBX',
      }),
    ).toBe('-74');
    const { table } = read({ type: 'fx', amount: '-10', toAmount: '790', toCurrency: 'GBX' });
    expect(table.event(0).toCurrency).toBe('GBP');
    expect(formatDecimal(table.rare.toAmount.get(0) ?? { units: 0, scale: 0 })).toBe('7.9');
  });
  test('a conversion is between two currencies', () => {
    expect(read({ type: 'fx', amount: '-100', toAmount: '90', toCurrency: 'USD' }).found).toEqual([
      'currency_invalid to_currency',
    ]);
  });
  test('an amount in another currency than the price cannot be left out', () => {
    expect(read({ type: 'buy', ...trade, currency: 'EUR', settleCurrency: 'USD' }).found).toEqual([
      'field_required amount',
    ]);
    expect(
      amountOf({ type: 'buy', ...trade, currency: 'EUR', settleCurrency: 'USD', amount: '-1095.2' }),
    ).toBe('-1095.2');
  });
});

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
    expect(amountOf({ type: 'buy', symbol: 'X', quantity: '1000', price: '10.00', amount: '-10005' })).toBe(
      '-10005',
    );
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

describe('Ids', () => {
  const deposit = { date: '2024-01-02', type: 'deposit', amount: '100', id: 'a1' };
  const codes = (events: EventInput[]) => {
    const { table, problems } = ledgerFrom(events, DOLLARS);
    return [table.count, ...problems.map((p) => `${p.code} ${p.severity}`)];
  };
  test('the same id with the same content is known and skipped', () => {
    expect(
      codes([deposit, { ...deposit, amount: '100.00', type: 'DEPOSIT', account: 'main', currency: 'usd' }]),
    ).toEqual([1, 'id_repeated info']);
  });
  test('the same id with other content is refused', () => {
    expect(codes([deposit, { ...deposit, amount: '101' }])).toEqual([1, 'id_conflict error']);
    expect(codes([deposit, { ...deposit, note: 'gift' }])).toEqual([1, 'id_conflict error']);
    expect(codes([deposit, { ...deposit, date: '2024-01-03' }])).toEqual([1, 'id_conflict error']);
  });
  test('an id belongs to its account', () => {
    expect(codes([deposit, { ...deposit, account: 'other', amount: '7' }])).toEqual([2]);
  });
  test('rows without an id all count', () => {
    const { id: _, ...anonymous } = deposit;
    expect(codes([anonymous, anonymous])).toEqual([2]);
  });
});
