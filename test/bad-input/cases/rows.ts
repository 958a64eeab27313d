import type { BadRow } from '../case.ts';

const DAY = { date: '2024-01-02' };
const deposit = (
  name: string,
  columns: Readonly<Record<string, string>>,
  code: string,
  field: string,
): BadRow => [name, { ...DAY, type: 'deposit', amount: '1', ...columns }, [code, field]];
const amount = (text: string) => deposit(`the amount ${text}`, { amount: text }, 'number_invalid', 'amount');
const date = (text: string) => deposit(`the date ${text}`, { date: text }, 'date_invalid', 'date');
const time = (text: string) => deposit(`the time ${text}`, { time: text }, 'time_invalid', 'time');
const currency = (text: string) =>
  deposit(`the currency ${text}`, { currency: text }, 'currency_invalid', 'currency');

const event = (
  name: string,
  type: string,
  columns: Readonly<Record<string, string>>,
  ...errors: [string, string][]
): BadRow => [name, { ...DAY, type, ...columns }, ...errors];
const BUY = { symbol: 'A', quantity: '1', price: '10' };
const buy = (name: string, columns: Readonly<Record<string, string>>, code: string, field: string) =>
  event(name, 'buy', { ...BUY, ...columns }, [code, field]);
const sign = (name: string, type: string, columns: Readonly<Record<string, string>>, field: string) =>
  event(name, type, columns, ['sign_wrong', field]);
const required = (
  name: string,
  type: string,
  columns: Readonly<Record<string, string>>,
  ...fields: string[]
) => event(name, type, columns, ...fields.map((field): [string, string] => ['field_required', field]));

const SPINOFF = { symbol: 'A', to_symbol: 'B', to_quantity: '1' };
const MERGER = { symbol: 'A', to_symbol: 'B', ratio: '1' };
const FX = { amount: '-5', to_amount: '4', to_currency: 'EUR' };

