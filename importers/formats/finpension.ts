import type { Format } from '../reader/format.ts';

export const finpension: Format = {
  name: 'finpension',
  title: 'Finpension',
  behind: { kind: 'sample', what: 'a 3a account of 2022–2023' },
  tables: [
    {
      marks: ['Date', 'Category', 'Asset Name', 'Number of Shares', 'Cash Flow', 'Balance'],
      columns: {
        date: 'Date',
        type: 'Category',
        name: 'Asset Name',
        isin: 'ISIN',
        quantity: 'Number of Shares',
        price: 'Asset Price in *',
        amount: 'Cash Flow',
        balance: 'Balance',
      },
      unread: ['Asset Currency', 'Currency Rate'],
      numbers: 'point',
      currency: 'CHF',
      amount: 'net',
      symbol: (row) => row.text('isin') || row.text('name'),
      types: {
        Buy: 'buy',
        Sell: 'sell',
        Dividend: 'dividend',
        'Interests*': 'interest',
        'Flat-rate administrative fee': 'fee',
        'Implementation fees': 'fee',
        Deposit: 'cash',
        Transfer: 'cash',
        Withdrawal: 'cash',
      },
    },
  ],
};
