import { absolute, add, type Decimal, divide, multiply } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import { DERIVED_PRICE_DIGITS } from './build-mark.ts';
import type { TradePrice } from './mark.ts';
import type { World } from './world.ts';

const BUY = EVENT_TYPES.indexOf('buy');
const SELL = EVENT_TYPES.indexOf('sell');
const RENAME = EVENT_TYPES.indexOf('rename');

/**
 * What the trades of an instrument say its price was, in its currency, in effective order; where it had another name
 * before, also the price of the day on which it got this one.
 */
export function tradePrices(world: World, symbol: number, rows: Int32Array): TradePrice[] {
  const { table } = world;
  const prices: TradePrice[] = [];
  for (const row of rows) {
    const type = table.type.values[row];
    const isTrade = (type === BUY || type === SELL) && table.symbol.values[row] === symbol;
    const isRename = type === RENAME && table.toSymbol.get(row) === symbol;
    if (!isTrade && !isRename) continue;
    const price = isTrade ? priceOf(world, symbol, row) : formerPrice(world, symbol, row);
    if (price !== null) prices.push({ day: table.day.values[row] as Day, price });
  }
  return prices;
}

/** The price of the day under the former name. */
function formerPrice(world: World, symbol: number, row: number): Decimal | null {
  const former = world.table.symbol.values[row];
  const price = world.price(former, world.table.day.values[row] as Day);
  return price && converted(world, price, world.lotSettings.symbols[former].currency, symbol, row);
}

function priceOf(world: World, symbol: number, row: number): Decimal | null {
  const { table } = world;
  const stated = table.price.get(row);
  if (stated !== null) return converted(world, stated, table.currency.values[row], symbol, row);
  const quantity = table.quantity.get(row);
  const amount = table.amount.get(row);
  if (quantity === null || amount === null || quantity.units === 0) return null;
  const zero = { units: 0, scale: 0 };
  const gross = absolute(add(add(amount, table.fee.get(row) ?? zero), table.tax.get(row) ?? zero));
  const units = multiply(absolute(quantity), world.lotSettings.symbols[symbol].unitValue);
  const price = divide(gross, units, DERIVED_PRICE_DIGITS, 'half-away-from-zero');
  return converted(world, price, table.settleCurrency.values[row], symbol, row);
}

function converted(world: World, price: Decimal, from: number, symbol: number, row: number): Decimal {
  const to = world.lotSettings.symbols[symbol].currency;
  if (from === to) return price;
  const day = world.table.day.values[row] as Day;
  const source = world.rate(from, day);
  const target = world.rate(to, day);
  const up = multiply(
    price,
    multiply({ units: source.numerator, scale: 0 }, { units: target.denominator, scale: 0 }),
  );
  const down = multiply({ units: source.denominator, scale: 0 }, { units: target.numerator, scale: 0 });
  return divide(up, down, DERIVED_PRICE_DIGITS, 'half-away-from-zero');
}
