/** Portfolio Performance's two books, cash accounts and depots, as one neutral ledger. */
import { type NeutralRow, type Row, rowsOf } from './ledger-files.ts';

/**
 * A purchase stands in both books: the depot's row says everything, the cash account's only its amount. Depot and cash
 * account of one currency are one account.
 */
export function bothBooks(ledger: string): NeutralRow[] {
  return rowsOf(ledger, 'transactions.csv')
    .filter(({ book, type }) => book === 'securities' || type !== 'BUY')
    .map((row) => (row.book === 'securities' ? purchase(row) : money(row)));
}

/** The purchases of one symbol, each paid for by a deposit of its own. */
export function purchasesOf(ledger: string, symbol: string): Row[] {
  return rowsOf(ledger, 'transactions.csv').filter(
    (row) => row.book === 'securities' && row.symbol === symbol,
  );
}

export function paidIn(row: Row): NeutralRow[] {
  return [money({ ...row, type: 'DEPOSIT' }), purchase(row)];
}

/** `amount` is gross and costs; a share in another currency has its gross in that currency beside it. */
function purchase(row: Row): NeutralRow {
  const { date, symbol, shares = '', currency = '', amount = '', fees = '', taxes = '' } = row;
  const gross = row.gross_forex_amount || (Number(amount) - Number(fees) - Number(taxes)).toFixed(2);
  return {
    ...where(row),
    type: 'buy',
    symbol,
    quantity: shares,
    price: String(Number(gross) / Number(shares)),
    currency: row.gross_forex_currency || currency,
    settle_currency: currency,
    amount: `-${amount}`,
    fee: fees,
    tax: taxes,
    date,
  } as NeutralRow;
}

function money(row: Row): NeutralRow {
  const { currency, amount } = row;
  return { ...where(row), type: row.type?.toLowerCase(), currency, amount } as NeutralRow;
}

function where({ date, account }: Row): NeutralRow {
  return { date, account: account?.replace('Portfolio', 'Account') } as NeutralRow;
}
