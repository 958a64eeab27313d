/** Ledgers of other programs beside the repository, with the figures that those programs made of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../shared/data/ledgers');

/** Whether the ledgers are there; a clone alone has none, and the tests that need them are skipped. */
export const LEDGERS_PRESENT = existsSync(join(FOLDER, 'hledger-rbc', 'expected.json'));

/** What a skipped test says of its reason. */
export const LEDGERS_NEEDED = 'needs ../shared/data; skipped without it';

export type Row = Readonly<Record<string, string>>;

/** The text of a ledger's file. */
export function textOf(ledger: string, file: string): string {
  return readFileSync(join(FOLDER, ledger, file), 'utf8');
}

/** The rows of a CSV file, by the names of its columns; its fields have no quotes. */
export function rowsOf(ledger: string, file: string): Row[] {
  const [header = '', ...lines] = textOf(ledger, file).trim().split('\n');
  const names = header.trim().split(',');
  return lines.map((line) => {
    const fields = line.trim().split(',');
    return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']));
  });
}

/** What the other program made of a ledger. */
export function expectedOf<Expected>(ledger: string): Expected {
  return JSON.parse(textOf(ledger, 'expected.json')) as Expected;
}

/** The columns of the neutral ledger that these adapters fill. */
const COLUMNS = [
  'date',
  'account',
  'type',
  'symbol',
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
  'currency',
  'settle_currency',
  'ratio',
  'id',
  'lot',
] as const;

export type NeutralRow = Partial<Record<(typeof COLUMNS)[number], string>>;

export function neutralLedger(rows: readonly NeutralRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((name) => row[name] ?? '').join(','));
  return [COLUMNS.join(','), ...lines].join('\n');
}

/**
 * The neutral ledger of a `transactions.csv` whose `cash_amount` is the signed change of the cash. A dividend's `price`
 * is what each share was paid, which the neutral ledger does not have beside an amount.
 */
export function transactions(ledger: string): NeutralRow[] {
  return rowsOf(ledger, 'transactions.csv').map((row) => {
    const { date, account, symbol, quantity, currency, fee, cash_amount: amount, split_ratio: ratio } = row;
    const type = row.type?.toLowerCase();
    const price = type === 'dividend' ? '' : row.price;
    return { date, account, type, symbol, quantity, price, amount, fee, currency, ratio } as NeutralRow;
  });
}
