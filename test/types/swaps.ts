/**
 * Swaps that must not compile. `tsc -b` reads this file with the tests: a line under `@ts-expect-error` that
 * compiled would be an error there. Nothing here is run.
 */
import {
  type Amount,
  amount,
  type Day,
  type Decimal,
  day,
  dec,
  type FxRate,
  fxRate,
  type Instant,
  instant,
  money,
  type Quantity,
  quantity,
  type Ratio,
  ratio,
  type UnitPrice,
  unitPrice,
} from '@tidemark/engine';

declare function takesDay(value: Day): void;
declare function takesInstant(value: Instant): void;
declare function takesQuantity(value: Quantity): void;
declare function takesUnitPrice(value: UnitPrice): void;
declare function takesFxRate(value: FxRate): void;
declare function takesAmount(value: Amount): void;
declare function takesRatio(value: Ratio): void;
declare function takesDecimal(value: Decimal): void;
declare function takesNumber(value: number): void;

export function days(): void {
  const d = day(19_000);
  const at = instant(1_700_000_000);
  takesDay(d);
  takesNumber(d);
  takesInstant(at);
  // @ts-expect-error a bare number is no day
  takesDay(19_000);
  // @ts-expect-error a sum of days is a number; addDays makes a day
  takesDay(d + 1);
  // @ts-expect-error an instant is no day
  takesDay(at);
  // @ts-expect-error a day is no instant
  takesInstant(d);
  // @ts-expect-error a bare number is no instant
  takesInstant(1_700_000_000);
  // @ts-expect-error a text is no day; parseDay reads one
  takesDay('2024-01-02');
}

export function amounts(): void {
  const plain = dec('1.5');
  const q = quantity(plain);
  const p = unitPrice(plain);
  const rate = fxRate(plain);
  const a = amount(plain);
  const r = ratio(plain);
  for (const value of [q, p, rate, a, r]) takesDecimal(value);
  // @ts-expect-error a bare decimal is no quantity
  takesQuantity(plain);
  // @ts-expect-error a price is no quantity
  takesQuantity(p);
  // @ts-expect-error a quantity is no price
  takesUnitPrice(q);
  // @ts-expect-error an amount is no price
  takesUnitPrice(a);
  // @ts-expect-error a rate is no price
  takesUnitPrice(rate);
  // @ts-expect-error a price is no rate
  takesFxRate(p);
  // @ts-expect-error a ratio is no rate
  takesFxRate(r);
  // @ts-expect-error a quantity is no amount
  takesAmount(q);
  // @ts-expect-error a price is no amount
  takesAmount(p);
  // @ts-expect-error a rate is no ratio
  takesRatio(rate);
  // @ts-expect-error a number is no quantity
  takesQuantity(1.5);
  // @ts-expect-error an exact amount is no number; toNumber is the one crossing
  takesNumber(a);
}

export function currencies(): void {
  const dollars = money.money(dec('1'), 'USD');
  const euros = money.money(dec('1'), 'EUR');
  money.add(dollars, dollars);
  // @ts-expect-error two currencies do not add; convert first
  money.add(dollars, euros);
  // @ts-expect-error two currencies do not subtract; convert first
  money.subtract(euros, dollars);
  // @ts-expect-error price and quantity stand in this order
  money.valueOf(unitPrice(dec('2')), quantity(dec('3')), 'USD');
  // @ts-expect-error a price does not convert currencies
  money.convert(dollars, unitPrice(dec('2')), 'EUR');
}
