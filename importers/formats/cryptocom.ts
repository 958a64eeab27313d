import { absolute, type EventInput, formatDecimal } from '@tidemark/engine';
import { baseOf } from '../reader/events.ts';
import type { Format, Kind } from '../reader/format.ts';
import type { Row } from '../reader/row.ts';

/** One coin for another, or for what the card spends: a sale at the value stated, and what it bought. */
function exchanged(row: Row): readonly EventInput[] {
  const currency = row.text('currency');
  const base = baseOf(row, 'sell', currency);
  const [units, value, received] = [row.size('quantity'), row.size('amount'), row.number('toQuantity')];
  if (base === null || units === undefined || value === undefined) {
    row.refuse('field_required', 'amount', 'an exchange has units and a value');
    return [];
  }
  const { symbol: _, ...rest } = base;
  const sale = { ...base, quantity: units, amount: value };
  if (row.text('type') === 'card_top_up') return [sale, { ...rest, type: 'withdrawal', amount: `-${value}` }];
  if (received === null) {
    row.refuse('field_required', 'toQuantity', 'an exchange has what was received');
    return [];
  }
  const quantity = formatDecimal(absolute(received));
  return [sale, { ...rest, type: 'buy', symbol: row.text('toSymbol'), quantity, amount: `-${value}` }];
}

function read(row: Row): Kind | readonly EventInput[] | undefined {
  const type = row.text('type');
  if (type === 'crypto_exchange' || type === 'card_top_up') return exchanged(row);
  // What a coin was worth when it came is its price: value ÷ units.
  return undefined;
}

export const cryptocom: Format = {
  name: 'crypto-com',
  title: 'Crypto.com',
  behind: { kind: 'sample', what: 'an app export, 2023–2025' },
  tables: [
    {
      marks: [
        'Timestamp (UTC)',
        'Transaction Description',
        'Currency',
        'Amount',
        'Native Currency',
        'Transaction Kind',
      ],
      columns: {
        date: 'Timestamp (UTC)',
        type: 'Transaction Kind',
        note: 'Transaction Description',
        symbol: 'Currency',
        quantity: 'Amount',
        toSymbol: 'To Currency',
        toQuantity: 'To Amount',
        amount: 'Native Amount',
        currency: 'Native Currency',
      },
      unread: ['Native Amount (in USD)', 'Transaction Hash'],
      numbers: 'point',
      zone: 'UTC',
      amount: 'net',
      read,
      types: {
        viban_purchase: 'buy',
        crypto_purchase: 'buy',
        crypto_wallet_swap_credited: 'swap_leg',
        crypto_wallet_swap_debited: 'swap_leg',
        dust_conversion_credited: 'swap_leg',
        dust_conversion_debited: 'swap_leg',
        crypto_deposit: 'transfer_in',
        crypto_withdrawal: 'transfer_out',
        crypto_transfer: 'transfer',
        exchange_to_crypto_transfer: 'transfer_in',
        crypto_to_exchange_transfer: 'transfer_out',
        referral_card_cashback: 'reward',
        mco_stake_reward: 'reward',
        crypto_earn_interest_paid: 'reward',
        'finance.lockup.dpos_compound_interest*': 'reward',
        'finance.lockup.dpos_lock*': 'skip: staked, the account keeps it',
        'finance.lockup.dpos_unlock*': 'skip: no longer staked, the account kept it',
        lockup_lock: 'skip: staked, the account keeps it',
        lockup_unlock: 'skip: no longer staked, the account kept it',
        crypto_earn_program_created: 'skip: lent, the account keeps it',
        crypto_earn_program_withdrawn: 'skip: no longer lent, the account kept it',
      },
    },
  ],
};
