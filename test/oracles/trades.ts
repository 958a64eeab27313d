/**
 * Trades as the published cases state them, one a line, and as the neutral ledger writes them:
 *
 *   2010-01-01 buy 109 for 3149.20        the whole amount of cash, costs included
 *   2020-05-01 sell 700 at 4.80 fee 100   a price for each unit; costs besides
 *   2015-05-15 sell 2                     only which lots it closes is stated: it stands in at a price of 1
 *   2023-05-15 split 2
 */
const LINE = /^(\S+) (?:(buy|sell) (\S+)(?: at (\S+)| for (\S+))?(?: fee (\S+))?|split (\S+))$/;

/** The ledger of trades in one symbol, X. */
export function ledgerOf(trades: string): string {
  const lines = trades.trim().split('\n');
  return ['date,type,symbol,quantity,price,amount,fee,ratio', ...lines.map((line) => row(line.trim()))].join(
    '\n',
  );
}

function row(line: string): string {
  const match = LINE.exec(line);
  if (match === null) throw new Error(`not a trade: ${line}`);
  const [, date, type, quantity = '', price, amount, fee = '', ratio = ''] = match;
  if (type === undefined) return `${date},split,X,,,,,${ratio}`;
  const signed = amount === undefined ? '' : type === 'buy' ? `-${amount}` : amount;
  const each = price ?? (amount === undefined ? '1' : '');
  return `${date},${type},X,${quantity},${each},${signed},${fee},`;
}
