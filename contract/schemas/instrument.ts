import { z } from 'zod';
import { currency, date, dateOrNull, decimal, exactlyOrNull, flag, text, textOrNull } from './scalars.ts';

export const INSTRUMENT_KINDS = ['stock', 'etf', 'fund', 'bond', 'option', 'future', 'crypto', 'fx'] as const;

const kind = z.enum(INSTRUMENT_KINDS).describe('What it is.');
const right = z.enum(['call', 'put']).nullable().describe('Of an option.');
const label = (description: string) => z.string().max(200).nullable().describe(description);

export const InstrumentInput = z
  .strictObject({
    kind: kind.optional(),
    name: label('In words.').optional(),
    currency: currency('Of its prices.').nullable().optional(),
    multiplier: decimal('Contract size.').nullable().optional(),
    price_factor: decimal('What one unit of price is worth: 0.01 for a bond quoted in percent.')
      .nullable()
      .optional(),
    sector: label('For attribution and exposures.').optional(),
    isin: label('ISIN.').optional(),
    underlying: label('Symbol of what an option or future is on.').optional(),
    expiry: date('Of an option or future.').nullable().optional(),
    strike: decimal('Of an option.').nullable().optional(),
    right: right.optional(),
    modified_duration: z.number().nullable().optional().describe('Of a bond, in years: for stress tests.'),
  })
  .meta({
    id: 'InstrumentInput',
    description: 'What is known of an instrument; what is absent is left open.',
  });

export const Instrument = z
  .object({
    symbol: text('As events name it.'),
    kind,
    name: textOrNull('In words.'),
    currency: textOrNull('Of its prices; null where nobody said.'),
    ...exactlyOrNull('multiplier', 'Contract size.'),
    ...exactlyOrNull('price_factor', 'What one unit of price is worth: 0.01 for a bond quoted in percent.'),
    sector: textOrNull('For attribution and exposures.'),
    isin: textOrNull('ISIN.'),
    underlying: textOrNull('Symbol of what an option or future is on.'),
    expiry: dateOrNull('Of an option or future.'),
    ...exactlyOrNull('strike', 'Of an option.'),
    right,
    modified_duration: z.number().nullable().describe('Of a bond, in years.'),
    held: flag('Whether some account holds it now.'),
    first_price: dateOrNull('Day of its first price; null where it has none.'),
    last_price: dateOrNull('Day of its last price.'),
  })
  .meta({ id: 'Instrument', description: 'Something that is held, and what is known of it.' });

export type Instrument = z.infer<typeof Instrument>;
export type InstrumentInput = z.input<typeof InstrumentInput>;
