import { type Element, parseMarkup, textAt } from '../documents/markup.ts';
import type { DocumentFormat, DocumentRecord, Tabulated } from '../reader/document.ts';
import type { NoEvent } from '../reader/reading.ts';
import { portfolioPerformanceKinds } from './portfolio-performance.ts';

/** Its words for types, as the CSV would write them in English; both sides of a purchase are told, and one counts. */
const TYPES: Readonly<Record<string, string>> = {
  BUY: 'Buy',
  SELL: 'Sell',
  DEPOSIT: 'Deposit',
  REMOVAL: 'Removal',
  DIVIDENDS: 'Dividend',
  INTEREST: 'Interest',
  INTEREST_CHARGE: 'Interest Charge',
  FEES: 'Fees',
  FEES_REFUND: 'Fees Refund',
  TAXES: 'Taxes',
  TAX_REFUND: 'Tax Refund',
  DELIVERY_INBOUND: 'Delivery (Inbound)',
  DELIVERY_OUTBOUND: 'Delivery (Outbound)',
};

/** Types that take money out; the file writes every amount without a sign. */
const OUT: ReadonlySet<string> = new Set(['BUY', 'REMOVAL', 'INTEREST_CHARGE', 'FEES', 'TAXES']);

export const portfolioPerformanceXml: DocumentFormat = {
  name: 'portfolio-performance-xml',
  title: 'Portfolio Performance, XML',
  behind: { kind: 'unconfirmed' },
  recognises: (text) => /<client(?:\s[^>]*)?>/.test(text.slice(0, 2048)) && /<securities[\s/>]/.test(text),
  tabulate,
  tables: [
    {
      marks: [],
      columns: {
        date: 'date',
        type: 'type',
        id: 'uuid',
        note: 'note',
        symbol: 'symbol',
        isin: 'isin',
        name: 'name',
        quantity: 'shares',
        amount: 'amount',
        currency: 'currency',
        fee: 'fee',
        tax: 'tax',
      },
      numbers: 'point',
      amount: 'net',
      symbol: (row) => row.text('symbol') || row.text('isin') || row.text('name'),
      types: portfolioPerformanceKinds,
    },
  ],
};

function tabulate(text: string): Tabulated | null {
  const root = parseMarkup(text);
  if (root === null) return null;
  const parents = new Map<Element, Element>();
  const byId = new Map<string, Element>();
  index(root, parents, byId);
  const outside: NoEvent[] = [];
  const records: DocumentRecord[] = [];
  for (const element of parents.keys()) {
    const isOfMoney = element.name === 'account-transaction' || element.name === 'accountTransaction';
    const isOfUnits = element.name === 'portfolio-transaction' || element.name === 'portfolioTransaction';
    if ((!isOfMoney && !isOfUnits) || element.attributes.reference !== undefined) continue;
    const type = textAt(element, 'type');
    if (isOfMoney && (type === 'BUY' || type === 'SELL'))
      outside.push({ line: element.line, reason: 'told with the units that it paid for' });
    else if (/^TRANSFER_(IN|OUT)$/.test(type))
      outside.push({ line: element.line, reason: 'moved between accounts of the file' });
    else records.push(recordOf(element, parents, byId));
  }
  return { records: [records.sort((a, b) => a.line - b.line)], outside };
}

function index(element: Element, parents: Map<Element, Element>, byId: Map<string, Element>): void {
  for (const child of element.children) {
    parents.set(child, element);
    if (child.attributes.id !== undefined) byId.set(child.attributes.id, child);
    index(child, parents, byId);
  }
}

function recordOf(
  element: Element,
  parents: ReadonlyMap<Element, Element>,
  byId: ReadonlyMap<string, Element>,
): DocumentRecord {
  const type = textAt(element, 'type');
  const amount = shifted(textAt(element, 'amount'), 2);
  const security = element.children.find(({ name }) => name === 'security');
  const named = security === undefined ? undefined : resolved(security, parents, byId);
  const isDelivery = type.startsWith('DELIVERY');
  const texts = {
    date: textAt(element, 'date'),
    type: TYPES[type] ?? type,
    uuid: textAt(element, 'uuid'),
    note: textAt(element, 'note'),
    symbol: named === undefined ? '' : textAt(named, 'tickerSymbol'),
    isin: named === undefined ? '' : textAt(named, 'isin'),
    name: named === undefined ? '' : textAt(named, 'name'),
    shares: isDelivery || type === 'BUY' || type === 'SELL' ? shifted(textAt(element, 'shares'), 8) : '',
    amount: isDelivery ? '' : OUT.has(type) ? `-${amount}` : amount,
    currency: textAt(element, 'currencyCode'),
    fee: unitsOf(element, 'FEE'),
    tax: unitsOf(element, 'TAX'),
  };
  return { line: element.line, texts };
}

/** An element itself, or what its reference leads to: by id, or by a path from where it stands. */
function resolved(
  element: Element,
  parents: ReadonlyMap<Element, Element>,
  byId: ReadonlyMap<string, Element>,
): Element | undefined {
  const { reference } = element.attributes;
  if (reference === undefined) return element;
  const known = byId.get(reference);
  if (known !== undefined) return known;
  let here: Element | undefined = element;
  for (const step of reference.split('/')) {
    if (here === undefined) return undefined;
    here = step === '..' ? parents.get(here) : childAt(here, step);
  }
  return here;
}

/** `security[2]` is the second of that name. */
function childAt(element: Element, step: string): Element | undefined {
  const [, name, place] = /^([\w.-]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
  return element.children.filter((child) => child.name === name)[Number(place ?? 1) - 1];
}

/** Costs of a transaction, in hundredths in the file. */
function unitsOf(element: Element, type: string): string {
  const units = element.children.find(({ name }) => name === 'units')?.children ?? [];
  const amounts = units
    .filter((unit) => unit.attributes.type === type)
    .flatMap((unit) => unit.children.filter(({ name }) => name === 'amount'));
  const sum = amounts.reduce((total, { attributes }) => total + wholeOf(attributes.amount ?? ''), 0n);
  return sum === 0n ? '' : shifted(String(sum), 2);
}

const wholeOf = (text: string): bigint => (/^\d{1,30}$/.test(text) ? BigInt(text) : 0n);

/** A whole number as the decimal that it stands for; what is none stays as it is, and is refused. */
function shifted(text: string, places: number): string {
  if (!/^\d{1,40}$/.test(text)) return text;
  const digits = text.padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
