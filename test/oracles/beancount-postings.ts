/** Beancount's postings, each transaction of which sums to nothing, as events of the accounts that they touch. */
import { type NeutralRow, type Row, rowsOf } from './ledger-files.ts';

/** Accounts with shares: their postings of one transaction are one trade, or money in or out. */
export const BROKERS = ['Assets:US:ETrade', 'Assets:US:Vanguard'];

/** Commodities that nobody prices: hours of vacation, allowed contributions to a pension. */
const UNPRICED = ['VACHR', 'IRAUSD'];

/** All assets and liabilities of the sample, as a neutral ledger. */
export function postingsLedger(ledger: string): NeutralRow[] {
  const postings = rowsOf(ledger, 'postings.csv');
  const transactions = [...Map.groupBy(postings, ({ txn }) => txn).values()];
  const lots = new Map<string, string>();
  return transactions.flatMap((transaction) => [
    ...BROKERS.flatMap((broker) => brokerEvents(broker, transaction, lots)),
    ...transaction.filter(({ account }) => isPlain(account ?? '')).flatMap(plainEvents),
  ]);
}

function isPlain(account: string): boolean {
  const owned = account.startsWith('Assets:') || account.startsWith('Liabilities:');
  return owned && !BROKERS.some((broker) => account.startsWith(`${broker}:`));
}

/** Money that comes and goes; units without a price are bought and sold for nothing. */
function plainEvents({ date, account, quantity = '', commodity = '' }: Row): NeutralRow[] {
  const out = quantity.startsWith('-');
  if (!UNPRICED.includes(commodity)) return [moved({ date, account } as NeutralRow, Number(quantity))];
  if (Number(quantity) === 0) return [];
  const type = out ? 'sell' : 'buy';
  return [
    { date, account, type, symbol: commodity, quantity: quantity.replace('-', ''), price: '0' },
  ] as NeutralRow[];
}

function moved(where: NeutralRow, amount: number): NeutralRow {
  return { ...where, type: amount < 0 ? 'withdrawal' : 'deposit', amount: amount.toFixed(2) };
}

/** A purchase is named after its lot, so that a sale can name it: its day and cost. */
function brokerEvents(broker: string, transaction: readonly Row[], lots: Map<string, string>): NeutralRow[] {
  const own = transaction.filter(({ account }) => account?.startsWith(`${broker}:`));
  const date = own[0]?.date;
  if (date === undefined) return [];
  const where: NeutralRow = { date, account: broker };
  const trades = own.filter(({ cost }) => cost !== '');
  const cash = sum(own.filter(({ cost }) => cost === ''));
  if (trades.length === 0) {
    const isIncome = transaction.some(
      ({ account }) => account === `${broker.replace('Assets', 'Income')}:Dividends`,
    );
    return isIncome ? [{ ...where, type: 'dividend', amount: cash.toFixed(2) }] : [moved(where, cash)];
  }
  const fee = sum(transaction.filter(({ account }) => account === 'Expenses:Financial:Commissions'));
  // What a sale of several lots brought is shared among them by their prices; the fee is taken from the first.
  const [first, ...more] = trades;
  if (first === undefined) return [];
  const rest = more.map((trade) =>
    tradeEvent(where, trade, -Number(trade.quantity) * Number(trade.price), 0, lots),
  );
  const restCash = rest.reduce((total, { amount }) => total + Number(amount), 0);
  return [tradeEvent(where, first, cash - restCash, fee, lots), ...rest];
}

function tradeEvent(
  where: NeutralRow,
  trade: Row,
  amount: number,
  fee: number,
  lots: Map<string, string>,
): NeutralRow {
  const {
    commodity: symbol = '',
    quantity = '',
    cost = '',
    cost_date: bought = '',
    price = '',
    txn = '',
  } = trade;
  const key = `${symbol} ${bought} ${cost}`;
  const money = {
    amount: amount.toFixed(2),
    fee: fee.toFixed(2),
    symbol,
    quantity: quantity.replace('-', ''),
  };
  if (quantity.startsWith('-'))
    return { ...where, ...money, type: 'sell', price, lot: lots.get(key) ?? 'unknown' };
  const id = `${key} #${txn}`;
  lots.set(key, id);
  return { ...where, ...money, type: 'buy', price: cost, id };
}

function sum(postings: readonly Row[]): number {
  return postings.reduce((total, { quantity }) => total + Number(quantity), 0);
}