/** Rows of a ledger that are wrong by themselves, one mistake each. */
export const LEDGER_ROWS: readonly BadRow[] = [
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1e5',
    '1.5E-3',
    '1,000.00',
    '1,5',
    "1'000",
    '1 000',
    '0x10',
    '--1',
    '1-',
  ].map(amount),
  ...['(1)', '$5', '5 USD', '.', '-', '1.2.3', '١٢', '1'.repeat(70), 'abc', '=1+1', '½', '１'].map(amount),
  ...['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-01-00', '24-01-02'].map(
    date,
  ),
  ...['0999-12-31', '10000-01-01', '2024-1-2', '2024/01/02', '02.01.2024', '01/02/2024', '20240102'].map(
    date,
  ),
  ...['2024-01-02T10:00', '45292', 'yesterday', '-2024-01-02'].map(date),
  ...['25:00', '24:00', '9:30', '09:60', '09:30:61', '09:30 PM', '0930', '09:30:00.5'].map(time),
  ...['US$', 'X', '123', 'EU R', 'TOOLONGACODE', '€'].map(currency),

  required('an empty date', 'deposit', { date: '', amount: '1' }, 'date'),
  required('an empty type', '', { amount: '1' }, 'type'),
  event('a type that is not known', 'gift', { amount: '1' }, ['type_unknown', 'type']),
  event('two types in one field', 'buy sell', { amount: '1' }, ['type_unknown', 'type']),
  buy('a settlement currency that is none', { settle_currency: '$' }, 'currency_invalid', 'settle_currency'),
  buy('a contract size of zero', { multiplier: '0' }, 'ratio_invalid', 'multiplier'),
  buy('a symbol longer than a name can be', { symbol: 'A'.repeat(201) }, 'field_too_long', 'symbol'),
  deposit('an account longer than a name can be', { account: 'a'.repeat(201) }, 'field_too_long', 'account'),
  deposit('a note longer than a note can be', { note: 'x'.repeat(20_000) }, 'field_too_long', 'note'),
  deposit('tags longer than tags can be', { tags: 'x'.repeat(2_001) }, 'field_too_long', 'tags'),
  event('a split by zero', 'split', { symbol: 'A', ratio: '0' }, ['ratio_invalid', 'ratio']),
  event('a split by less than zero', 'split', { symbol: 'A', ratio: '-2' }, ['ratio_invalid', 'ratio']),
  event('a split written as 2:1', 'split', { symbol: 'A', ratio: '2:1' }, ['number_invalid', 'ratio']),
  event('a merger at zero', 'merger', { ...MERGER, ratio: '0' }, ['ratio_invalid', 'ratio']),
  event('a merger at less than zero', 'merger', { ...MERGER, ratio: '-1' }, ['ratio_invalid', 'ratio']),
  event('a cost fraction above one', 'spinoff', { ...SPINOFF, cost_fraction: '1.5' }, [
    'fraction_invalid',
    'cost_fraction',
  ]),
  event('a cost fraction below zero', 'spinoff', { ...SPINOFF, cost_fraction: '-0.1' }, [
    'fraction_invalid',
    'cost_fraction',
  ]),
  event('a cost fraction in percent', 'merger', { ...MERGER, cost_fraction: '20%' }, [
    'number_invalid',
    'cost_fraction',
  ]),

  sign('a deposit that takes money away', 'deposit', { amount: '-5' }, 'amount'),
  sign('a withdrawal that brings money', 'withdrawal', { amount: '5' }, 'amount'),
  sign('a purchase that brings cash', 'buy', { ...BUY, amount: '10' }, 'amount'),
  sign('a sale that takes cash', 'sell', { ...BUY, amount: '-10' }, 'amount'),
  sign('a purchase of less than nothing', 'buy', { ...BUY, quantity: '-1' }, 'quantity'),
  sign('a purchase of nothing', 'buy', { ...BUY, quantity: '0' }, 'quantity'),
  sign('a sale of less than nothing', 'sell', { ...BUY, quantity: '-1' }, 'quantity'),
  sign('a price below zero', 'buy', { ...BUY, price: '-10' }, 'price'),
  sign('a fee below zero', 'buy', { ...BUY, fee: '-1' }, 'fee'),
  sign('a tax below zero', 'buy', { ...BUY, tax: '-1' }, 'tax'),
  sign('a stop below zero', 'buy', { ...BUY, stop: '-1' }, 'stop'),
  sign('a target below zero', 'buy', { ...BUY, target: '-1' }, 'target'),
  sign('a dividend in fewer than no units', 'dividend', { ...BUY, quantity: '-1' }, 'quantity'),
  sign('cash that is transferred in and goes out', 'transfer_in', { amount: '-5' }, 'amount'),
  sign('cash that is transferred out and comes in', 'transfer_out', { amount: '5' }, 'amount'),
  sign('a spin-off of no units', 'spinoff', { ...SPINOFF, to_quantity: '0' }, 'to_quantity'),
  sign('a spin-off of fewer than no units', 'spinoff', { ...SPINOFF, to_quantity: '-3' }, 'to_quantity'),
  sign(
    'an option that expires with fewer than no contracts',
    'option_expire',
    { symbol: 'A', quantity: '-1' },
    'quantity',
  ),
  sign(
    'an option that is assigned with no contracts',
    'option_assign',
    { symbol: 'A', quantity: '0' },
    'quantity',
  ),
  sign(
    'an option that is exercised with fewer than no contracts',
    'option_exercise',
    { symbol: 'A', quantity: '-2' },
    'quantity',
  ),
  sign('a conversion that brings both currencies', 'fx', { ...FX, amount: '5' }, 'to_amount'),
  sign('a conversion that takes both currencies', 'fx', { ...FX, to_amount: '-4' }, 'to_amount'),

  required('a purchase without symbol and quantity', 'buy', { price: '10' }, 'symbol', 'quantity'),
  required('a purchase without price and amount', 'buy', { symbol: 'A', quantity: '1' }, 'price'),
  required('a deposit of nothing', 'deposit', {}, 'amount'),
  required('an opening of nothing', 'opening', {}, 'amount'),
  required('units without a symbol', 'transfer_in', { quantity: '5' }, 'symbol'),
  required('a dividend of nothing', 'dividend', { symbol: 'A' }, 'amount'),
  required('a split without a ratio', 'split', { symbol: 'A' }, 'ratio'),
  required('a merger into nothing', 'merger', { symbol: 'A', ratio: '1' }, 'to_symbol'),
  required('a spin-off without units', 'spinoff', { symbol: 'A', to_symbol: 'B' }, 'to_quantity'),
  required('a conversion into no currency', 'fx', { amount: '-5', to_amount: '4' }, 'to_currency'),
  event('a rename into itself', 'rename', { symbol: 'A', to_symbol: 'A' }, [
    'field_not_allowed',
    'to_symbol',
  ]),
  event('a conversion into the same currency', 'fx', { ...FX, to_currency: 'USD' }, [
    'currency_invalid',
    'to_currency',
  ]),
  deposit('a deposit with a ratio', { ratio: '2' }, 'field_not_allowed', 'ratio'),
  buy('a purchase that names a lot', { lot: 'x' }, 'field_not_allowed', 'lot'),
];

const price = (
  name: string,
  columns: Readonly<Record<string, string>>,
  code: string,
  field: string,
): BadRow => [
  `the price of ${name}`,
  { date: '2024-01-02', symbol: 'ACME', price: '10', ...columns },
  [code, field],
];

