import { descendants, type Element, parseMarkup, textAt } from '../documents/markup.ts';
import type { DocumentFormat, DocumentRecord } from '../reader/document.ts';
import type { Kind } from '../reader/format.ts';
import type { NoEvent } from '../reader/reading.ts';

const LINK = 'https://financialdataexchange.org/ofx';

/** Kinds by the name of the element, of its subtype for income, of TRNTYPE for money. */
const types: Readonly<Record<string, Kind>> = {
  BUY: 'buy',
  SELL: 'sell',
  REINVEST: 'buy',
  RETOFCAP: 'return_of_capital',
  SPLIT: 'split_ratio',
  'TRANSFER/IN': 'transfer_in',
  'TRANSFER/OUT': 'transfer_out',
  'INCOME/DIV': 'dividend',
  'INCOME/CGLONG': 'dividend',
  'INCOME/CGSHORT': 'dividend',
  'INCOME/INTEREST': 'interest',
  'INCOME/MISC': 'dividend',
  MARGININTEREST: 'interest',
  INVEXPENSE: 'fee',
  'MONEY/INT': 'interest',
  'MONEY/DIV': 'dividend',
  'MONEY/FEE': 'fee',
  'MONEY/SRVCHG': 'fee',
  MONEY: 'cash',
  JRNLSEC: 'skip: moved between sub-accounts, the account keeps it',
  JRNLFUND: 'skip: moved between sub-accounts, the account keeps it',
};

export const ofx: DocumentFormat = {
  name: 'ofx',
  title: 'OFX and QFX',
  behind: { kind: 'description', link: LINK },
  recognises: (text) =>
    /^\s*(?:OFXHEADER|<\?OFX|<OFX|<\?xml[^>]*\?>\s*<(?:\?OFX|OFX))/i.test(text.slice(0, 4096)),
  tabulate,
  tables: [
    {
      marks: [],
      columns: {
        date: 'date',
        type: 'type',
        subtype: 'subtype',
        id: 'id',
        symbol: 'symbol',
        name: 'name',
        note: 'memo',
        quantity: 'units',
        price: 'price',
        fee: ['commission', 'fees', 'load'],
        tax: ['taxes', 'withholding'],
        amount: 'total',
        currency: 'currency',
        ratio: 'ratio',
      },
      numbers: 'point',
      amount: 'net',
      types,
    },
  ],
};

function tabulate(text: string): { records: DocumentRecord[][]; outside: NoEvent[] } | null {
  const start = text.search(/<OFX>/i);
  if (start < 0) return null;
  const isXml = /^\s*<\?xml/i.test(text);
  // The header above is of lines without marks; it keeps its lines, so that those below are right.
  const root = parseMarkup(text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start), !isXml);
  if (root === null) return null;
  const all = [...descendants(root)];
  const securities = namesOfSecurities(all);
  const currency = all.find(({ name }) => name === 'CURDEF')?.text ?? '';
  const records = all.flatMap((element) => recordsOf(element, securities, currency));
  return { records: [records], outside: [] };
}

/** Tickers, else names, of securities by their ids. */
function namesOfSecurities(all: readonly Element[]): Map<string, string> {
  const infos = all.filter(({ name }) => name === 'SECINFO');
  return new Map(
    infos.map((info) => [textAt(info, 'SECID/UNIQUEID'), textAt(info, 'TICKER') || textAt(info, 'SECNAME')]),
  );
}

function recordsOf(
  element: Element,
  securities: ReadonlyMap<string, string>,
  currency: string,
): DocumentRecord[] {
  const { name, line } = element;
  if (name === 'STMTTRN') return [{ line, texts: moneyOf(element, currency) }];
  const inner =
    element.children.find((child) => child.name === 'INVBUY' || child.name === 'INVSELL') ?? element;
  const transaction = inner.children.find((child) => child.name === 'INVTRAN');
  if (transaction === undefined || name === 'INVBUY' || name === 'INVSELL') return [];
  const id = textAt(inner, 'SECID/UNIQUEID');
  const texts = {
    ...typeOf(element),
    date: dateOf(textAt(transaction, 'DTTRADE')),
    id: textAt(transaction, 'FITID'),
    memo: textAt(transaction, 'MEMO'),
    symbol: securities.get(id) ?? id,
    units: textAt(inner, 'UNITS'),
    price: textAt(inner, 'UNITPRICE'),
    commission: textAt(inner, 'COMMISSION'),
    fees: textAt(inner, 'FEES'),
    load: textAt(inner, 'LOAD'),
    taxes: textAt(inner, 'TAXES'),
    withholding: textAt(inner, 'WITHHOLDING'),
    total: textAt(inner, 'TOTAL'),
    currency: textAt(inner, 'CURRENCY/CURSYM') || currency,
  };
  if (name !== 'REINVEST') return [{ line, texts }];
  // Income that buys at once: both in one element.
  const income = {
    ...texts,
    type: 'INCOME',
    subtype: textAt(inner, 'INCOMETYPE'),
    id: `${texts.id}/income`,
    units: '',
  };
  return [
    { line, texts: { ...income, total: texts.total.replace(/^-/, ''), commission: '', fees: '' } },
    { line, texts },
  ];
}

function typeOf({ name, children }: Element): Record<string, string> {
  const at = (wanted: string): string => children.find((child) => child.name === wanted)?.text ?? '';
  if (/^BUY/.test(name)) return { type: 'BUY' };
  if (/^SELL/.test(name)) return { type: 'SELL' };
  if (name === 'INCOME') return { type: name, subtype: at('INCOMETYPE') };
  if (name === 'TRANSFER') return { type: name, subtype: at('TFERACTION') };
  if (name !== 'SPLIT') return { type: name };
  const [after, before] = [Number(at('NUMERATOR')), Number(at('DENOMINATOR'))];
  return { type: name, ratio: before > 0 ? String(after / before) : '' };
}

function moneyOf(element: Element, currency: string): Record<string, string> {
  const at = (name: string): string => textAt(element, name);
  return {
    type: 'MONEY',
    subtype: at('TRNTYPE'),
    date: dateOf(at('DTPOSTED')),
    id: at('FITID'),
    memo: [at('NAME'), at('MEMO')].filter(Boolean).join(' '),
    total: at('TRNAMT'),
    currency: at('CURRENCY/CURSYM') || currency,
  };
}

/** `20240115120000.000[-5:EST]` is of the day that it says, wherever it is read. */
const dateOf = (text: string): string => text.slice(0, 8);
