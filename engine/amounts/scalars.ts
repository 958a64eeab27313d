import type { Decimal } from './decimal.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = Decimal & { readonly [brand]: Name };

/** Units of an instrument; negative for a short. */
export type Quantity = Branded<'Quantity'>;
/** Currency per unit of an instrument. */
export type UnitPrice = Branded<'UnitPrice'>;
/** Units of one currency per unit of another. */
export type FxRate = Branded<'FxRate'>;
/** An amount of the currency that its context names. `Money` carries the currency along. */
export type Amount = Branded<'Amount'>;
/** A pure factor: split ratio, contract multiplier, cost fraction. */
export type Ratio = Branded<'Ratio'>;

export const quantity = (value: Decimal): Quantity => value as Quantity;
export const unitPrice = (value: Decimal): UnitPrice => value as UnitPrice;
export const fxRate = (value: Decimal): FxRate => value as FxRate;
export const amount = (value: Decimal): Amount => value as Amount;
export const ratio = (value: Decimal): Ratio => value as Ratio;
