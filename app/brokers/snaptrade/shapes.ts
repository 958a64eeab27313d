import { z } from 'zod';
import { wireDay, wireDecimal, wireInstant, wireInteger } from '../../providers/index.ts';

const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? null);

export const REGISTERED = z.object({ userId: z.string(), userSecret: z.string() });
export const PORTAL = z.object({ redirectURI: z.string() });

export const AUTHORIZATIONS = z.array(z.object({ id: z.string(), disabled: maybe(z.boolean()) }));

export const ACCOUNTS = z.array(
  z.object({
    id: z.string(),
    brokerage_authorization: maybe(z.string()),
    name: maybe(z.string()),
    number: maybe(z.string()),
    institution_account_id: maybe(z.string()),
    institution_name: maybe(z.string()),
    raw_type: maybe(z.string()),
    balance: maybe(
      z.object({ total: maybe(z.object({ amount: maybe(wireDecimal), currency: maybe(z.string()) })) }),
    ),
    sync_status: maybe(
      z.object({
        transactions: maybe(
          z.object({ initial_sync_completed: maybe(z.boolean()), first_transaction_date: maybe(wireDay) }),
        ),
        holdings: maybe(z.object({ holdings_unavailable: maybe(z.boolean()) })),
      }),
    ),
  }),
);
export type AccountShape = z.output<typeof ACCOUNTS>[number];

export const BALANCES = z.array(
  z.object({ currency: maybe(z.object({ code: maybe(z.string()) })), cash: maybe(wireDecimal) }),
);

export const POSITIONS = z.object({
  results: z.array(
    z.object({
      instrument: z.object({ symbol: z.string() }),
      units: wireDecimal,
      price: maybe(wireDecimal),
      cost_basis: maybe(wireDecimal),
      currency: maybe(z.string()),
      cash_equivalent: maybe(z.boolean()),
    }),
  ),
  data_freshness: maybe(z.object({ as_of: maybe(wireInstant) })),
});

export const ACTIVITIES = z.object({
  data: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string().nullish(),
      trade_date: z.string().nullish(),
      settlement_date: z.string().nullish(),
    }),
  ),
  pagination: maybe(z.object({ total: maybe(wireInteger) })),
});

export const HISTORY = z.object({
  history: z.array(z.object({ date: wireDay, total_value: maybe(wireDecimal) })),
});
