import type { EventInput } from '@tidemark/engine';
import { isIsoCurrency } from '@tidemark/engine';
import { baseOf } from '../reader/events.ts';
import type { Format, Kind } from '../reader/format.ts';
import type { Row } from '../reader/row.ts';

/** `Converted 0.00363125 BTC to 156.145683 XRP` */
const CONVERTED = /^Converted ([\d.,]+) (\w+) to ([\d.,]+) (\w+)$/;

/** A conversion is a sale and a purchase at the value stated; only the note names the second side. */
function conversion(row: Row): readonly EventInput[] | undefined {
  const match = CONVERTED.exec(row.under('Notes'));
  const currency = row.text('priceCurrency');
  const base = baseOf(row, 'sell', currency);
  const value = row.numberIn(row.under('Subtotal'), 'amount') === null ? undefined : row.size('toAmount');
  const units = match === null ? null : row.numberIn(match[3], 'quantity');
  if (match === null || base === null || value === undefined || units === null) {
    row.refuse('field_required', 'note', 'a conversion names both sides in its note, and has a subtotal');
    return [];
  }
  const bought = { ...base, type: 'buy', symbol: match[4], quantity: match[3].replaceAll(',', '') };
  return [
    { ...base, quantity: row.size('quantity'), amount: value },
    { ...bought, amount: `-${value}` },
  ];
}

function read(row: Row): Kind | readonly EventInput[] | undefined {
  const type = row.text('type');
  if (type === 'Convert') return conversion(row);
  const isMoney = isIsoCurrency(row.text('symbol'));
  if (isMoney && /^(Deposit|Receive)/.test(type)) return 'deposit';
  if (isMoney && /^(Withdrawal|Send)/.test(type)) return 'withdrawal';
  return undefined;
}

export const coinbase: Format = {
  name: 'coinbase',
  title: 'Coinbase',
  behind: { kind: 'sample', what: 'a transaction history, 2022–2025' },
  tables: [
    {
      marks: [
        'Timestamp',
        'Transaction Type',
        'Asset',
        'Quantity Transacted',
        'Price Currency|Spot Price Currency',
        'Subtotal',
      ],
      columns: {
        id: 'ID',
        date: 'Timestamp',
        type: 'Transaction Type',
        symbol: 'Asset',
        quantity: 'Quantity Transacted',
        price: 'Price at Transaction|Spot Price at Transaction',
        priceCurrency: 'Price Currency|Spot Price Currency',
        currency: 'Price Currency|Spot Price Currency',
        amount: 'Total (inclusive of fees and/or spread)|Total (inclusive of fees)',
        toAmount: 'Subtotal',
        fee: 'Fees and/or Spread|Fees',
        note: 'Notes',
      },
      numbers: 'point',
      zone: 'UTC',
      amount: 'net',
      read,
      types: {
        Buy: 'buy',
        'Advanced Trade Buy': 'buy',
        'Advance Trade Buy': 'buy',
        Sell: 'sell',
        'Advanced Trade Sell': 'sell',
        'Advance Trade Sell': 'sell',
        Send: 'transfer_out',
        Receive: 'transfer_in',
        'Exchange Deposit': 'skip: moved to Coinbase Exchange, the account keeps it',
        'Exchange Withdrawal': 'skip: moved from Coinbase Exchange, the account keeps it',
        'Staking Income': 'reward',
        'Reward Income': 'reward',
        'Rewards Income': 'reward',
        'Inflation Reward': 'reward',
        'Learning Reward': 'reward',
        'Coinbase Earn': 'reward',
        'Retail Staking Transfer': 'skip: staked, the account keeps it',
        'Retail Unstaking Transfer': 'skip: no longer staked, the account kept it',
      },
    },
  ],
};
