import { z } from 'zod';

/** What a value of a day or instant is; the order is that of trust. */
export const VALUE_KINDS = ['daily_eod', 'intraday', 'reconstructed', 'computed', 'estimated'] as const;

export const ValueKind = z.enum(VALUE_KINDS).meta({
  id: 'ValueKind',
  description:
    "`daily_eod`: sealed at that session's close by the capture; `intraday`: sealed during the session; `reconstructed`: a broker's own history; `computed`: derived from the ledger later; `estimated`: from holdings or trade prices.",
});

export const VALUE_SOURCES = ['ledger', 'snaptrade', 'alpaca', 'plaid'] as const;

export const ValueSource = z
  .enum(VALUE_SOURCES)
  .meta({ id: 'ValueSource', description: 'Who gave the value.' });

export type ValueKind = z.infer<typeof ValueKind>;
export type ValueSource = z.infer<typeof ValueSource>;
