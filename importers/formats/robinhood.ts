import { formatDay } from '@tidemark/engine';
import type { Format } from '../reader/format.ts';
import { occSymbol } from '../reader/option-names.ts';
import type { Row } from '../reader/row.ts';

/** `AAPL 1/19/2024 Call $150.00` */
const OPTION = /^(?:Option Expiration for )?([A-Z.]+) (\d{1,2}\/\d{1,2}\/\d{4}) (Call|Put) \$([\d.,]+)/i;

function symbolOf(row: Row): string {
  const match = OPTION.exec(row.text('name'));
  const expiry = match === null ? null : row.momentIn(match[2]);
  if (match === null || expiry === null) return row.text('symbol');
  return occSymbol(match[1], formatDay(expiry.day), match[3], match[4]) ?? row.text('symbol');
}

export const robinhood: Format = {
  name: 'robinhood',
  title: 'Robinhood',
  behind: { kind: 'unconfirmed' },
  tables: [
    {
      marks: [
        'Activity Date',
        'Process Date',
        'Settle Date',
        'Instrument',
        'Trans Code',
        'Quantity',
        'Amount',
      ],
      columns: {
        date: 'Activity Date',
        type: 'Trans Code',
        symbol: 'Instrument',
        name: 'Description',
        quantity: 'Quantity',
        price: 'Price',
        amount: 'Amount',
      },
      unread: ['Process Date', 'Settle Date'],
      numbers: 'point',
      dates: 'mdy',
      currency: 'USD',
      amount: 'net',
      footer: /^[\s,]*"?The data provided is for informational purposes/,
      symbol: symbolOf,
      types: {
        Buy: 'buy',
        BTO: 'buy',
        BTC: 'buy',
        Sell: 'sell',
        STC: 'sell',
        STO: 'sell',
        CDIV: 'dividend',
        MDIV: 'dividend',
        QDIV: 'dividend',
        INT: 'interest',
        SLIP: 'interest',
        ACH: 'cash',
        WIRE: 'cash',
        RTP: 'cash',
        GOLD: 'fee',
        DFEE: 'fee',
        AFEE: 'fee',
        DTAX: 'tax',
        SPL: 'split_added',
        OEXP: 'option_expire',
        OASGN: 'option_assign',
        OEXCS: 'option_exercise',
        ACATI: 'transfer_in',
        ACATO: 'transfer_out',
        REC: 'transfer_in',
      },
    },
  ],
};
