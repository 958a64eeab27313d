/**
 * The figures of a round trip, exact in its own currency:
 *
 *   entry (exit) price   mean of the prices of its entries (exits) by quantity, in the units that it ended with
 *   realized P&L         what its exits brought beyond the cost of the lots they closed, before fees and taxes
 *   risk amount          sum over entries of |fill − stop| × quantity × multiplier, with the stop first given
 *   R-multiple           realized P&L ÷ risk amount         return on risk   net P&L ÷ risk amount
 *
 * Source of R: V. Tharp, Trade Your Way to Financial Freedom (2nd ed. 2006).
 */
import { type Decimal, decimal, divide, type Int, int, minorUnits, rescale } from '../amounts/index.ts';
import type { LotSettings } from '../lots/index.ts';
import type { Fill, RoundTrip } from './round-trip.ts';

/** Digits of an average price, and of a stop carried over a split. */
const PRICE_DIGITS = 10;

/** Amounts in the trip's currency; quantities in the units it ended with. */
export interface TripFigures {
  /** Units of all entries. */
  readonly quantity: Decimal;
  /** What is still open, without sign. */
  readonly openQuantity: Decimal;
  readonly entryPrice: Decimal;
  /** Null where nothing was closed for money. */
  readonly exitPrice: Decimal | null;
  /** What its entries were worth at their prices, without sign. */
  readonly size: Decimal;
  readonly realized: Decimal;
  readonly fees: Decimal;
  readonly taxes: Decimal;
  readonly net: Decimal;
  /** As first given. */
  readonly stop: Decimal | null;
  readonly risk: Decimal | null;
}

export function tripFigures(settings: LotSettings, trip: RoundTrip): TripFigures {
  const { cost: scale, quantity: unitScale } = trip.scales;
  const sums = new Sums(settings, trip);
  for (let i = 0; i < trip.fills.length; i++) {
    sums.changeUnits(i);
    sums.add(trip.fills[i]);
  }
  sums.changeUnits(trip.fills.length);
  const { unitValue } = settings.symbols[trip.symbol];
  const price = (value: Int, units: Int): Decimal | null =>
    units === 0
      ? null
      : divide(
          decimal(value, scale),
          decimal(int.mul(units, unitValue.units), unitScale + unitValue.scale),
          PRICE_DIGITS,
          'half-away-from-zero',
        );
  const net = int.sub(sums.realized, int.add(sums.fees, sums.taxes));
  const stop = stopOf(settings, trip);
  return {
    quantity: decimal(int.abs(sums.entered), unitScale),
    openQuantity: decimal(int.abs(trip.quantity), unitScale),
    entryPrice: price(sums.entryValue, sums.entered) as Decimal,
    exitPrice: price(sums.exitValue, sums.exited),
    size: decimal(int.abs(sums.entryValue), scale),
    realized: decimal(sums.realized, scale),
    fees: decimal(sums.fees, scale),
    taxes: decimal(sums.taxes, scale),
    net: decimal(net, scale),
    stop: stop?.price ?? null,
    risk: stop === null ? null : decimal(riskOf(settings, trip, stop), scale),
  };
}

/** Running sums over the fills of a trip; quantities and values signed like the position. */
class Sums {
  entered: Int = 0;
  exited: Int = 0;
  entryValue: Int = 0;
  exitValue: Int = 0;
  realized: Int = 0;
  fees: Int = 0;
  taxes: Int = 0;
  private readonly settings: LotSettings;
  private readonly trip: RoundTrip;

  constructor(settings: LotSettings, trip: RoundTrip) {
    this.settings = settings;
    this.trip = trip;
  }

  add(fill: Fill): void {
    this.realized = int.add(this.realized, fill.gain);
    this.fees = int.add(this.fees, fill.fees);
    this.taxes = int.add(this.taxes, fill.taxes);
    if (fill.kind === 'entry') {
      this.entered = int.add(this.entered, fill.quantity);
      this.entryValue = int.add(this.entryValue, valueAtPrice(this.settings, this.trip, fill));
    } else if (fill.kind === 'exit') {
      this.exited = int.sub(this.exited, fill.quantity);
      this.exitValue = int.sub(this.exitValue, valueAtPrice(this.settings, this.trip, fill));
    } else if (fill.kind === 'recost') {
      this.entryValue = int.sub(this.entryValue, int.sub(fill.money, fill.gain));
    }
  }

