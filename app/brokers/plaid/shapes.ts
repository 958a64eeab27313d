import { z } from 'zod';
import { wireDay, wireDecimal, wireInteger } from '../../providers/index.ts';

const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().transform((value) => value ?? null);

export const LINK = z.object({ link_token: z.string(), hosted_link_url: maybe(z.string()) });
export const EXCHANGED = z.object({ access_token: z.string(), item_id: z.string() });

/** What the user has done at a hosted link. */
export const LINKED = z.object({
  link_sessions: maybe(
    z.array(
      z.object({
        results: maybe(
          z.object({ item_add_results: maybe(z.array(z.object({ public_token: z.string() }))) }),
        ),
      }),
    ),
  ),
});

const ITEM = z.object({
  institution_id: maybe(z.string()),
  institution_name: maybe(z.string()),
  error: maybe(z.looseObject({ error_code: maybe(z.string()) })),
});

const ACCOUNT = z.object({
  account_id: z.string(),
  persistent_account_id: maybe(z.string()),
  name: maybe(z.string()),
  mask: maybe(z.string()),
  type: maybe(z.string()),
  subtype: maybe(z.string()),
  balances: z.object({
    current: maybe(wireDecimal),
    available: maybe(wireDecimal),
    iso_currency_code: maybe(z.string()),
    unofficial_currency_code: maybe(z.string()),
  }),
});

const SECURITY = z.object({
  security_id: z.string(),
  ticker_symbol: maybe(z.string()),
  name: maybe(z.string()),
  type: maybe(z.string()),
  is_cash_equivalent: maybe(z.boolean()),
});
export type SecurityShape = z.output<typeof SECURITY>;

export const HOLDINGS = z.object({
  item: maybe(ITEM),
  accounts: z.array(ACCOUNT),
  holdings: z.array(
    z.object({
      account_id: z.string(),
      security_id: z.string(),
      quantity: wireDecimal,
      institution_price: maybe(wireDecimal),
      institution_price_as_of: maybe(wireDay),
      institution_value: maybe(wireDecimal),
      cost_basis: maybe(wireDecimal),
      iso_currency_code: maybe(z.string()),
      unofficial_currency_code: maybe(z.string()),
    }),
  ),
  securities: z.array(SECURITY),
});
export type HoldingsShape = z.output<typeof HOLDINGS>;

export const TRANSACTIONS = z.object({
  securities: z.array(z.looseObject({ security_id: z.string() })),
  investment_transactions: z.array(
    z.looseObject({
      investment_transaction_id: z.string(),
      account_id: z.string(),
      security_id: maybe(z.string()),
      date: wireDay,
      type: maybe(z.string()),
      subtype: maybe(z.string()),
    }),
  ),
  total_investment_transactions: wireInteger,
});
