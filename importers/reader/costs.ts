import {
  add,
  type Decimal,
  decimal,
  type EventInput,
  formatDecimal,
  negate,
  signOf,
  subtract,
} from '@tidemark/engine';
import type { AmountWords } from './amounts.ts';
import type { Row } from './row.ts';

/** The columns of an event while it is put together. */
export type Columns = { -readonly [Name in keyof EventInput]: EventInput[Name] };

const ZERO = decimal(0, 0);

export interface Costs {
  /** The sum of fee and tax of the event itself. */
  readonly inside: Decimal;
  /** Costs paid back, which are events of their own and inside a net amount. */
  readonly refunded: Decimal;
  readonly apart: Columns[];
}

/** Fee and tax of a trade or payment. Refunds, and costs in a third currency, are events of their own. */
export function putCosts(row: Row, event: Columns, currency: string, money: AmountWords): Costs {
  let inside = ZERO;
  let refunded = ZERO;
  const apart: Columns[] = [];
  for (const field of ['fee', 'tax'] as const) {
    for (const [star, sum] of row.costs(field)) {
      const of = row.text(field === 'fee' ? 'feeCurrency' : 'taxCurrency') || star || currency;
      const cost = money.costSign[field] < 0 ? negate(sum) : sum;
      if (of === currency && signOf(cost) > 0) {
        event[field] = formatDecimal(cost);
        inside = add(inside, cost);
        continue;
      }
      if (of === currency) refunded = subtract(refunded, cost);
      apart.push({ ...withoutUnits(event), type: field, currency: of, amount: formatDecimal(negate(cost)) });
    }
  }
  return { inside, refunded, apart };
}

function withoutUnits({ date, time, symbol }: Columns): Columns {
  return { date, time, symbol, type: 'fee' };
}
