import type { Int } from '../amounts/index.ts';
import type { LotSettings, Market } from '../lots/index.ts';
import { baseAmount } from './base-amount.ts';
import type { TripFigures } from './figures.ts';
import type { RoundTrip } from './round-trip.ts';

/** A round trip's amounts in whole minor units of base. */
export interface BaseFigures {
  /** Each exit's gain at the rate of its day, or at the rate that the broker booked. */
  readonly realized: number;
  /** Each at the rate of its day. */
  readonly fees: number;
  readonly taxes: number;
  readonly net: number;
  /** At the rate of the day it opened. */
  readonly size: number;
  readonly risk: number | null;
}

export function baseFigures(
  settings: LotSettings,
  market: Market,
  trip: RoundTrip,
  figures: TripFigures,
): BaseFigures {
  const { currency } = settings.symbols[trip.symbol];
  const { cost: scale } = trip.scales;
  const decimals = settings.baseDecimals;
  const isBase = currency === settings.baseCurrency;
  const at = (units: Int, day = trip.fills[0].day): number =>
    baseAmount(units, scale, market.rate(currency, day), decimals);
  const sum = { realized: 0, fees: 0, taxes: 0 };
  if (isBase) {
    sum.realized = at(figures.realized.units);
    sum.fees = at(figures.fees.units);
    sum.taxes = at(figures.taxes.units);
  } else {
    for (const { gain, fees, taxes, booked, day } of trip.fills) {
      if (gain !== 0)
        sum.realized += booked === null ? at(gain, day) : baseAmount(gain, scale, booked, decimals);
      if (fees !== 0) sum.fees += at(fees, day);
      if (taxes !== 0) sum.taxes += at(taxes, day);
    }
  }
  const net = isBase ? at(figures.net.units) : sum.realized - sum.fees - sum.taxes;
  return {
    ...sum,
    net,
    size: at(figures.size.units),
    risk: figures.risk === null ? null : at(figures.risk.units),
  };
}
