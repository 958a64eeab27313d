import { add, dec, equals, formatDecimal, negate, normalize } from '@tidemark/engine';
import { isNothing, magnitude, product } from './exact.ts';

/** A trade as a provider states it: texts of decimals, of whatever sign. */
export interface StatedTrade {
  readonly side: 'buy' | 'sell';
  readonly quantity: string;
  readonly price: string | undefined;
  readonly amount: string | undefined;
  readonly fee: string | undefined;
  /** Units of one contract. */
  readonly contract: string;
}

/**
 * What the cash changed by, signed by the side. What the provider says moved is the truth; where it is exactly quantity
 * times price, the fee is not in it. Null where neither an amount nor a price is stated.
 */
export function netOfFee({ side, quantity, price, amount, fee = '0', contract }: StatedTrade): string | null {
  const gross = price === undefined ? null : dec(product(product(magnitude(quantity), price), contract));
  const said = isNothing(amount) ? null : dec(magnitude(amount ?? '0'));
  const size = said ?? gross;
  if (size === null) return null;
  const isGross = gross !== null && equals(size, gross);
  const signed = side === 'buy' ? negate(size) : size;
  const net = isGross ? add(signed, negate(dec(magnitude(fee)))) : signed;
  return formatDecimal(normalize(net));
}
