import { formatDay } from '@tidemark/engine';
import type { Format } from '../reader/format.ts';
import { occSymbol } from '../reader/option-names.ts';
import type { Row } from '../reader/row.ts';

/** `DELL 07/03/2025 125.00 C` */
const OPTION = /^([A-Z][A-Z0-9.]*) (\d{2}\/\d{2}\/\d{4}) ([\d.,]+) ([CP])$/;

function symbolOf(row: Row): string {
  const symbol = row.text('symbol');
  const match = OPTION.exec(symbol);
  const expiry = match === null ? null : row.momentIn(match[2]);
  if (match === null || expiry === null) return symbol;
  return occSymbol(match[1], formatDay(expiry.day), match[4], match[3]) ?? symbol;
}

export const schwab: Format = {
  name: 'schwab',
  title: 'Charles Schwab',
  behind: { kind: 'sample', what: 'three exports of transactions, 2016–2024' },
  tables: [
    {
      marks: ['Date', 'Action', 'Symbol', 'Fees & Comm|Fees & Commissions', 'Amount'],
      columns: {
        date: 'Date',
        type: 'Action',
        symbol: 'Symbol',
        name: 'Description',
        quantity: 'Quantity',
        price: 'Price',
        fee: 'Fees & Comm|Fees & Commissions',
        amount: 'Amount',
      },
      symbol: symbolOf,
      numbers: 'point',
      dates: 'mdy',
      currency: 'USD',
      amount: 'net',
      footer: /^"?Transactions Total/,
      types: {
        Buy: 'buy',
        'Buy to Open': 'buy',
        'Buy to Close': 'buy',
        'Buy to Cover': 'buy',
        'Reinvest Shares': 'buy',
        Sell: 'sell',
        'Sell to Open': 'sell',
        'Sell to Close': 'sell',
        'Sell Short': 'sell',
        'Cash Dividend': 'dividend',
        'Qualified Dividend': 'dividend',
        'Non-Qualified Div': 'dividend',
        'Qual Div Reinvest': 'dividend',
        'Reinvest Dividend': 'dividend',
        'Special Dividend': 'dividend',
        'Special Qual Div': 'dividend',
        'Special Non Qual Div': 'dividend',
        'Pr Yr *': 'dividend',
        'Long Term Cap Gain*': 'dividend',
        'Short Term Cap Gain*': 'dividend',
        'Cash In Lieu': 'return_of_capital',
        'Credit Interest': 'interest',
        'Bank Interest': 'interest',
        'Bond Interest': 'interest',
        'Margin Interest': 'interest',
        'Advisor Fee': 'fee',
        'Service Fee': 'fee',
        'ADR Mgmt Fee': 'fee',
        'Misc Cash Entry': 'adjustment',
        'Foreign Tax Paid': 'tax',
        'NRA Withholding': 'tax',
        'NRA Tax Adj': 'tax',
        'MoneyLink *': 'cash',
        'Wire *': 'cash',
        'Funds Received': 'cash',
        'Funds Paid': 'cash',
        Journal: 'transfer',
        'Journaled Shares': 'transfer',
        'Security Transfer': 'transfer',
        'Stock Split': 'split_added',
        'Reverse Split': 'split_close',
        Expired: 'option_expire',
        Assigned: 'option_assign',
        'Exchange or Exercise': 'option_exercise',
      },
    },
  ],
};
