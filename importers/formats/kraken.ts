import { isIsoCurrency } from '@tidemark/engine';
import type { Format, Kind } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `XXBT`, `ZEUR`, `ETH2.S`, `DOT.F`: a letter before the codes of four, a point before where it is kept. */
export function krakenAsset(code: string): string {
  const own = code.replace(/\.[A-Z]+$/, '').replace(/^(ETH)2$/, '$1');
  const bare = /^[XZ][A-Z]{3}$/.test(own) ? own.slice(1) : own;
  return bare === 'XBT' ? 'BTC' : bare === 'XDG' ? 'DOGE' : bare;
}

/** Of money the amount is money, with the fee on top; of coins it is units. */
function derive(row: Row): Derived {
  const asset = krakenAsset(row.under('asset'));
  const amount = row.under('amount');
  if (isIsoCurrency(asset)) return { symbol: '', currency: asset, amount, quantity: '' };
  return { symbol: asset, currency: 'USD', quantity: amount, amount: '' };
}

const MOVED =
  /^(spottostaking|stakingfromspot|stakingtospot|spotfromstaking|spottofutures|spotfromfutures|autoallocation|allocation|deallocation|migration)$/i;

function read(row: Row): Kind | undefined {
  const type = row.text('type');
  if (row.under('txid') === '') return 'skip: it was not carried out';
  if (MOVED.test(row.under('subtype'))) return 'skip: moved inside Kraken, the account keeps it';
  if (/^(trade|spend|receive)$/.test(type)) return 'exchange_leg';
  const isMoney = row.text('symbol') === '';
  if (type === 'deposit') return isMoney ? 'deposit' : 'transfer_in';
  if (type === 'withdrawal') return isMoney ? 'withdrawal' : 'transfer_out';
  return undefined;
}

export const kraken: Format = {
  name: 'kraken',
  title: 'Kraken, ledgers',
  behind: {
    kind: 'description',
    link: 'https://support.kraken.com/hc/en-us/articles/360001169383-How-to-interpret-Ledger-history-fields',
  },
  tables: [
    {
      marks: ['txid', 'refid', 'time', 'type', 'asset', 'amount', 'fee', 'balance'],
      columns: {
        id: 'txid',
        pair: 'refid',
        date: 'time',
        type: 'type',
        symbol: 'asset',
        quantity: 'amount',
        amount: 'amount',
        fee: 'fee',
      },
      unread: ['subtype', 'aclass', 'balance', 'wallet', 'subclass'],
      numbers: 'point',
      zone: 'UTC',
      amount: 'gross',
      symbol: (row) => row.text('symbol'),
      derive,
      read,
      types: {
        staking: 'reward',
        earn: 'reward',
        'invite bonus': 'reward',
        transfer: 'transfer',
        adjustment: 'adjustment',
      },
    },
  ],
};
