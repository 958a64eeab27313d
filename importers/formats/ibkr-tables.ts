import type { InstrumentKind } from '@tidemark/engine';
import type { Format, Kind } from '../reader/format.ts';
import { unpaddedOcc } from '../reader/option-names.ts';
import type { Row } from '../reader/row.ts';

export const ibkrTransactionHistory: Format = {
  name: 'ibkr-transaction-history',
  title: 'Interactive Brokers, transaction history',
  behind: { kind: 'sample', what: 'a transaction history of 2025' },
  tables: [
    {
      marks: [
        'Transaction History',
        'Date',
        'Transaction Type',
        'Symbol',
        'Gross Amount',
        'Commission',
        'Net Amount',
      ],
      columns: {
        date: 'Date',
        account: 'Account',
        type: 'Transaction Type',
        note: 'Description',
        symbol: 'Symbol',
        quantity: 'Quantity',
        price: 'Price',
        fee: 'Commission',
        amount: 'Net Amount',
      },
      unread: ['Header', 'Gross Amount', 'Price Currency'],
      numbers: 'point',
      currencyIn: /^Summary,Data,Base Currency,([A-Z]{3})/m,
      amount: 'net',
      types: {
        Buy: 'buy',
        Sell: 'sell',
        Deposit: 'cash',
        Withdrawal: 'cash',
        Dividend: 'dividend',
        'Payment in Lieu': 'dividend',
        'Foreign Tax Withholding': 'tax',
        'Credit Interest': 'interest',
        'Debit Interest': 'interest',
        'Other Fee': 'fee',
        'Sales Tax': 'tax',
        'Forex Trade Component': 'adjustment',
        Adjustment: 'adjustment',
      },
    },
  ],
};

export const ibkrCashTypes: Readonly<Record<string, Kind>> = {
  Dividends: 'dividend',
  'Payment In Lieu Of Dividends': 'dividend',
  'Withholding Tax': 'tax',
  'Broker Interest Received': 'interest',
  'Broker Interest Paid': 'interest',
  'Bond Interest*': 'interest',
  'Deposits/Withdrawals': 'cash',
  'Deposits & Withdrawals': 'cash',
  'Other Fees': 'fee',
  'Broker Fees': 'fee',
  'Commission Adjustments': 'fee',
  'Advisor Fees': 'fee',
};

const KINDS: Readonly<Record<string, InstrumentKind>> = {
  ...{
    OPT: 'option',
    FOP: 'option',
    WAR: 'option',
    FUT: 'future',
    BOND: 'bond',
    FUND: 'fund',
    CRYPTO: 'crypto',
  },
  ...{
    Futures: 'future',
    'Options On Futures': 'option',
    'Equity and Index Options': 'option',
    Bonds: 'bond',
  },
};

/** Of the category of an asset; stocks may be funds, which it does not say. */
export const ibkrKind = (category: string): InstrumentKind | null => KINDS[category] ?? null;

const isReturnOfCapital = (row: Row): boolean => /\(return of capital\)/i.test(row.under('Description'));

/** A dividend that pays capital back says so in its description. */
export const ibkrReturnOfCapital = (row: Row): Kind | undefined =>
  isReturnOfCapital(row) && row.text('type') === 'Dividends' ? 'return_of_capital' : undefined;

/** `VT(US9220427424) CASH DIVIDEND USD 0.6504 PER SHARE` */
const symbolIn = (row: Row): string =>
  row.text('symbol') || row.text('isin') || (/^([\w.]+)\(/.exec(row.under('Description'))?.[1] ?? '');

export const ibkrFlexTable: Format = {
  name: 'ibkr-flex-csv',
  title: 'Interactive Brokers, Flex query as CSV',
  behind: { kind: 'sample', what: 'a trades and a cash transactions query of 2023–2025' },
  tables: [
    {
      marks: ['Buy/Sell', 'TradeDate|DateTime|Date/Time', 'Quantity', 'TradePrice', 'CurrencyPrimary'],
      columns: {
        date: 'DateTime|Date/Time|TradeDate',
        account: 'ClientAccountID',
        type: 'Buy/Sell',
        symbol: 'Symbol',
        isin: 'ISIN',
        name: 'Description',
        quantity: 'Quantity',
        price: 'TradePrice',
        multiplier: 'Multiplier',
        amount: 'TradeMoney|Proceeds',
        currency: 'CurrencyPrimary',
        fee: 'IBCommission',
        feeCurrency: 'IBCommissionCurrency',
        tax: 'Taxes',
        id: 'TransactionID|TradeID',
      },
      unread: ['AssetClass'],
      numbers: 'point',
      zone: 'America/New_York',
      amount: 'gross',
      symbol: (row) => unpaddedOcc(row.text('symbol')) ?? (row.text('symbol') || row.text('isin')),
      // What a future is worth is no money that moves.
      derive: (row) => (row.under('AssetClass') === 'FUT' ? { amount: '' } : {}),
      kindOf: (row) => ibkrKind(row.under('AssetClass')),
      types: { BUY: 'buy', SELL: 'sell' },
    },
    {
      marks: ['Type', 'SettleDate|Date/Time|DateTime|ReportDate', 'Amount', 'CurrencyPrimary', 'Description'],
      columns: {
        date: 'SettleDate|ReportDate|Date/Time|DateTime',
        account: 'ClientAccountID',
        type: 'Type',
        symbol: 'Symbol',
        isin: 'ISIN',
        note: 'Description',
        amount: 'Amount',
        currency: 'CurrencyPrimary',
        id: 'TransactionID',
      },
      numbers: 'point',
      zone: 'America/New_York',
      symbol: symbolIn,
      read: ibkrReturnOfCapital,
      types: ibkrCashTypes,
    },
  ],
};
