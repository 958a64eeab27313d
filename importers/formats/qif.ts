import type { DocumentFormat, DocumentRecord } from '../reader/document.ts';
import type { Kind } from '../reader/format.ts';
import type { NoEvent } from '../reader/reading.ts';
import type { Derived, Row } from '../reader/row.ts';

const LINK = 'https://projectanvil.sourceforge.net/doc/qif4.html';

const types: Readonly<Record<string, Kind>> = {
  Buy: 'buy',
  BuyX: 'buy',
  CvrShrt: 'buy',
  ReinvDiv: 'buy',
  ReinvInt: 'buy',
  ReinvLg: 'buy',
  ReinvMd: 'buy',
  ReinvSh: 'buy',
  Sell: 'sell',
  SellX: 'sell',
  ShtSell: 'sell',
  Div: 'dividend',
  DivX: 'dividend',
  CGLong: 'dividend',
  CGLongX: 'dividend',
  CGMid: 'dividend',
  CGShort: 'dividend',
  CGShortX: 'dividend',
  IntInc: 'interest',
  IntIncX: 'interest',
  MargInt: 'interest',
  MiscInc: 'interest',
  MiscExp: 'fee',
  RtrnCap: 'return_of_capital',
  ShrsIn: 'transfer_in',
  ShrsOut: 'transfer_out',
  XIn: 'deposit',
  XOut: 'withdrawal',
  Cash: 'cash',
  Bank: 'cash',
};

/** Money that a purchase took from another account, or that income went to: what the ending X says. */
function derive(row: Row): Derived {
  const type = row.text('type');
  const outgoing = /^(BuyX?|MiscExp|MargInt|CvrShrt|XOut)$/.test(type);
  const amount = row.under('T') || row.under('U') || row.under('$');
  return { amount: outgoing && amount !== '' && !amount.startsWith('-') ? `-${amount}` : amount };
}

export const qif: DocumentFormat = {
  name: 'qif',
  title: 'QIF',
  behind: { kind: 'description', link: LINK },
  recognises: (text) => /^\s*!(?:Type|Account|Option)/im.test(text.slice(0, 2048)),
  tabulate,
  tables: [
    {
      marks: [],
      columns: {
        date: 'D',
        type: 'N',
        symbol: 'Y',
        price: 'I',
        quantity: 'Q',
        amount: 'T',
        fee: 'O',
        note: 'M',
      },
      unread: ['U', '$', 'P', 'L'],
      amount: 'net',
      symbol: (row) => row.text('symbol'),
      derive,
      types,
    },
  ],
};

interface Open {
  texts: Record<string, string>;
  line: number;
}

/** Records end in `^`; each line is a letter and its text. Lists of accounts, categories and prices are no events. */
function tabulate(text: string): { records: DocumentRecord[][]; outside: NoEvent[] } {
  const records: DocumentRecord[] = [];
  const outside: NoEvent[] = [];
  let section = '';
  let open: Open | null = null;
  const end = (): void => {
    if (open === null) return;
    if (isOfEvents(section)) records.push(...recordsOf(open, section));
    else outside.push({ line: open.line, reason: `of the list ${section}` });
    open = null;
  };
  text.split(/\r\n|\n|\r/).forEach((raw, k) => {
    const line = raw.trim();
    if (line === '') return;
    if (line.startsWith('!')) {
      end();
      section = line.slice(1).trim();
      outside.push({ line: k + 1, reason: 'the name of a list' });
    } else if (line === '^') end();
    else {
      open ??= { texts: {}, line: k + 1 };
      // Of a letter that stands twice (lines of an address) the first counts.
      open.texts[line[0]] ??= line.slice(1).trim();
    }
  });
  end();
  return { records: [records], outside };
}

const isOfEvents = (section: string): boolean => /^Type:(Invst|Bank|Cash|CCard|Oth)/i.test(section);

function recordsOf({ texts, line }: Open, section: string): DocumentRecord[] {
  const isInvestment = /^Type:Invst/i.test(section);
  // `6/ 4'98`: an apostrophe before a year, and blanks for leading zeros.
  const date = (texts.D ?? '').replace(/\s/g, '').replace("'", '/');
  const own = { ...texts, D: date };
  if (!isInvestment)
    return [{ line, texts: { ...own, N: 'Bank', Y: '', I: '', Q: '', M: texts.P ?? texts.M ?? '' } }];
  const action = texts.N ?? '';
  const reinvested = /^Reinv(Div|Int|Lg|Md|Sh)$/.exec(action);
  const size = (texts.T ?? texts.U ?? '').replace(/^-/, '');
  if (reinvested !== null) {
    const income = { ...own, N: reinvested[1] === 'Int' ? 'IntInc' : 'Div', I: '', Q: '', O: '', T: size };
    return [
      { line, texts: income },
      { line, texts: { ...own, T: `-${size}` } },
    ];
  }
  if (!/X$/.test(action) || action === '') return [{ line, texts: own }];
  const isPurchase = action === 'BuyX';
  const moved = { D: date, N: isPurchase ? 'XIn' : 'XOut', T: size, M: texts.M ?? '' };
  return [
    { line, texts: own },
    { line, texts: moved },
  ];
}
