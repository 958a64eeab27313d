import { type Int, int, multiplyDivide } from '../amounts/index.ts';
import type { Consideration } from './consideration.ts';
import type { Fold } from './fold.ts';
import type { Holding } from './holding.ts';
import { takeUkMatches } from './uk-trades.ts';

/** Changes a position by `quantity` for a consideration: closes what has the other sign, opens the rest. */
export function book(
  fold: Fold,
  holding: Holding,
  row: number,
  quantity: Int,
  consideration: Consideration,
): void {
  const day = fold.dayOf(row);
  let { received, receivedBase } = consideration;
  let left = quantity;
  const from = fold.closed.length;
  if (fold.uk !== null) {
    const rest = takeUkMatches(fold, holding, row, left, consideration);
    ({ quantity: left, received, receivedBase } = rest);
  }
  const position = holding.quantity;
  const closes = int.sign(position) === -int.sign(left) ? int.min(int.abs(position), int.abs(left)) : 0;
  if (closes !== 0) {
    const closing = position > 0 ? closes : int.neg(closes);
    const whole = int.abs(left) === closes;
    const share = whole ? received : multiplyDivide(received, closes, int.abs(left));
    const shareBase =
      whole || receivedBase === 0 ? receivedBase : multiplyDivide(receivedBase, closes, int.abs(left));
    holding.close(closing, share, { day, row, booked: consideration.booked }, fold.closed);
    left = int.add(left, closing);
    received = int.sub(received, share);
    receivedBase = int.sub(receivedBase, shareBase);
  }
  if (fold.closed.length > from) settleGains(fold, holding, row, from);
  if (left !== 0) {
    if (left < 0) checkShort(fold, holding, row);
    holding.open({
      quantity: left,
      cost: int.neg(received),
      costBase: int.neg(receivedBase),
      opened: day,
      row,
      arrived: 0,
    });
  }
  holding.mark(day);
}

function checkShort(fold: Fold, holding: Holding, row: number): void {
  if (fold.settings.accounts[holding.account].allowShort) return;
  const symbol = fold.table.symbols.texts[holding.symbol];
  const account = fold.table.accounts.texts[holding.account];
  fold.report(
    'oversold',
    row,
    'quantity',
    `More ${symbol} is sold than ${account} holds, and it allows no shorts.`,
  );
}

/** The gains of what a row has just closed: paid in cash by futures, converted at the booked rate where there is one. */
function settleGains(fold: Fold, holding: Holding, row: number, from: number): void {
  const terms = fold.settings.symbols[holding.symbol];
  const { closed } = fold;
  if (!terms.isFuture && closed[from].booked === null) return;
  let gain: Int = 0;
  for (let i = from; i < closed.length; i++)
    gain = int.add(gain, int.sub(closed[i].received, closed[i].cost));
  if (terms.isFuture) fold.entry('cash', holding.account, holding.symbol, terms.currency, gain, row);
  const { booked } = closed[from];
  if (booked !== null && gain !== 0) {
    const { account, symbol } = holding;
    fold.bookedGains.push({
      account,
      symbol,
      currency: terms.currency,
      day: fold.dayOf(row),
      gain,
      scale: fold.scales.cost,
      booked,
    });
  }
}
