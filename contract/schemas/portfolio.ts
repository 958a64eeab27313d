import { z } from 'zod';
import { currency, flag, id, instant, name, text, textOrNull } from './scalars.ts';

export const FLOW_CONVENTIONS = ['in-start-out-end', 'start', 'end', 'mid'] as const;
export const BASES = ['realized', 'market'] as const;

export const basis = z
  .enum(BASES)
  .describe('`realized`: what was closed counts; `market`: marked to market.');

const fields = {
  name: name('Unique among the portfolios of the user.'),
  base_currency: currency('All figures are in it.'),
  account_ids: z.array(z.string()).min(1).max(1000).describe('The accounts it holds.'),
  risk_basis: basis.describe('What the account value at entry of its trades is measured on.'),
  flows: z.enum(FLOW_CONVENTIONS).describe('When flows count in a day of the time-weighted return.'),
  fees: z
    .enum(['expense', 'capitalize'])
    .describe('Whether fees and taxes are lines of their own or part of cost and proceeds.'),
  benchmark: z.string().max(200).nullable().describe('A symbol with prices, to compare with; null for none.'),
};

export const PortfolioInput = z
  .strictObject({
    name: fields.name,
    base_currency: fields.base_currency.default('USD'),
    account_ids: fields.account_ids,
    risk_basis: fields.risk_basis.default('realized'),
    flows: fields.flows.default('in-start-out-end'),
    fees: fields.fees.default('expense'),
    benchmark: fields.benchmark.default(null),
  })
  .meta({ id: 'PortfolioInput', description: 'A new set of accounts.' });

export const PortfolioChange = z.strictObject(fields).partial().meta({
  id: 'PortfolioChange',
  description: 'What changes; the rest stays. The default portfolio holds every account, whatever is said.',
});

export const Portfolio = z
  .object({
    id: id('Of the portfolio; `default` of the one that holds every account.'),
    name: text('Unique among the portfolios of the user.'),
    base_currency: currency('All figures are in it.'),
    account_ids: z.array(z.string()).describe('The accounts it holds.'),
    risk_basis: fields.risk_basis,
    flows: fields.flows,
    fees: fields.fees,
    benchmark: textOrNull('A symbol with prices, to compare with.'),
    is_default: flag('Whether it is the one that holds every account.'),
    created_at: instant('When it was made.'),
  })
  .meta({ id: 'Portfolio', description: 'A named set of accounts with one base currency.' });

export type Portfolio = z.infer<typeof Portfolio>;
export type PortfolioInput = z.input<typeof PortfolioInput>;
export type PortfolioChange = z.input<typeof PortfolioChange>;