export const PRICE_ROWS: readonly BadRow[] = [
  price('less than nothing', { price: '-1' }, 'price_invalid', 'price'),
  ...['NaN', 'Infinity', '1e3', '1,5', '', 'n/a', '1000000000000000000'].map((text) =>
    price(`${text || 'nothing'}`, { price: text }, 'price_invalid', 'price'),
  ),
  price('a day that does not exist', { date: '2024-02-30' }, 'date_invalid', 'date'),
  price('a day in another order', { date: '01/02/2024' }, 'date_invalid', 'date'),
  price('no symbol', { symbol: '' }, 'field_required', 'symbol'),
  price('a symbol longer than any', { symbol: 'A'.repeat(65) }, 'field_too_long', 'symbol'),
  price('a currency that is none', { currency: '$' }, 'currency_invalid', 'currency'),
];

const rate = (
  name: string,
  columns: Readonly<Record<string, string>>,
  code: string,
  field: string,
): BadRow => [
  `the rate ${name}`,
  { date: '2024-01-02', pair: 'EURUSD', rate: '1.1', ...columns },
  [code, field],
];

export const RATE_ROWS: readonly BadRow[] = [
  ...['0', '-1.1', 'inf', '1e1', '', '1,1'].map((text) =>
    rate(text || 'of nothing', { rate: text }, 'rate_invalid', 'rate'),
  ),
  ...['EURO-DOLLAR-X', 'EUREUR', 'EUR', '', 'E/U'].map((text) =>
    rate(`of the pair ${text}`, { pair: text }, 'pair_invalid', 'pair'),
  ),
  rate('of a day that does not exist', { date: '2024-02-30' }, 'date_invalid', 'date'),
];

const split = (
  name: string,
  columns: Readonly<Record<string, string>>,
  code: string,
  field: string,
): BadRow => [
  `the split ${name}`,
  { date: '2024-01-02', symbol: 'ACME', ratio: '2', ...columns },
  [code, field],
];

export const SPLIT_ROWS: readonly BadRow[] = [
  ...['0', '-2', '2:1', 'NaN'].map((text) => split(`by ${text}`, { ratio: text }, 'ratio_invalid', 'ratio')),
  split('on no day', { date: '' }, 'field_required', 'date'),
  split('on a day that does not exist', { date: '2024-06-31' }, 'date_invalid', 'date'),
  split('of nothing', { symbol: '' }, 'field_required', 'symbol'),
];

const account = (
  name: string,
  columns: Readonly<Record<string, string>>,
  code: string,
  field: string,
): BadRow => [`the account with ${name}`, { name, ...columns }, [code, field]];

export const ACCOUNT_ROWS: readonly BadRow[] = [
  account('a lot method that is not known', { lot_method: 'best' }, 'setting_invalid', 'lot_method'),
  account('a type that is not known', { type: 'credit' }, 'setting_invalid', 'type'),
  account('a time zone that is not known', { time_zone: 'Europe/Atlantis' }, 'setting_invalid', 'time_zone'),
  account('a calendar that is not known', { calendar: 'XXXX' }, 'setting_invalid', 'calendar'),
  account('shorts perhaps', { allow_short: 'maybe' }, 'setting_invalid', 'allow_short'),
  account('a currency that is none', { currency: '$' }, 'currency_invalid', 'currency'),
  account('no name', { name: '', type: 'cash' }, 'field_required', 'name'),
  account('the name of another', { name: 'shorts perhaps' }, 'setting_invalid', 'name'),
];

const instrument = (
  name: string,
  columns: Readonly<Record<string, string>>,
  code: string,
  field: string,
): BadRow => [`the instrument with ${name}`, { symbol: name, kind: 'option', ...columns }, [code, field]];

export const INSTRUMENT_ROWS: readonly BadRow[] = [
  instrument('a kind that is not known', { kind: 'share' }, 'setting_invalid', 'kind'),
  instrument('a contract size of zero', { multiplier: '0' }, 'number_invalid', 'multiplier'),
  instrument('a price factor below zero', { price_factor: '-0.01' }, 'number_invalid', 'price_factor'),
  instrument('a strike that is no number', { strike: 'at' }, 'number_invalid', 'strike'),
  instrument('an expiry that does not exist', { expiry: '2024-02-31' }, 'date_invalid', 'expiry'),
  instrument('a right that is none', { right: 'both' }, 'setting_invalid', 'right'),
  instrument('a currency that is none', { currency: '?' }, 'currency_invalid', 'currency'),
  instrument('no symbol', { symbol: '' }, 'field_required', 'symbol'),
  instrument('the symbol of another', { symbol: 'a right that is none' }, 'setting_invalid', 'symbol'),
];
