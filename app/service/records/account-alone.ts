import { type Day, hasErrors } from '@tidemark/engine';
import { derivePortfolio, type OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { findPortfolio, WHOLE } from '../portfolio/portfolios.ts';
import type { AccountRecord, OwnerReads } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';

/** The account in its own currency. Throws Refusal `invalid` where its facts contradict each other. */
export async function accountAlone(
  tx: OwnerReads,
  account: AccountRecord,
  today: Day,
  asKnownAt?: number,
): Promise<OpenPortfolio> {
  const whole = await findPortfolio(tx, WHOLE, asKnownAt);
  const alone = { ...whole, baseCurrency: account.currency, accounts: [account.id], allAccounts: false };
  const portfolio = await derivePortfolio(tx, alone, today, asKnownAt);
  const { problems } = portfolio.history;
  if (hasErrors(problems))
    throw new Refusal(
      'invalid',
      problems.filter(({ severity }) => severity === 'error'),
    );
  return portfolio;
}
