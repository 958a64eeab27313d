import { z } from 'zod';
import { wireDecimal, wireInstant } from '../../providers/index.ts';

const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? null);

export const ACCOUNT = z.object({
  id: z.string(),
  account_number: maybe(z.string()),
  currency: maybe(z.string()),
  status: maybe(z.string()),
  cash: wireDecimal,
  equity: wireDecimal,
  long_market_value: maybe(wireDecimal),
  short_market_value: maybe(wireDecimal),
  multiplier: maybe(z.string()),
  created_at: maybe(wireInstant),
});

export const POSITIONS = z.array(
  z.object({
    symbol: z.string(),
    qty: wireDecimal,
    side: maybe(z.string()),
    avg_entry_price: maybe(wireDecimal),
    current_price: maybe(wireDecimal),
  }),
);

export const ACTIVITIES = z.array(
  z.looseObject({
    id: z.string(),
    activity_type: z.string(),
    activity_sub_type: maybe(z.string()),
    transaction_time: z.string().nullish(),
    date: z.string().nullish(),
  }),
);

export const HISTORY = z.object({
  timestamp: z.array(z.string().regex(/^\d{1,15}$/, { error: 'expected an integer' })),
  equity: z.array(wireDecimal.nullable()),
});
