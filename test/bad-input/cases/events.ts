import { type BadInput, type Expected, ledger, VALUE } from '../case.ts';

const at = (code: string, field: string | null, line = 2): Expected => [code, 'ledger.csv', line, field];
const NO_SHORTS = 'name,allow_short\nmain,no\n';

const withoutShorts = (name: string, text: string, ...errors: Expected[]): BadInput => ({
  name,
  files: { 'ledger.csv': text, 'accounts.csv': NO_SHORTS },
  call: `${VALUE} --accounts accounts.csv`,
  errors,
});

/** Events that lack something, contradict each other, or cannot have happened. */
export const EVENTS: readonly BadInput[] = [
  ledger(
    'an id that appears again with other content',
    'date,type,amount,id\n2024-01-02,deposit,5,a1\n2024-01-02,deposit,6,a1\n',
    at('id_conflict', 'id', 3),
  ),
  withoutShorts(
    'a sale of what was never held',
    'date,type,symbol,quantity,price\n2024-01-02,sell,A,1,10\n',
    at('oversold', 'quantity'),
  ),
  withoutShorts(
    'a sale of more than is held',
    'date,type,symbol,quantity,price\n2024-01-02,buy,A,5,10\n2024-01-03,sell,A,6,10\n',
    at('oversold', 'quantity', 3),
  ),
  withoutShorts(
    'a sale before the purchase',
    'date,type,symbol,quantity,price\n2024-01-03,buy,A,5,10\n2024-01-02,sell,A,5,10\n',
    at('oversold', 'quantity', 3),
  ),
  ledger(
    'a transfer of more than is held',
    'date,type,symbol,quantity,price\n2024-01-02,buy,A,5,10\n2024-01-03,transfer_out,A,6,\n',
    at('oversold', 'quantity', 3),
  ),
  ledger(
    'an option that expires and was never held',
    'date,type,symbol,quantity\n2024-01-19,option_expire,ACME  240119C00050000,1\n',
    at('nothing_held', 'quantity'),
  ),
  ledger(
    'a merger of what is not held',
    'date,type,symbol,to_symbol,ratio\n2024-01-02,merger,A,B,1\n',
    at('nothing_held', 'symbol'),
  ),
  ledger(
    'a spin-off from what is not held',
    'date,type,symbol,to_symbol,to_quantity,cost_fraction\n2024-01-02,spinoff,A,B,5,0.1\n',
    at('nothing_held', 'symbol'),
  ),
  ledger(
    'a return of capital of what is not held',
    'date,type,symbol,amount\n2024-01-02,return_of_capital,A,5\n',
    at('nothing_held', 'symbol'),
  ),
  ledger(
    'capital that is returned the wrong way',
    'date,type,symbol,quantity,price,amount\n2024-01-02,buy,A,5,10,\n2024-01-03,return_of_capital,A,,,-5\n',
    at('sign_wrong', 'amount', 3),
  ),
  ledger(
    'a merger that costs cash',
    'date,type,symbol,quantity,price,amount,to_symbol,ratio\n2024-01-02,buy,A,5,10,,,\n2024-01-03,merger,A,,,-5,B,1\n',
    at('sign_wrong', 'amount', 3),
  ),
  ledger(
    'a spin-off without a fraction and without market values',
    'date,type,symbol,quantity,price,to_symbol,to_quantity\n2024-01-02,buy,A,5,10,,\n2024-01-03,spinoff,A,,,B,5\n',
    at('cost_fraction_unknown', 'cost_fraction', 3),
  ),
  ledger(
    'units that come in without a cost and without a market value',
    'date,type,symbol,quantity\n2024-01-02,transfer_in,A,5\n',
    at('cost_unknown', 'price'),
  ),
  {
    ...ledger(
      'a lot that does not exist',
      'date,type,symbol,quantity,price,id,lot\n2024-01-02,buy,A,5,10,b1,\n2024-01-03,sell,A,5,10,,b2\n',
      at('lot_unknown', 'lot', 3),
    ),
    call: `${VALUE} --lots specific`,
  },
  {
    ...ledger(
      'a lot that holds less than is sold',
      'date,type,symbol,quantity,price,id,lot\n2024-01-02,buy,A,5,10,b1,\n2024-01-02,buy,A,5,10,b2,\n2024-01-03,sell,A,6,10,,b1\n',
      at('lot_insufficient', 'lot', 4),
    ),
    call: `${VALUE} --lots specific`,
  },
  ledger(
    'renames of one day that lead back to where they began',
    'date,type,symbol,quantity,price,to_symbol\n2024-01-02,buy,A,5,10,\n2024-01-03,rename,A,,,B\n2024-01-03,rename,B,,,A\n',
    at('symbol_cycle', 'to_symbol', 4),
  ),
  ledger(
    'mergers of one day that lead back to where they began',
    'date,type,symbol,quantity,price,to_symbol,ratio\n2024-01-02,buy,A,5,10,,\n2024-01-03,merger,A,,,B,1\n2024-01-03,merger,B,,,C,1\n2024-01-03,merger,C,,,A,1\n',
    at('symbol_cycle', 'to_symbol', 5),
  ),
  ledger(
    'a currency that is not known and has no rate',
    'date,type,amount,currency\n2024-01-02,deposit,1,QQQ\n',
    at('rate_missing', 'currency'),
  ),
  ledger(
    'an instrument whose currency has no rate',
    'date,type,symbol,quantity,price,currency\n2024-01-02,buy,BMW,1,100,EUR\n',
    at('rate_missing', 'currency'),
  ),
  ledger(
    'a contract bought by one multiplier and sold by another',
    'date,type,symbol,quantity,price,multiplier\n2024-01-02,buy,O,1,10,50\n2024-01-03,sell,O,1,11,10\n',
    at('multiplier_differs', 'multiplier', 3),
  ),
  ledger(
    'a contract bought by a multiplier and sold without one',
    'date,type,symbol,quantity,price,multiplier\n2024-01-02,buy,O,1,10,50\n2024-01-03,sell,O,1,11,\n',
    at('multiplier_differs', 'multiplier', 3),
  ),
  ledger(
    'an amount larger than can be kept to the cent',
    'date,type,amount\n2024-01-02,deposit,1\n2024-01-03,deposit,100000000000000000\n',
    at('value_too_large', 'amount', 3),
  ),
  ledger(
    'a number of sixty digits',
    `date,type,amount\n2024-01-02,deposit,${'9'.repeat(60)}\n`,
    at('value_too_large', 'amount'),
  ),
  ledger(
    'units whose value is larger than can be kept',
    'date,type,symbol,quantity,price\n2024-01-02,buy,A,99999999999999,99999999999\n',
    at('value_too_large', 'quantity'),
  ),
  ledger(
    'a conversion between currencies without a rate',
    'date,type,amount,currency,to_amount,to_currency\n2024-01-02,deposit,10000.00,EUR,,\n2024-01-03,fx,-1000.00,EUR,1100.00,USD\n',
    at('rate_missing', 'currency'),
  ),
  ledger(
    'a year that is far from the others',
    'date,type,amount\n2024-01-02,deposit,1\n2024-01-03,deposit,1\n9024-01-04,deposit,1\n',
    at('date_invalid', 'date', 4),
  ),
  {
    name: 'prices in another currency than the instruments file says',
    files: {
      'ledger.csv': 'date,type,symbol,quantity,price,currency\n2024-01-02,buy,A,1,10,USD\n',
      'instruments.csv': 'symbol,kind,currency\nA,stock,EUR\n',
      'prices.csv': 'date,symbol,price,currency\n2024-01-02,A,10,USD\n',
      'fx.csv': 'date,pair,rate\n2024-01-02,EURUSD,1.25\n',
    },
    call: `${VALUE} --instruments instruments.csv --prices prices.csv --fx fx.csv`,
    errors: [['price_currency_mixed', null, null, 'currency']],
  },
  {
    name: 'an event in an account that the accounts file does not have',
    files: {
      'ledger.csv': 'date,type,amount,account\n2024-01-02,deposit,5,savings\n',
      'accounts.csv': 'name\nmain\n',
    },
    call: `${VALUE} --accounts accounts.csv`,
    errors: [at('account_unknown', 'account')],
  },
];
