import {
  add,
  dec,
  equals,
  formatDecimal,
  isZero,
  negate,
  normalize,
  parseOptionSymbol,
  ZERO,
} from '@tidemark/engine';
import type { BrokerHoldings, BrokerPosition } from '../../service/ports/index.ts';
import { magnitude, quotient } from '../exact.ts';
import { isCash, symbolOf } from './security.ts';
import type { HoldingsShape } from './shapes.ts';

type Row = HoldingsShape['holdings'][number];

/** Contracts of an option are told in units of its stock. */
const CONTRACT = '100';

/**
 * Holdings of one account. Cash is a holding and in the balance: it is counted once. Where no holding is cash, it is
 * what the account is worth beyond its holdings; where one of these has no value, it is unknown.
 */
export function holdingsOf(answer: HoldingsShape, accountId: string): BrokerHoldings {
  const balances = answer.accounts.find((one) => one.account_id === accountId)?.balances;
  const securities = new Map(answer.securities.map((one) => [one.security_id, one]));
  const rows = answer.holdings.filter((one) => one.account_id === accountId);
  const cashRows = rows.filter(({ security_id: id }) => isCash(securities.get(id) ?? { type: null }));
  const others = rows.filter((one) => !cashRows.includes(one));
  const total = balances?.current ?? null;
  const currency = balances?.iso_currency_code ?? balances?.unofficial_currency_code ?? 'USD';
  const toldCash = cashRows.length > 0 ? sumOf(cashRows) : null;
  // Worth more than its cash, and nothing told of what: unknown.
  const available = balances?.available ?? null;
  const isEmpty = total !== null && available !== null && equals(dec(total), dec(available));
  const isUnknown = others.length === 0 && !isEmpty && !(toldCash !== null && total === toldCash);
  const cash = toldCash ?? (isUnknown ? null : beyond(total, others));
  return {
    at: null,
    positions: isUnknown ? null : others.map((one) => positionOf(one, answer, currency)),
    cash: cash === null ? null : [{ currency, amount: cash }],
    equity: total,
  };
}

const sumOf = (rows: readonly Row[]): string =>
  formatDecimal(
    normalize(rows.reduce((sum, one) => add(sum, dec(one.institution_value ?? one.quantity)), ZERO)),
  );

function beyond(total: string | null, others: readonly Row[]): string | null {
  if (total === null || others.some(({ institution_value: value }) => value === null)) return null;
  return formatDecimal(normalize(add(dec(total), negate(dec(sumOf(others))))));
}

/** `cost_basis` is that of all units. */
function positionOf(row: Row, { securities }: HoldingsShape, currency: string): BrokerPosition {
  const { security_id: id, cost_basis: cost, institution_price: price, institution_price_as_of: day } = row;
  const unknown = { security_id: id, ticker_symbol: null, name: null, type: null };
  const symbol = symbolOf(securities.find((one) => one.security_id === id) ?? unknown);
  const isOption = parseOptionSymbol(symbol) !== null;
  const isKnown = cost !== null && !isZero(dec(row.quantity));
  return {
    symbol,
    quantity: isOption ? quotient(row.quantity, CONTRACT) : row.quantity,
    unitCost: isKnown ? quotient(magnitude(cost), magnitude(row.quantity)) : null,
    price: price === null ? null : { value: price, day },
    currency: row.iso_currency_code ?? row.unofficial_currency_code ?? currency,
  };
}
