import { add, type Decimal, decimal, divide, multiply, negate, parseDecimal, signOf } from '@tidemark/engine';

/** A number of a commodity: money or units. */
export interface JournalAmount {
  readonly value: Decimal;
  readonly commodity: string;
}

export interface Posting {
  readonly account: string;
  /** Null where it was left to the others, and cannot be found from them. */
  readonly amount: JournalAmount | null;
  /** Per unit. */
  readonly cost: JournalAmount | null;
  /** Per unit. */
  readonly price: JournalAmount | null;
  readonly line: number;
}

export interface JournalTransaction {
  readonly line: number;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly note: string;
  readonly postings: readonly Posting[];
}

/** What a journal of plain text accounting holds: its transactions, and the lines of everything else. */
export interface Journal {
  readonly transactions: readonly JournalTransaction[];
  readonly others: readonly number[];
}

const HEAD = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:=\S+)?\s*(.*)$/;
const DIRECTIVE = /^(open|close|price|balance|pad|note|document|event|query|custom|commodity)\b/;
const POSTING = /^\s+(?:[*!]\s+)?([^;\s](?:[^;\t]|\t(?=\S+:))*?)(?:\s{2,}|\t\s*|$)([^;]*)/;

/** Reads a journal of beancount, hledger or ledger. Comments, directives and periodic or automated rules are no transactions. */
export function parseJournal(text: string): Journal {
  const transactions: JournalTransaction[] = [];
  const others: number[] = [];
  let open: { line: number; date: string; note: string; postings: Posting[] } | null = null;
  const end = (): void => {
    if (open !== null) transactions.push({ ...open, postings: balanced(open.postings) });
    open = null;
  };
  text.split(/\r\n|\n|\r/).forEach((raw, k) => {
    const line = k + 1;
    if (raw.trim() === '') return;
    if (/^\s/.test(raw)) {
      if (open === null) others.push(line);
      else open.postings.push(...postingsOf(raw, line));
      return;
    }
    end();
    const head = HEAD.exec(raw);
    if (head === null || DIRECTIVE.test(head[4])) others.push(line);
    else open = { line, date: isoDate(head), note: noteOf(head[4]), postings: [] };
  });
  end();
  return { transactions, others };
}

const isoDate = ([, year, month, day]: RegExpExecArray): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** `* (123) "Payee" "Narration" #tag ; comment` */
const noteOf = (text: string): string =>
  text
    .replace(/;.*$/, '')
    .replace(/^(?:txn|[*!])\s*/, '')
    .replace(/^\([^)]*\)\s*/, '')
    .replace(/"/g, '')
    .trim()
    .slice(0, 200);

/** No posting for a line of a comment, or of metadata. */
function postingsOf(raw: string, line: number): Posting[] {
  if (/^\s+(?:;|#|[a-z][\w-]*:(?:\s|$))/.test(raw)) return [];
  const match = POSTING.exec(raw);
  if (match === null) return [];
  const account = match[1].trim().replace(/^[[(](.*)[\])]$/, '$1');
  return [{ account, line, ...amountsOf(match[2].replace(/=.*$/, '').trim()) }];
}

/** `10 ACME {100 USD, 2024-01-02} @ 110 USD`, `@@ 1100 USD`, `$-5.00` */
function amountsOf(text: string): Pick<Posting, 'amount' | 'cost' | 'price'> {
  const [, head, cost, at, priced] = /^([^{@]*)(?:\{\{?([^}]*)\}\}?)?[^@]*(@@?)?\s*(.*)$/.exec(text) ?? [];
  const amount = amountOf(head ?? '');
  const price = amountOf(priced ?? '');
  const each = price !== null && at === '@@' && amount !== null ? perUnit(price, amount.value) : price;
  return { amount, cost: amountOf((cost ?? '').split(/,(?!\d{3})/)[0]), price: each };
}

const DIGITS = 12;

function perUnit(total: JournalAmount, units: Decimal): JournalAmount | null {
  if (signOf(units) === 0) return null;
  const value = divide(total.value, signOf(units) < 0 ? negate(units) : units, DIGITS, 'half-even');
  return { ...total, value };
}

const SYMBOLS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };
const NUMBER = /[+-]?\s*\d[\d,]*(?:\.\d+)?/;

/** `-1,004.95 USD`, `$-5`, `-$5`, `10 "ACME 2024"`; null for what is none. */
export function amountOf(text: string): JournalAmount | null {
  const trimmed = text.trim();
  const number = NUMBER.exec(trimmed);
  if (number === null) return null;
  const beside = (trimmed.slice(0, number.index) + trimmed.slice(number.index + number[0].length)).trim();
  const isNegative = beside.startsWith('-');
  const name = beside.replace(/^[-+]/, '').replace(/"/g, '').trim();
  const value = parseDecimal(number[0].replace(/[\s,+]/g, ''));
  if (value === null || name === '' || name.length > 60) return null;
  return { value: isNegative ? negate(value) : value, commodity: SYMBOLS[name] ?? name };
}

/** What a posting weighs in the balance of its transaction: units by their cost, else by their price. */
export function weightOf({ amount, cost, price }: Posting): JournalAmount | null {
  const each = cost ?? price;
  if (amount === null || each === null) return amount;
  return { value: multiply(amount.value, each.value), commodity: each.commodity };
}

/** The one amount that was left out, where the others leave one commodity over. */
function balanced(postings: readonly Posting[]): Posting[] {
  const open = postings.filter(({ amount }) => amount === null);
  if (open.length !== 1) return [...postings];
  const sums = new Map<string, Decimal>();
  for (const posting of postings) {
    const weight = weightOf(posting);
    if (weight === null) continue;
    sums.set(weight.commodity, add(sums.get(weight.commodity) ?? decimal(0, 0), weight.value));
  }
  const left = [...sums].filter(([, sum]) => signOf(sum) !== 0);
  if (left.length !== 1) return [...postings];
  const [[commodity, sum]] = left;
  return postings.map((one) =>
    one === open[0] ? { ...one, amount: { commodity, value: negate(sum) } } : one,
  );
}
