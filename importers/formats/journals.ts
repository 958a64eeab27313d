import { absolute, add, type Decimal, decimal, formatDecimal, isIsoCurrency, signOf } from '@tidemark/engine';
import { type JournalTransaction, type Posting, parseJournal } from '../documents/journal.ts';
import type { DocumentFormat, DocumentRecord, Tabulated } from '../reader/document.ts';
import type { Kind, TableWords } from '../reader/format.ts';
import type { Questions } from '../reader/questions.ts';
import type { Row } from '../reader/row.ts';

const NOTHING = decimal(0, 0);

/** The kinds are this reader's own words. */
const KINDS = [
  'buy',
  'sell',
  'deposit',
  'withdrawal',
  'dividend',
  'interest',
  'fee',
  'tax',
  'transfer_in',
  'transfer_out',
  'reward',
  'fx_leg',
] as const satisfies readonly Kind[];
const types: Readonly<Record<string, Kind>> = Object.fromEntries(KINDS.map((kind) => [kind, kind]));

/** What could not be told as one of the kinds. */
function refusal(row: Row): readonly [] | undefined {
  if (row.text('type') !== 'refused') return undefined;
  row.refuse('type_unknown', 'type', row.text('note'));
  return [];
}

const table: TableWords = {
  marks: [],
  columns: {
    date: 'date',
    type: 'type',
    symbol: 'symbol',
    quantity: 'quantity',
    price: 'price',
    amount: 'amount',
    currency: 'currency',
    fee: 'fee',
    tax: 'tax',
    note: 'note',
    pair: 'pair',
  },
  numbers: 'point',
  amount: 'net',
  symbol: (row) => row.text('symbol'),
  read: refusal,
  types,
};

export const beancount: DocumentFormat = {
  name: 'beancount',
  title: 'beancount',
  behind: { kind: 'description', link: 'https://beancount.github.io/docs/beancount_language_syntax.html' },
  recognises: (text) => /^\d{4}-\d{2}-\d{2}\s+(?:(?:\*|!|txn)\s+"|open\s+[A-Z]\w*:)/m.test(text),
  tabulate,
  tables: [table],
};

export const plainTextJournal: DocumentFormat = {
  name: 'journal',
  title: 'hledger and ledger journals',
  behind: { kind: 'description', link: 'https://hledger.org/hledger.html' },
  recognises: (text) =>
    /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^\n]*\r?\n[ \t]+(?:;[^\n]*\r?\n[ \t]+)*[A-Za-z][^;\n,]*:[^\n]*/m.test(
      text,
    ),
  tabulate,
  tables: [table],
};

function tabulate(text: string, questions: Questions): Tabulated {
  const { transactions, others } = parseJournal(text);
  const own = ownAccount(transactions, questions);
  const outside = others.map((line) => ({ line, reason: 'no transaction' }));
  const records: DocumentRecord[] = [];
  for (const transaction of transactions) {
    const found = recordsOf(transaction, own);
    if (found.length > 0) records.push(...found);
    else outside.push({ line: transaction.line, reason: `moves nothing of ${own}` });
  }
  return { records: [records], outside };
}

/** The account that is imported, with those below it: asked where several hold units. */
function ownAccount(transactions: readonly JournalTransaction[], questions: Questions): string {
  const holding = new Set<string>();
  for (const { postings } of transactions)
    for (const { account, amount } of postings)
      if (amount !== null && !isIsoCurrency(amount.commodity))
        holding.add(account.split(':').slice(0, -1).join(':') || account);
  const choices = [...holding]
    .filter((name) => !/^(Income|Revenues?|Expenses|Equity)\b/i.test(name))
    .slice(0, 50);
  if (choices.length === 1) return choices[0];
  const answer = questions.ask({
    id: 'journal_account',
    text: 'Which account of the journal, with those below it, is this account?',
    why: choices.length === 0 ? 'None of its accounts holds units.' : 'Several of its accounts hold units.',
    choices: choices.map((name) => ({ value: name, label: name })),
    proposed: choices[0] ?? null,
  });
  return answer ?? choices[0] ?? 'Assets';
}

/** What a transaction is to one account: no record where it does not touch it. */
function recordsOf(transaction: JournalTransaction, own: string): DocumentRecord[] {
  const { line, date, note, postings } = transaction;
  const isOwn = ({ account }: Posting): boolean => account === own || account.startsWith(`${own}:`);
  const mine = postings.filter(isOwn);
  if (mine.length === 0) return [];
  const record = (texts: Record<string, string>): DocumentRecord => ({
    line,
    texts: { date, note, ...texts },
  });
  const refused = (why: string): DocumentRecord[] => [record({ type: 'refused', note: why })];
  if (postings.some(({ amount }) => amount === null))
    return refused('an amount is left out that the others do not give');
  const units = mine.filter(({ amount }) => !isIsoCurrency(amount?.commodity ?? ''));
  const cash = sums(mine.filter((posting) => !units.includes(posting)));
  const rest = postings.filter((posting) => !isOwn(posting));
  const symbols = new Set(units.map(({ amount }) => amount?.commodity));
  if (symbols.size > 1) return refused('units of several instruments in one transaction');
  if (symbols.size === 1) return unitsOf(units, cash, rest, record, refused);
  return cashOf(cash, rest, record, refused, `${line}`);
}

