import type { Format } from '../reader/format.ts';

export const morganStanley: Format = {
  name: 'morgan-stanley',
  title: 'Morgan Stanley at Work',
  behind: { kind: 'sample', what: 'a releases report, 2021–2023; withdrawals from its description' },
  tables: [
    {
      marks: [
        'Vest Date',
        'Order Number',
        'Plan',
        'Type',
        'Price',
        'Net Share Proceeds',
        'Tax Payment Method',
      ],
      columns: {
        date: 'Vest Date',
        type: 'Type',
        symbol: 'Plan',
        quantity: 'Net Share Proceeds',
        price: 'Price',
      },
      unread: ['Order Number', 'Status', 'Quantity', 'Net Cash Proceeds', 'Tax Payment Method'],
      numbers: 'point',
      currency: 'USD',
      // Shares that vest come in at the price of that day, which is their cost.
      types: { Release: 'transfer_in' },
    },
    {
      marks: ['Execution Date', 'Order Number', 'Plan', 'Type', 'Price', 'Net Amount', 'Tax Payment Method'],
      columns: {
        date: 'Execution Date',
        type: 'Type',
        symbol: 'Plan',
        quantity: 'Quantity',
        price: 'Price',
        amount: 'Net Amount',
      },
      unread: ['Order Number', 'Order Status', 'Net Share Proceeds', 'Tax Payment Method'],
      numbers: 'point',
      currency: 'USD',
      amount: 'net',
      types: { Sale: 'sell' },
    },
  ],
};
