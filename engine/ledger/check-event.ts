import { formatDecimal, signOf } from '../amounts/index.ts';
import { checkColumns } from './check-columns.ts';
import { checkCashSign, checkSigns } from './check-signs.ts';
import type { ContractTerms } from './contract-terms.ts';
import type { EventType } from './event.ts';
import type { OpenRow } from './open-row.ts';
import { amountFromCosts, compareCharge, settleFuture, settleUnits } from './settle-costs.ts';
import { settleTrade } from './settle-trade.ts';
import { shiftQuoted } from './shift-quoted.ts';
import { whatMoves } from './units-or-cash.ts';

/**
 * Checks the open row, whose day, account and currencies are known, and completes it: amounts left out, figures
 * of pence in their currency. Whether it may count is in `open.failed`; every problem has been reported.
 */
export function checkEvent(open: OpenRow, type: EventType, terms: ContractTerms): void {
  if (type === 'fee' || type === 'tax') amountFromCosts(open);
  checkColumns(open, type);
  checkSigns(open, type, terms);
  const moves = whatMoves(open, type);
  if (moves === 'units') {
    if (MOVES_ONLY_COSTS.has(type)) settleUnits(open, type);
  } else if (!terms.isFuture || !isTrade(type)) checkCashSign(open, type);
  if (type === 'fx') checkConversion(open);
  if (type === 'rename' || type === 'merger' || type === 'spinoff') checkOtherSymbol(open);
  if (open.failed) return;
  shiftQuoted(open);
  if (isTrade(type) && terms.isFuture) settleFuture(open, type);
  else if (isTrade(type)) settleTrade(open, type, terms);
  else if (type === 'fee' || type === 'tax') compareCharge(open, type);
  else amountFromCosts(open);
}

const MOVES_ONLY_COSTS: ReadonlySet<EventType> = new Set([
  'opening',
  'transfer_in',
  'transfer_out',
  'option_expire',
  'option_assign',
  'option_exercise',
]);

function isTrade(type: EventType): type is 'buy' | 'sell' {
  return type === 'buy' || type === 'sell';
}

/** A conversion takes one currency and brings another. */
function checkConversion(open: OpenRow): void {
  const from = open.decimal('amount');
  const to = open.decimal('to_amount');
  const { table, row } = open;
  if (from !== null && to !== null && signOf(from) * signOf(to) >= 0) {
    const message = `amount is ${formatDecimal(from)} and to_amount ${formatDecimal(to)}; a conversion takes one and brings the other`;
    open.refuse('sign_wrong', 'to_amount', message, {
      remedy: 'Give what was paid a minus sign, and what was received none.',
    });
  }
  const toCurrency = table.toCurrency.get(row);
  if (toCurrency >= 0 && toCurrency === table.settleCurrency.get(row)) {
    const message = `to_currency is ${open.settleCurrency}, the currency of the amount`;
    open.refuse('currency_invalid', 'to_currency', message, {
      remedy: 'Name the currency that was received.',
    });
  }
}

function checkOtherSymbol(open: OpenRow): void {
  const { table, row } = open;
  const toSymbol = table.toSymbol.get(row);
  if (toSymbol >= 0 && toSymbol === table.symbol.get(row)) {
    open.refuse('field_not_allowed', 'to_symbol', `to_symbol is the symbol itself, ${open.symbol}`, {
      remedy: 'Name the other instrument.',
    });
  }
}