type Cash = ReadonlyMap<string, Decimal>;
type MakeRecord = (texts: Record<string, string>) => DocumentRecord;
type Refused = (why: string) => DocumentRecord[];

function sums(postings: readonly Posting[]): Map<string, Decimal> {
  const totals = new Map<string, Decimal>();
  for (const { amount } of postings)
    if (amount !== null)
      totals.set(amount.commodity, add(totals.get(amount.commodity) ?? NOTHING, amount.value));
  return new Map([...totals].filter(([, value]) => signOf(value) !== 0));
}

/** Costs among the other postings of a transaction, in a currency. */
function costs(rest: readonly Posting[], pattern: RegExp, currency: string): string {
  const found = rest.filter(({ account, amount }) => pattern.test(account) && amount?.commodity === currency);
  const total = sums(found).get(currency);
  return total === undefined ? '' : formatDecimal(total);
}

const FEES = /^Expenses\b.*(fee|commission|charge|broker)/i;
const TAXES = /^Expenses\b.*(tax|withholding)/i;
const DIVIDENDS = /^(Income|Revenues?)\b.*(div|distribution)/i;
const INTEREST = /^(Income|Revenues?)\b.*interest/i;

/** A trade where money of the account moves too; else units that come or go. */
function unitsOf(
  units: readonly Posting[],
  cash: Cash,
  rest: readonly Posting[],
  record: MakeRecord,
  refused: Refused,
): DocumentRecord[] {
  const symbol = units[0].amount?.commodity ?? '';
  const quantity = units.reduce((sum, { amount }) => add(sum, amount?.value ?? NOTHING), NOTHING);
  const isIn = signOf(quantity) > 0;
  if (signOf(quantity) === 0) return refused('units that go out and come back');
  const size = formatDecimal(absolute(quantity));
  const each = isIn ? (units[0].cost ?? units[0].price) : (units[0].price ?? units[0].cost);
  const price = each === null ? '' : formatDecimal(each.value);
  if (cash.size > 1) return refused('money of several currencies beside units');
  const [[currency, amount]] = cash.size === 1 ? [...cash] : [[each?.commodity ?? 'USD', NOTHING] as const];
  const base = { symbol, quantity: size, price, currency };
  if (cash.size === 1) {
    // A price in another currency than the money is left to the money.
    const own = each?.commodity === currency ? price : '';
    const [fee, tax] = [costs(rest, FEES, currency), costs(rest, TAXES, currency)];
    return [
      record({ ...base, price: own, type: isIn ? 'buy' : 'sell', amount: formatDecimal(amount), fee, tax }),
    ];
  }
  if (isIn && rest.some(({ account }) => DIVIDENDS.test(account)))
    return [record({ ...base, type: 'reward' })];
  return [record({ ...base, type: isIn ? 'transfer_in' : 'transfer_out' })];
}

/** Money alone: what it is says the other account. */
function cashOf(
  cash: Cash,
  rest: readonly Posting[],
  record: MakeRecord,
  refused: Refused,
  pair: string,
): DocumentRecord[] {
  if (cash.size === 0) return [];
  if (cash.size === 2)
    return [...cash].map(([currency, value]) =>
      record({ type: 'fx_leg', currency, amount: formatDecimal(value), pair }),
    );
  if (cash.size > 2) return refused('money of more than two currencies');
  const [[currency, value]] = [...cash];
  const amount = formatDecimal(value);
  const named = (pattern: RegExp): Posting | undefined => rest.find(({ account }) => pattern.test(account));
  const dividend = named(DIVIDENDS);
  const tax = costs(rest, TAXES, currency);
  if (dividend !== undefined)
    return [record({ type: 'dividend', symbol: symbolIn(dividend.account), currency, amount, tax })];
  if (named(INTEREST) !== undefined) return [record({ type: 'interest', currency, amount, tax })];
  if (named(FEES) !== undefined) return [record({ type: 'fee', currency, amount })];
  if (named(TAXES) !== undefined) return [record({ type: 'tax', currency, amount })];
  return [record({ type: signOf(value) > 0 ? 'deposit' : 'withdrawal', currency, amount })];
}

/** `Income:Broker:ACME:Dividend` names its instrument in capitals. */
const symbolIn = (account: string): string =>
  account.split(':').find((part) => /^[A-Z][A-Z0-9.-]{0,9}$/.test(part)) ?? '';
