import type { Format, Kind } from '../reader/format.ts';
import { unpaddedOcc } from '../reader/option-names.ts';
import type { Row } from '../reader/row.ts';

/** Orders alone: what was filled of one counts, cancelled or not. */
function read(row: Row): Kind | undefined {
  if (row.sign('quantity') <= 0) return 'skip: nothing of this order was filled';
  return undefined;
}

export const webull: Format = {
  name: 'webull',
  title: 'Webull',
  behind: { kind: 'unconfirmed' },
  tables: [
    {
      marks: ['Symbol', 'Side', 'Status', 'Filled', 'Total Qty', 'Avg Price', 'Filled Time'],
      columns: {
        date: ['Filled Time', 'Placed Time'],
        type: 'Side',
        symbol: 'Symbol',
        name: 'Name',
        quantity: 'Filled',
        price: 'Avg Price',
      },
      unread: ['Status', 'Total Qty', 'Price', 'Time-in-Force'],
      numbers: 'point',
      dates: 'mdy',
      currency: 'USD',
      symbol: (row) => unpaddedOcc(row.text('symbol')) ?? row.text('symbol'),
      read,
      types: { Buy: 'buy', Sell: 'sell', Short: 'sell' },
    },
  ],
};
