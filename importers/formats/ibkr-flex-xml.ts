import { descendants, type Element, parseMarkup } from '../documents/markup.ts';
import type { DocumentFormat, DocumentRecord } from '../reader/document.ts';
import type { Kind } from '../reader/format.ts';
import { unpaddedOcc } from '../reader/option-names.ts';
import type { NoEvent } from '../reader/reading.ts';
import type { Derived, Row } from '../reader/row.ts';
import { ibkrCashTypes, ibkrKind, ibkrReturnOfCapital } from './ibkr-tables.ts';

const symbolOf = (row: Row): string =>
  unpaddedOcc(row.text('symbol')) ?? (row.text('symbol') || row.text('isin'));

/** `20250807;104523`, `20250422 202000`, `2025-03-15;15:30:00` */
const moment = (text: string): string => text.replace(/[;,] ?/, ' ');

/** The price and the units are the trade's; net figures of some statements are rounded or in another currency. */
function deriveTrade(row: Row): Derived {
  const [base] = row.under('symbol').split('.');
  const date = moment(row.under('dateTime') || row.under('tradeDate'));
  if (row.under('assetCategory') !== 'CASH') return { date, amount: '' };
  return { date, symbol: base, amount: row.under('proceeds') || row.under('tradeMoney') };
}

const readTrade = (row: Row): Kind => (row.under('assetCategory') === 'CASH' ? 'currency_trade' : 'trade');

/** What was booked counts on the day of the report; the hour of its booking run is no time of an event. */
const deriveCash = (row: Row): Derived => ({
  date: (row.under('reportDate') || row.under('dateTime') || row.under('settleDate')).replace(
    /[;, T].*$/,
    '',
  ),
});

/** `ACME(US...) SPLIT 4 FOR 1 (ACME, ...)` */
function deriveAction(row: Row): Derived {
  const [, after, before] = /SPLIT (\d+) FOR (\d+)/i.exec(row.under('description')) ?? [];
  const date = moment(row.under('dateTime') || row.under('reportDate'));
  return after === undefined ? { date } : { date, ratio: ratio(Number(after), Number(before)) };
}

const ratio = (after: number, before: number): string => String(after / before);

export const ibkrFlexXml: DocumentFormat = {
  name: 'ibkr-flex-xml',
  title: 'Interactive Brokers, Flex query as XML',
  behind: {
    kind: 'sample',
    what: 'four queries of 2025 with shares, options, currencies and a change of ISIN',
  },
  recognises: (text) => /<FlexQueryResponse[\s>]/.test(text.slice(0, 4096)),
  tabulate,
  tables: [
    {
      marks: [],
      columns: {
        date: 'dateTime',
        account: 'accountId',
        type: 'transactionType',
        symbol: 'symbol',
        isin: 'isin',
        name: 'description',
        quantity: 'quantity',
        price: 'tradePrice',
        multiplier: 'multiplier',
        amount: 'proceeds',
        currency: 'currency',
        fee: 'ibCommission',
        feeCurrency: 'ibCommissionCurrency',
        tax: 'taxes',
        id: ['transactionID', 'tradeID'],
      },
      unread: ['assetCategory', 'tradeMoney', 'tradeDate'],
      numbers: 'point',
      zone: 'America/New_York',
      amount: 'net',
      symbol: symbolOf,
      derive: deriveTrade,
      read: readTrade,
      kindOf: (row) => ibkrKind(row.under('assetCategory')),
      types: {},
    },
    {
      marks: [],
      columns: {
        date: 'dateTime',
        account: 'accountId',
        type: 'type',
        symbol: 'symbol',
        isin: 'isin',
        note: 'description',
        amount: 'amount',
        currency: 'currency',
        id: 'transactionID',
      },
      unread: ['reportDate', 'settleDate', 'Description'],
      numbers: 'point',
      zone: 'America/New_York',
      symbol: symbolOf,
      derive: deriveCash,
      read: ibkrReturnOfCapital,
      types: ibkrCashTypes,
    },
    {
      marks: [],
      columns: {
        date: 'dateTime',
        type: 'type',
        symbol: 'symbol',
        isin: 'isin',
        quantity: 'quantity',
        note: 'description',
        pair: 'actionID',
      },
      unread: ['reportDate'],
      numbers: 'point',
      currency: 'USD',
      symbol: symbolOf,
      derive: deriveAction,
      types: { IC: 'rename_leg', FS: 'split_ratio' },
    },
  ],
};

function tabulate(text: string): { records: DocumentRecord[][]; outside: NoEvent[] } | null {
  const root = parseMarkup(text);
  if (root === null) return null;
  const all = [...descendants(root)];
  const trades = chosen(all, 'Trade', 'EXECUTION');
  const cash = chosen(all, 'CashTransaction', 'DETAIL');
  const actions = chosen(all, 'CorporateAction', 'DETAIL');
  const taken = new Set([...trades, ...cash, ...actions]);
  const outside = all
    .filter((element) => !taken.has(element) && Object.keys(element.attributes).length > 0)
    .map(({ line, name }) => ({ line, reason: `${name}: a summary, or nothing that a ledger holds` }));
  return { records: [trades, cash, actions].map((own) => own.map(recordOf)), outside };
}

/** Elements at the finest level of detail that the statement has. */
function chosen(all: readonly Element[], name: string, finest: string): Element[] {
  const own = all.filter((element) => element.name === name);
  const levelOf = ({ attributes }: Element): string => attributes.levelOfDetail ?? '';
  const isFine = (element: Element): boolean => levelOf(element) === finest || levelOf(element) === '';
  return own.some(isFine) ? own.filter(isFine) : own;
}

const recordOf = ({ line, attributes }: Element): DocumentRecord => ({
  line,
  texts: { ...attributes, Description: attributes.description ?? '' },
});
