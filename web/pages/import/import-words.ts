/** What a column of an unknown file may be, in words; the names are those of column mappings. */
export const FIELDS = {
  date: 'Date',
  time: 'Time',
  type: 'What happened',
  symbol: 'Symbol',
  isin: 'ISIN',
  name: 'Name of the instrument',
  quantity: 'Quantity',
  price: 'Price',
  amount: 'Amount',
  fee: 'Fee',
  tax: 'Tax',
  currency: 'Currency',
  priceCurrency: 'Currency of the price',
  feeCurrency: 'Currency of the fee',
  rate: 'Exchange rate',
  balance: 'Balance after it',
  id: 'Own id of the row',
  note: 'Note',
} as const;

export type FieldName = keyof typeof FIELDS;

/** What a word in the column of types may mean. */
export const KINDS = {
  buy: 'Buy',
  sell: 'Sell',
  trade: 'Buy or sell, by the sign',
  deposit: 'Deposit',
  withdrawal: 'Withdrawal',
  cash: 'Deposit or withdrawal, by the sign',
  dividend: 'Dividend',
  interest: 'Interest',
  fee: 'Fee',
  tax: 'Tax',
  transfer: 'Transfer, by the sign',
  transfer_in: 'Transfer in',
  transfer_out: 'Transfer out',
  reward: 'Income in units',
  return_of_capital: 'Return of capital',
  adjustment: 'Adjustment',
  'skip: no event': 'No event: leave it out',
} as const;

export const OUTCOMES = {
  all: 'All',
  new: 'New',
  known: 'Known',
  refused: 'Refused',
  no_event: 'No event',
} as const;

export type Shown = keyof typeof OUTCOMES;
