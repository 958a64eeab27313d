import { formatDecimal, multiply } from '@tidemark/engine';
import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `$CASH-USD` is money; without an amount it is units × price. */
function derive(row: Row): Derived {
  const symbol = row.under('symbol');
  const money = /^\$CASH-([A-Z]{3})$/.exec(symbol);
  const isTrade = /^(BUY|SELL|SPLIT)$/i.test(row.text('type'));
  if (isTrade) return { amount: '' };
  const own = money === null ? {} : { symbol: '', quantity: '' };
  const [units, price, amount] = [row.number('quantity'), row.number('price'), row.number('amount')];
  if (/^TRANSFER/i.test(row.text('type')) && money === null) return own;
  if (amount !== null && amount.units !== 0) return own;
  return units === null || price === null ? own : { ...own, amount: formatDecimal(multiply(units, price)) };
}

export const wealthfolio: Format = {
  name: 'wealthfolio',
  title: 'Wealthfolio',
  behind: { kind: 'unconfirmed' },
  tables: [
    {
      marks: ['date', 'symbol', 'quantity', 'activityType|type', 'unitPrice', 'currency', 'fee'],
      columns: {
        date: 'date',
        type: 'activityType|type',
        symbol: 'symbol',
        quantity: 'quantity',
        price: 'unitPrice',
        amount: 'amount',
        fee: 'fee',
        currency: 'currency',
        note: 'comment|notes',
        account: 'account|accountId',
      },
      unread: ['fxRate', 'subtype', 'instrumentType', 'isDraft', 'id'],
      amount: 'gross',
      symbol: (row) => row.text('symbol'),
      derive,
      types: {
        BUY: 'buy',
        SELL: 'sell',
        DIVIDEND: 'dividend',
        INTEREST: 'interest',
        DEPOSIT: 'deposit',
        WITHDRAWAL: 'withdrawal',
        TRANSFER_IN: 'transfer_in',
        TRANSFER_OUT: 'transfer_out',
        FEE: 'fee',
        TAX: 'tax',
        CREDIT: 'deposit',
        SPLIT: 'split_ratio',
      },
    },
  ],
};
