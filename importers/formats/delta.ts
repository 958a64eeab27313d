import {
  absolute,
  type Decimal,
  type EventInput,
  formatDecimal,
  isIsoCurrency,
  negate,
} from '@tidemark/engine';
import { baseOf } from '../reader/events.ts';
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

/** Units for units, without a value in money: kept as unclassified, with a fee in a third kind of units. */
function exchanged(row: Row): readonly EventInput[] {
  const event = baseOf(row, 'unclassified', '');
  const [units, paid] = [row.number('quantity'), row.number('amount')];
  if (event === null || units === null || paid === null) {
    row.refuse('field_required', 'amount', 'an exchange of units has both');
    return [];
  }
  const isBought = row.text('type') === 'BUY';
  const [base, quote] = isBought
    ? [absolute(units), negate(absolute(paid))]
    : [negate(absolute(units)), absolute(paid)];
  const moved = (symbol: string, quantity: Decimal): EventInput => ({
    ...event,
    symbol,
    quantity: formatDecimal(quantity),
  });
  const fees = [...row.costs('fee').values()].map((fee) =>
    moved(row.text('feeCurrency'), negate(absolute(fee))),
  );
  return [moved(row.text('symbol'), base), moved(row.text('currency'), quote), ...fees];
}

function read(row: Row): Kind | readonly EventInput[] | undefined {
  const type = row.text('type');
  if (/^(BUY|SELL)$/.test(type) && !isIsoCurrency(row.text('currency'))) return exchanged(row);
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
