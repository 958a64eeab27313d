import { multiplyDivide, TEN_TO } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { DecimalColumn } from '../ledger/index.ts';
import type { LotScales, LotSettings } from '../lots/index.ts';
import { plainTradesOf } from '../lots/plain-rows.ts';
import type { Fill, RoundTrip } from './round-trip.ts';

/** Sums within this bound are exact. */
const EXACT = 2 ** 52;

/**
 * The common case of `groupTrips`: one instrument bought and sold first in, first out, in one account, all in base, in
 * numbers that doubles hold. It makes the trips that the general fold makes (a property holds them together); null
 * wherever anything else is asked for.
 */
export function groupPlainTrips(settings: LotSettings, rows: Int32Array): RoundTrip[] | null {
  const trades = settings.fees === 'expense' ? plainTradesOf(settings, rows) : null;
  if (trades === null) return null;
  const { fee, tax } = settings.table;
  const { cost } = trades.scales;
  const book = new PlainGrouping(settings, rows, trades.scales);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    book.trade(row, trades.units[i], trades.received[i], aligned(fee, row, cost), aligned(tax, row, cost));
    if (!book.isExact) return null;
  }
  return book.trips;
}

function aligned(column: DecimalColumn, row: number, scale: number): number {
  return column.has(row) ? column.units[row] * TEN_TO[scale - column.scales[row]] : 0;
}

class PlainGrouping {
  readonly trips: RoundTrip[] = [];
  isExact = true;
  private openCost = 0;
  private readonly scales: LotScales;
  private readonly days: Int32Array;
  private readonly account: number;
  private readonly symbol: number;
  private trip: RoundTrip | null = null;
  private openedOn = -1;
  private openedThatDay = 0;
  private position = 0;
  /** Open lots, oldest first: head … tail. */
  private readonly quantities: Float64Array;
  private readonly costs: Float64Array;
  private head = 0;
  private tail = 0;

  constructor({ table }: LotSettings, rows: Int32Array, scales: LotScales) {
    this.scales = scales;
    this.days = table.day.values;
    this.account = table.account.values[rows[0]];
    this.symbol = table.symbol.values[rows[0]];
    this.quantities = new Float64Array(rows.length);
    this.costs = new Float64Array(rows.length);
  }

  trade(row: number, units: number, received: number, fees: number, taxes: number): void {
    const { position } = this;
    if (position === 0 || position > 0 === units > 0) {
      this.open(row, units, received, fees, taxes);
      return;
    }
    const size = Math.abs(units);
    const closes = Math.min(Math.abs(position), size);
    const closing = units < 0 ? -closes : closes;
    const share = closes === size ? received : Number(multiplyDivide(received, closes, size));
    const exitFees = closes === size ? fees : Number(multiplyDivide(fees, closes, size));
    const exitTaxes = closes === size ? taxes : Number(multiplyDivide(taxes, closes, size));
    const gain = share - this.closeLots(-closing);
    this.add('exit', row, closing, share, gain, exitFees, exitTaxes);
    if (units !== closing)
      this.open(row, units - closing, received - share, fees - exitFees, taxes - exitTaxes);
  }

  private open(row: number, units: number, received: number, fees: number, taxes: number): void {
    this.quantities[this.tail] = units;
    this.costs[this.tail++] = 0 - received;
    this.openCost -= received;
    if (this.trip === null) this.begin(row, units);
    this.add('entry', row, units, received, 0, fees, taxes);
  }

  private begin(row: number, units: number): void {
    const day = this.days[row];
    this.openedThatDay = this.openedOn === day ? this.openedThatDay + 1 : 1;
    this.openedOn = day;
    const { account, symbol, scales } = this;
    this.trip = {
      side: units > 0 ? 'long' : 'short',
      account,
      symbol,
      origin: { account, symbol, row, ofDay: this.openedThatDay },
      fills: [],
      unitChanges: [],
      quantity: 0,
      scales,
    };
    this.trips.push(this.trip);
  }

  private add(
    kind: Fill['kind'],
    row: number,
    units: number,
    money: number,
    gain: number,
    fees: number,
    taxes: number,
  ): void {
    const trip = this.trip as RoundTrip;
    const day = this.days[row] as Day;
    trip.fills.push({ kind, row, day, quantity: units, money, gain, fees, taxes, booked: null });
    this.position += units;
    if (!(Math.abs(this.openCost) < EXACT && Math.abs(this.position) < EXACT)) this.isExact = false;
    trip.quantity = this.position;
    if (this.position === 0) this.trip = null;
  }

  /** Takes units (signed like the position) off the oldest lots; answers what they cost. */
  private closeLots(units: number): number {
    let left = units;
    let cost = 0;
    while (left !== 0) {
      const lotUnits = this.quantities[this.head];
      const lotCost = this.costs[this.head];
      if (Math.abs(left) >= Math.abs(lotUnits)) {
        this.head++;
        cost += lotCost;
        left -= lotUnits;
        continue;
      }
      const part = Number(multiplyDivide(lotCost, left, lotUnits));
      this.quantities[this.head] = lotUnits - left;
      this.costs[this.head] = lotCost - part;
      cost += part;
      left = 0;
    }
    this.openCost -= cost;
    return cost;
  }
}
