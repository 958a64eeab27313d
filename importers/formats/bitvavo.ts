import { isIsoCurrency } from '@tidemark/engine';
import type { Format, Kind } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

const ZONE = 'Europe/Amsterdam';

/** Of money the amount is the money; of coins it is units. */
function derive(row: Row): Derived {
  const [currency, amount] = [row.under('Currency'), row.under('Amount')];
  if (isIsoCurrency(currency)) return { symbol: '', currency, amount, quantity: '' };
  const paid = row.under('Received / Paid Currency');
  return { symbol: currency, currency: paid || 'EUR', ...(paid === '' && { amount: '', fee: '' }) };
}

function read(row: Row): Kind | undefined {
  if (!/^(completed|distributed)$/i.test(row.under('Status'))) return 'skip: it was not carried out';
  const zone = row.under('Timezone');
  if (zone !== ZONE)
    row.refuse('date_invalid', 'date', `times of the zone ${JSON.stringify(zone)} are not read`);
  if (row.text('symbol') !== '') return undefined;
  return /^(deposit|withdrawal)$/.test(row.text('type')) ? 'cash' : undefined;
}

export const bitvavo: Format = {
  name: 'bitvavo',
  title: 'Bitvavo',
  behind: { kind: 'sample', what: 'a transaction history, 2022–2023' },
  tables: [
    {
      marks: ['Timezone', 'Date', 'Time', 'Type', 'Currency', 'Amount', 'Quote Price', 'Transaction ID'],
      columns: {
        date: 'Date',
        time: 'Time',
        type: 'Type',
        symbol: 'Currency',
        quantity: 'Amount',
        price: 'Quote Price',
        priceCurrency: 'Quote Currency',
        amount: 'Received / Paid Amount',
        currency: 'Received / Paid Currency',
        fee: 'Fee amount',
        feeCurrency: 'Fee currency',
        id: 'Transaction ID',
      },
      unread: ['Status', 'Address', 'Timezone'],
      numbers: 'point',
      zone: ZONE,
      amount: 'net',
      derive,
      read,
      types: {
        buy: 'buy',
        sell: 'sell',
        deposit: 'transfer_in',
        withdrawal: 'transfer_out',
        staking: 'reward',
        fixed_staking: 'reward',
        affiliate: 'reward',
        rebate: 'reward',
        campaign_new_user_incentive: 'reward',
      },
    },
  ],
};
