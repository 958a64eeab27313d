import { type Decimal, formatDecimal, multiply } from '@tidemark/engine';
import type { DocumentFormat, DocumentRecord } from '../reader/document.ts';
import type { Format, Kind, TableWords } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** What is no trade states its money as units × price. */
function derive(row: Row): Derived {
  const product = (a: Decimal | null, b: Decimal | null): Derived =>
    a === null || b === null ? { amount: '' } : { amount: formatDecimal(multiply(a, b)) };
  if (/^(buy|sell)$/i.test(row.text('type'))) return { amount: '' };
  return { ...product(row.number('quantity'), row.number('price')), quantity: '' };
}

const types: Readonly<Record<string, Kind>> = {
  BUY: 'buy',
  SELL: 'sell',
  DIVIDEND: 'dividend',
  INTEREST: 'interest',
  FEE: 'fee',
  ITEM: 'skip: a valuable, which is no event of an account',
  LIABILITY: 'skip: a liability, which is no event of an account',
};

const shared = { numbers: 'point', amount: 'gross', derive } as const satisfies Partial<TableWords>;

export const ghostfolioTable: Format = {
  name: 'ghostfolio-csv',
  title: 'Ghostfolio, CSV',
  behind: {
    kind: 'description',
    link: 'https://github.com/ghostfolio/ghostfolio/blob/main/test/import/ok.csv',
  },
  tables: [
    {
      ...shared,
      marks: [
        'Date',
        'Code|Symbol',
        'DataSource',
        'Currency',
        'Price|UnitPrice',
        'Quantity',
        'Action|Type',
        'Fee',
      ],
      columns: {
        date: 'Date',
        type: 'Action|Type',
        symbol: 'Code|Symbol',
        quantity: 'Quantity',
        price: 'Price|UnitPrice',
        fee: 'Fee',
        currency: 'Currency',
        note: 'Note|Comment',
        account: 'Account',
      },
      unread: ['DataSource'],
      types,
    },
  ],
};

export const ghostfolio: DocumentFormat = {
  name: 'ghostfolio',
  title: 'Ghostfolio, JSON',
  behind: {
    kind: 'description',
    link: 'https://github.com/ghostfolio/ghostfolio/blob/main/test/import/ok.json',
  },
  recognises: (text) => /^\s*\{/.test(text) && /"activities"\s*:/.test(text) && /"unitPrice"\s*:/.test(text),
  tabulate,
  tables: [
    {
      ...shared,
      marks: [],
      columns: {
        date: 'date',
        type: 'type',
        symbol: 'symbol',
        quantity: 'quantity',
        price: 'unitPrice',
        fee: 'fee',
        currency: 'currency',
        note: 'comment',
        account: 'accountId',
        id: 'id',
      },
      types,
    },
  ],
};

function tabulate(text: string): { records: DocumentRecord[][]; outside: [] } | null {
  const activities = activitiesOf(text);
  if (activities === null) return null;
  const lines = objectLines(text);
  const records = activities.map((activity, k) => ({ line: lines[k] ?? 1, texts: textsOf(activity) }));
  return { records: [records], outside: [] };
}

function activitiesOf(text: string): readonly unknown[] | null {
  try {
    const { activities }: { activities?: unknown } = JSON.parse(text);
    return Array.isArray(activities) ? activities : null;
  } catch {
    return null;
  }
}

function textsOf(activity: unknown): Record<string, string> {
  if (typeof activity !== 'object' || activity === null) return {};
  return Object.fromEntries(
    Object.entries(activity).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

/** The lines on which the objects of the list of activities begin. */
function objectLines(text: string): number[] {
  const lines: number[] = [];
  const start = text.search(/"activities"\s*:/);
  let line = text.slice(0, start).split('\n').length;
  let depth = 0;
  for (const [token] of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]\n]/g)) {
    if (token === '\n') line++;
    else if (token === '{' || token === '[') {
      if (token === '{' && depth === 1) lines.push(line);
      depth++;
    } else if (token === '}' || token === ']') depth--;
    if (depth === 0 && token === ']') break;
  }
  return lines;
}
