import { isIsoCurrency } from '@tidemark/engine';
import type { Format, Kind } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `SOL (Solana)` */
const code = (text: string): string => text.replace(/ \(.*\)$/, '');

function derive(row: Row): Derived {
  const [base, quote] = [code(row.under('Base currency (name)')), code(row.under('Quote currency'))];
  const feeCurrency = code(row.under('Fee currency (name)'));
  if (row.under('Base type') !== 'FIAT') return { symbol: base, currency: quote || 'USD', feeCurrency };
  return { symbol: '', currency: base, amount: row.under('Base amount'), quantity: '', feeCurrency };
}

function read(row: Row): Kind | undefined {
  const type = row.text('type');
  const quote = row.text('currency');
  if (/^(BUY|SELL)$/.test(type) && !isIsoCurrency(quote))
    row.refuse(
      'currency_invalid',
      'currency',
      `the value in money of units paid in ${quote} is not in the file`,
    );
  const isMoney = row.text('symbol') === '';
  if (type === 'DEPOSIT') return isMoney ? 'deposit' : 'transfer_in';
  if (type === 'WITHDRAW') return isMoney ? 'withdrawal' : 'transfer_out';
  return undefined;
}

export const delta: Format = {
  name: 'delta',
  title: 'Delta',
  behind: { kind: 'sample', what: "the program's own example of its import and export file" },
  tables: [
    {
      marks: ['Date', 'Way', 'Base amount', 'Base currency (name)', 'Quote amount', 'Quote currency'],
      columns: {
        date: 'Date',
        type: 'Way',
        symbol: 'Base currency (name)',
        quantity: 'Base amount',
        amount: 'Quote amount',
        currency: 'Quote currency',
        fee: 'Fee amount',
        feeCurrency: 'Fee currency (name)',
        note: 'Notes',
      },
      unread: ['Base type', 'Exchange', 'Sent/Received from', 'Sent to', 'Broker'],
      numbers: 'point',
      amount: 'gross',
      derive,
      read,
      types: { BUY: 'buy', SELL: 'sell', DIVIDEND: 'dividend' },
    },
  ],
};
