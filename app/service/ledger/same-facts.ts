import { absolute, compare, dec, formatDecimal, normalize, subtract } from '@tidemark/engine';
import { cashOf } from '../connections/unit-flows.ts';
import type { EventColumns, EventRecord } from '../ports/index.ts';

/** Types whose units tell one from another; of the others the money does. */
const OF_UNITS: readonly string[] = ['buy', 'sell', 'transfer_in', 'transfer_out', 'spinoff'];
/** Two sources round the money of one event by no more. */
const ROUNDING = dec('0.01');

/**
 * What is recorded in an account by some sources, to recognise it where another source tells it under a name of its
 * own: of the same day, type, instrument and units, and at the same price or of the same money to a cent. Each recorded event stands for one
 * that is told, so of equal fills none is lost and none doubled.
 */
export class SameFacts {
  private readonly currency: string;
  private readonly byKey: Map<string, EventRecord[]>;

  /** `currency`: of the account; what states none is in it. */
  constructor(recorded: readonly EventRecord[], currency: string) {
    this.currency = currency;
    this.byKey = Map.groupBy(recorded, ({ columns }) => keyOf(columns, currency));
  }

  /** The event that is the same, which stands for no other from then on; null where there is none. */
  take(columns: EventColumns): EventRecord | null {
    const alike = this.byKey.get(keyOf(columns, this.currency));
    const k =
      alike?.findIndex((one) => isSamePrice(one.columns, columns) || isSameMoney(one.columns, columns)) ?? -1;
    return k < 0 ? null : (alike?.splice(k, 1)[0] ?? null);
  }
}

function keyOf(columns: EventColumns, currency: string): string {
  const { date, type, symbol = '', quantity } = columns;
  const units =
    OF_UNITS.includes(type) && quantity !== undefined ? formatDecimal(normalize(dec(quantity))) : '';
  return [date, type, symbol, units, columns.settleCurrency ?? columns.currency ?? currency].join(' ');
}

/** What moves no money is told by the rest alone. */
function isSameMoney(a: EventColumns, b: EventColumns): boolean {
  const [one, other] = [cashOf(a), cashOf(b)];
  return one === null || other === null
    ? one === other
    : compare(absolute(subtract(one, other)), ROUNDING) <= 0;
}

/** Units at one price are one trade, though one source tells its fee beside it. */
const isSamePrice = (a: EventColumns, b: EventColumns): boolean =>
  OF_UNITS.includes(a.type) &&
  a.price !== undefined &&
  b.price !== undefined &&
  compare(dec(a.price), dec(b.price)) === 0;
