import { randomUUID } from 'node:crypto';
import type { Portfolio } from '@tidemark/contract';
import { type PageRequest, pageOf } from '../figures/page.ts';
import { findPortfolio } from '../portfolio/portfolios.ts';
import type { OwnerReads, PortfolioRecord } from '../ports/index.ts';
import { checkAccountIds } from './accounts.ts';
import { Checks, notDone, taken } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import type { RecordWrite } from './record-write.ts';

/** What of a portfolio its equity and returns are made by. */
const CONVENTIONS = ['base_currency', 'account_ids', 'flows', 'fees'] as const;

/** The portfolios, the default one first. */
export async function listPortfolios(
  tx: OwnerReads,
  request: PageRequest,
  asKnownAt?: number,
): Promise<ListDocument<Portfolio>> {
  const { items, nextCursor } = pageOf(await tx.portfolios.list(asKnownAt), request, ({ id }) => id);
  return { items: items.map((one) => portfolioDocument(one)), next_cursor: nextCursor };
}

export function portfolioDocument(record: PortfolioRecord): Portfolio {
  return {
    id: record.id,
    name: record.name,
    base_currency: record.baseCurrency,
    account_ids: [...record.accounts],
    risk_basis: record.riskBasis,
    flows: record.flows,
    fees: record.fees,
    benchmark: record.benchmark,
    is_default: record.isDefault,
    created_at: instantText(record.createdAt),
  };
}

export function addPortfolio(input: BodyOf<'createPortfolio'>, now: number): RecordWrite<Portfolio> {
  return {
    moves: null,
    apply: async (tx) => {
      const portfolio: PortfolioRecord = {
        id: randomUUID(),
        name: input.name,
        baseCurrency: checkedCurrency(input.base_currency),
        riskBasis: input.risk_basis,
        flows: input.flows,
        fees: input.fees,
        lotMethod: null,
        benchmark: symbolOrNull(input.benchmark),
        isDefault: false,
        allAccounts: false,
        accounts: await checkAccountIds(tx, input.account_ids),
        createdAt: now,
      };
      await checkName(tx, portfolio);
      await tx.portfolios.add(portfolio);
      return portfolioDocument(await findPortfolio(tx, portfolio.id));
    },
  };
}

/** The accounts of the default portfolio stay all there are, whatever is said. */
export function changePortfolio(id: string, change: BodyOf<'changePortfolio'>): RecordWrite<Portfolio> {
  return {
    moves: CONVENTIONS.some((name) => change[name] !== undefined) ? id : null,
    apply: async (tx) => {
      const known = await findPortfolio(tx, id);
      const { account_ids: ids, base_currency: base, benchmark } = change;
      const portfolio: PortfolioRecord = {
        ...known,
        name: change.name ?? known.name,
        baseCurrency: base === undefined ? known.baseCurrency : checkedCurrency(base),
        riskBasis: change.risk_basis ?? known.riskBasis,
        flows: change.flows ?? known.flows,
        fees: change.fees ?? known.fees,
        benchmark: benchmark === undefined ? known.benchmark : symbolOrNull(benchmark),
        accounts: ids === undefined || known.allAccounts ? known.accounts : await checkAccountIds(tx, ids),
      };
      await checkName(tx, portfolio);
      await tx.portfolios.replace(portfolio);
      return portfolioDocument(portfolio);
    },
  };
}

/** Its accounts and their ledger stay. */
export function deletePortfolio(id: string): RecordWrite<void> {
  return {
    moves: null,
    apply: async (tx) => {
      const portfolio = await findPortfolio(tx, id);
      if (portfolio.isDefault)
        throw notDone('id', 'the default portfolio stays', 'Delete another one, or change this one.');
      await tx.portfolios.delete(portfolio.id);
    },
  };
}

function checkedCurrency(code: string): string {
  const checks = new Checks();
  const currency = checks.currency('base_currency', code);
  checks.end();
  return currency;
}

function symbolOrNull(text: string | null): string | null {
  const symbol = text?.trim() ?? '';
  return symbol === '' ? null : symbol;
}

/** Throws Refusal `conflict` where another portfolio has the name. */
async function checkName(tx: OwnerReads, { id, name }: PortfolioRecord): Promise<void> {
  const others = await tx.portfolios.list();
  if (others.some((other) => other.id !== id && other.name === name))
    throw taken('name', 'name', `there is a portfolio ${JSON.stringify(name)} already`);
}
