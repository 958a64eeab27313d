import { z } from 'zod';
import { problems } from '../problem.ts';
import {
  count,
  currency,
  date,
  decimal,
  exactly,
  exactlyOrNull,
  flag,
  id,
  instant,
  name,
  text,
  textOrNull,
} from './scalars.ts';

const ROWS_MAX = 100_000;

export const PriceInput = z
  .strictObject({
    symbol: name('The instrument.'),
    date: date('The day of the price.'),
    price: decimal("Not split-adjusted; null takes the user's own price of that day back.").nullable(),
    currency: currency("Of the price; the instrument's where absent.").optional(),
  })
  .meta({ id: 'PriceInput', description: "A price of the user's own; it comes before a provider's." });
export const PriceInputs = z.array(PriceInput).min(1).max(ROWS_MAX);

export const Price = z
  .object({
    symbol: text('The instrument.'),
    date: date('The day of the price.'),
    ...exactly('price', 'Not split-adjusted.'),
    currency: currency('Of the price.'),
    source: text('Who gave it: `user`, a provider.'),
    recorded_at: instant('When it was recorded.'),
  })
  .meta({ id: 'Price', description: 'A price of a day, of the source that counts.' });

export const RateInput = z
  .strictObject({
    pair: name('`EURUSD`: US dollars for a euro.'),
    date: date('The day of the rate.'),
    rate: decimal("Above zero; null takes the user's own rate of that day back.").nullable(),
  })
  .meta({
    id: 'RateInput',
    description: "An exchange rate of the user's own; it comes before a provider's.",
  });
export const RateInputs = z.array(RateInput).min(1).max(ROWS_MAX);

export const Rate = z
  .object({
    pair: text('`EURUSD`: US dollars for a euro.'),
    date: date('The day of the rate.'),
    ...exactly('rate', 'Units of the second currency for one of the first.'),
    source: text('Who gave it: `user`, a provider.'),
    recorded_at: instant('When it was recorded.'),
  })
  .meta({ id: 'Rate', description: 'An exchange rate of a day.' });

export const SplitInput = z
  .strictObject({
    symbol: name('The instrument.'),
    date: date('First session on the new basis.'),
    ratio: decimal(
      "New units per old, above zero; null takes the user's own split of that day back.",
    ).nullable(),
  })
  .meta({ id: 'SplitInput', description: 'A split; it counts in every account that holds the instrument.' });
export const SplitInputs = z.array(SplitInput).min(1).max(ROWS_MAX);

export const Split = z
  .object({
    symbol: text('The instrument.'),
    date: date('First session on the new basis.'),
    ...exactly('ratio', 'New units per old.'),
    source: text('Who gave it: `user`, a provider.'),
    recorded_at: instant('When it was recorded.'),
  })
  .meta({ id: 'Split', description: 'A split of an instrument.' });

export const HeldBackPrice = z
  .object({
    id: id('To release it by.'),
    symbol: text('The instrument.'),
    date: date('The day of the price.'),
    ...exactlyOrNull('price', 'What the provider said; null where that is no number.'),
    said: text('What the provider said, as it said it.'),
    ...exactlyOrNull('previous_price', 'The last that was believed; null where there was none.'),
    currency: currency('Of the price.'),
    source: text('The provider.'),
    reason: z
      .enum(['zero', 'negative', 'not_a_number', 'jump', 'other_unit', 'stale', 'future'])
      .describe(
        'Why it is held back. `jump`: ten times or a tenth without a split; `other_unit`: a hundred times, as pence, or another currency; `stale`: older than what the same source said before.',
      ),
    held_at: instant('When it came.'),
  })
  .meta({ id: 'HeldBackPrice', description: 'A price that is not believed until somebody releases it.' });

export const RefreshInput = z.strictObject({
  symbols: z
    .array(z.string())
    .min(1)
    .max(ROWS_MAX)
    .optional()
    .describe('Which; all that are held where absent.'),
});

export const Refreshed = z
  .object({
    success: flag('Whether every price came.'),
    updated: count('Prices that are new.'),
    job_id: textOrNull('Where work goes on after the answer: see GET /jobs; else null.'),
    problems,
  })
  .meta({ id: 'Refreshed', description: 'What a refresh of prices brought.' });

export type Price = z.infer<typeof Price>;
export type PriceInput = z.input<typeof PriceInput>;
export type Rate = z.infer<typeof Rate>;
export type RateInput = z.input<typeof RateInput>;
export type Split = z.infer<typeof Split>;
export type SplitInput = z.input<typeof SplitInput>;
export type HeldBackPrice = z.infer<typeof HeldBackPrice>;
export type Refreshed = z.infer<typeof Refreshed>;
