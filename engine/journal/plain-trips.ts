import { multiplyDivide } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import { type LotScales, type LotSettings, plainTradesOf } from '../lots/index.ts';
import type { Fill, RoundTrip } from './round-trip.ts';

const BUY = EVENT_TYPES.indexOf('buy');

/**
 * The common case of `groupTrips`: one instrument bought and sold first in, first out, in one account, all in base, in
 * numbers that doubles hold. It makes the trips that the general fold makes (a property holds them together); null
 * wherever anything else is asked for.
 */
export function groupPlainTrips(settings: LotSettings, rows: Int32Array): RoundTrip[] | null {
  if (settings.fees !== 'expense') return null;
  const scales = plainTradesOf(settings, rows)?.scales ?? null;
  if (scales === null) return null;
  const { table } = settings;
  const { amount, fee, tax, quantity } = table;
  const book = new PlainGrouping(settings, rows, scales);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const fees = fee.has(row) ? aligned(fee.units[row], fee.scales[row], scales.cost) : 0;
    const taxes = tax.has(row) ? aligned(tax.units[row], tax.scales[row], scales.cost) : 0;
    const received = aligned(amount.units[row], amount.scales[row], scales.cost) + fees + taxes;
    const units = aligned(quantity.units[row], quantity.scales[row], scales.quantity);
    book.trade(row, table.type.values[row] === BUY ? units : -units, received, fees, taxes);
  }
  return book.trips;
}

function aligned(units: number, from: number, to: number): number {
  return from === to ? units : units * 10 ** (to - from);
}

class PlainGrouping {
  readonly trips: RoundTrip[] = [];
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
    return cost;
  }
}