  changeUnits(before: number): void {
    if (this.trip.unitChanges.length === 0) return;
    this.entered = inUnitsOf(this.trip, this.entered, before - 1, before);
    this.exited = inUnitsOf(this.trip, this.exited, before - 1, before);
  }
}

/**
 * What a fill's units were worth at its price, signed like its quantity: by the price that the row states, if that
 * and the money agree to a minor unit (brokers round amounts, not prices); else by the money.
 */
function valueAtPrice(settings: LotSettings, trip: RoundTrip, fill: Fill): Int {
  const { table } = settings;
  const cost = int.neg(fill.money);
  const price = table.price.get(fill.row);
  const symbol = table.symbol.values[fill.row];
  if (price === null || symbol < 0) return cost;
  const { currency, unitValue } = settings.symbols[symbol];
  if (table.currency.values[fill.row] !== currency) return cost;
  const units = int.mul(int.mul(fill.quantity, price.units), unitValue.units);
  const { scales } = trip;
  const value = rescale(
    units,
    scales.quantity + price.scale + unitValue.scale,
    scales.cost,
    'half-away-from-zero',
  );
  const minorUnit = int.pow10(scales.cost - minorUnits(table.currencies.texts[currency]));
  return int.compare(int.abs(int.sub(value, cost)), minorUnit) <= 0 ? value : cost;
}

/** Units as of the fill of index `from` in the units as of the fill of index `to`, at or after it. */
function inUnitsOf(trip: RoundTrip, units: Int, from: number, to: number): Int {
  let changed = units;
  const { quantity: scale } = trip.scales;
  for (const { before, ratio } of trip.unitChanges) {
    if (before <= from || before > to) continue;
    changed = rescale(int.mul(changed, ratio.units), scale + ratio.scale, scale, 'half-away-from-zero');
  }
  return changed;
}

interface Stop {
  readonly price: Decimal;
  /** The fill that gave it. */
  readonly at: number;
}

/** The first stop that a fill of the trip gives. */
function stopOf(settings: LotSettings, trip: RoundTrip): Stop | null {
  const { stop } = settings.table.rare;
  if (stop.size === 0) return null;
  const at = trip.fills.findIndex((fill) => stop.has(fill.row) && ownsRow(settings, trip, fill));
  return at < 0 ? null : { price: stop.get(trip.fills[at].row) as Decimal, at };
}

/** A row that turns a position around is the new trip's: what it says of stop, tags and the like is about that one. */
export function ownsRow(settings: LotSettings, trip: RoundTrip, fill: Fill): boolean {
  if (fill.kind !== 'exit') return true;
  return int.abs(settings.table.quantity.unitsAt(fill.row, trip.scales.quantity)) === int.abs(fill.quantity);
}

function riskOf(settings: LotSettings, trip: RoundTrip, stop: Stop): Int {
  const { scales } = trip;
  const { unitValue } = settings.symbols[trip.symbol];
  let risk: Int = 0;
  for (let i = 0; i < trip.fills.length; i++) {
    const fill = trip.fills[i];
    if (fill.kind !== 'entry') continue;
    const price = stopAt(trip, stop, i);
    const units = int.mul(int.mul(fill.quantity, price.units), unitValue.units);
    const atStop = rescale(
      units,
      scales.quantity + price.scale + unitValue.scale,
      scales.cost,
      'half-away-from-zero',
    );
    risk = int.add(risk, int.abs(int.sub(valueAtPrice(settings, trip, fill), atStop)));
  }
  return risk;
}

/** The stop in the units of the fill of an index: a split divides it. */
function stopAt(trip: RoundTrip, stop: Stop, index: number): Decimal {
  let { price } = stop;
  for (const { before, ratio } of trip.unitChanges) {
    if (before > stop.at && before <= index)
      price = divide(price, ratio, PRICE_DIGITS, 'half-away-from-zero');
    else if (before <= stop.at && before > index)
      price = decimal(int.mul(price.units, ratio.units), price.scale + ratio.scale);
  }
  return price;
}
