import type { Format } from '../reader/format.ts';

export const parqet: Format = {
  name: 'parqet',
  title: 'Parqet',
  behind: { kind: 'sample', what: 'activities of 2024' },
  tables: [
    {
      marks: ['datetime', 'price', 'shares', 'amount', 'tax', 'fee', 'type', 'identifier', 'currency'],
      columns: {
        date: 'datetime',
        type: 'type',
        isin: 'identifier',
        name: 'holdingname',
        quantity: 'shares',
        price: 'price',
        amount: 'amount',
        tax: 'tax',
        fee: 'fee',
        currency: 'currency',
      },
      unread: [
        'date',
        'time',
        'realizedgains',
        'broker',
        'assettype',
        'wkn',
        'originalcurrency',
        'fxrate',
        'holding',
        'holdingnickname',
        'exchange',
        'avgholdingperiod',
      ],
      numbers: 'comma',
      amount: 'gross',
      symbol: (row) => row.text('isin') || row.text('name'),
      types: {
        Buy: 'buy',
        Sell: 'sell',
        Dividend: 'dividend',
        Interest: 'interest',
        TransferIn: 'transfer_in',
        TransferOut: 'transfer_out',
      },
    },
  ],
};
