import {
  type AccountHoldings,
  type Day,
  dec,
  formatDecimal,
  type HeldUnits,
  type HoldingsState,
} from '@tidemark/engine';

type Row = readonly [
  symbol: string,
  currency: string,
  quantity: string,
  cost: number,
  unitValue: string,
  isFuture: 0 | 1,
];

interface Body {
  readonly day: number;
  readonly cash: readonly (readonly [currency: string, amount: number])[];
  readonly held: readonly Row[];
  readonly unreconciled: number;
}

const PAST = '{"past":true,';

/**
 * What an account holds as text; its prices and rates are left out, those of the day it is valued on count. `isPast`:
 * its ledger does not reach to that day, so that the state alone does not say what the value is.
 */
export function stateText(
  day: Day,
  { cash, holdings, unreconciled }: AccountHoldings,
  isPast = false,
): string {
  const body: Body = {
    day,
    cash: cash.map(({ currency, amount }) => [currency, amount]),
    held: holdings.map((one) => [
      one.symbol,
      one.currency,
      formatDecimal(one.quantity),
      one.cost,
      formatDecimal(one.unitValue),
      one.isFuture ? 1 : 0,
    ]),
    unreconciled,
  };
  const text = JSON.stringify(body);
  return isPast ? PAST + text.slice(1) : text;
}

export const isOfPast = (text: string): boolean => text.startsWith(PAST);

/** The same as the engine takes it, in the account's currency. */
export function stateOf(account: string, currency: string, text: string): HoldingsState {
  const { day, cash, held, unreconciled } = JSON.parse(text) as Body;
  const holdings = held.map(heldUnits);
  const amounts = cash.map(([name, amount]) => ({ currency: name, amount }));
  return {
    day: day as Day,
    base: currency,
    rates: {},
    accounts: [{ account, cash: amounts, holdings, unreconciled }],
  };
}

const heldUnits = ([symbol, currency, quantity, cost, unitValue, isFuture]: Row): HeldUnits => ({
  symbol,
  currency,
  quantity: dec(quantity),
  cost,
  unitValue: dec(unitValue),
  isFuture: isFuture === 1,
  price: null,
  quotedOn: null,
});
