import { sql } from 'kysely';
import type { PortfolioRecord, PortfolioWrites } from '../../service/ports/index.ts';
import type { PortfolioRow } from '../database.ts';
import { type Scope, writing } from '../scope.ts';

interface ListedRow extends PortfolioRow {
  /** Null where the portfolio has none. */
  account: string | null;
}

export function portfoliosOf(scope: Scope): PortfolioWrites {
  const { db, owner } = scope;
  /** One query, so that its parts are of one state. */
  const list = async () => {
    const { rows } = await sql<ListedRow>`
      select p.*, a.id as account from portfolios p
      left join accounts a on a.owner = p.owner and (p.all_accounts = 1 or exists (
        select 1 from portfolio_accounts m
        where m.owner = p.owner and m.portfolio = p.id and m.account = a.id))
      where p.owner = ${owner} order by p.is_default desc, p.id, a.id`.execute(db);
    return recordsOf(rows);
  };
  const members = async ({ id, allAccounts, accounts }: PortfolioRecord) => {
    await db
      .deleteFrom('portfolio_accounts')
      .where('owner', '=', owner)
      .where('portfolio', '=', id)
      .execute();
    if (allAccounts || accounts.length === 0) return;
    const rows = accounts.map((account) => ({ owner, portfolio: id, account }));
    await db.insertInto('portfolio_accounts').values(rows).execute();
  };
  return {
    list,
    find: async (id) => {
      const found = (await list()).find((portfolio) =>
        id === 'default' ? portfolio.isDefault : portfolio.id === id,
      );
      return found ?? null;
    },
    add: async (portfolio) => {
      writing(scope, 'settings');
      await db.insertInto('portfolios').values(rowOf(owner, portfolio)).execute();
      await members(portfolio);
    },
    replace: async (portfolio) => {
      writing(scope, 'settings');
      const done = await db
        .updateTable('portfolios')
        .set(rowOf(owner, portfolio))
        .where('owner', '=', owner)
        .where('id', '=', portfolio.id)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) return false;
      await members(portfolio);
      return true;
    },
    delete: async (id) => {
      writing(scope, 'settings');
      const done = await db
        .deleteFrom('portfolios')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

function recordsOf(rows: readonly ListedRow[]): PortfolioRecord[] {
  const records = new Map<string, PortfolioRecord & { accounts: string[] }>();
  for (const row of rows) {
    let record = records.get(row.id);
    if (record === undefined) {
      record = recordOf(row);
      records.set(row.id, record);
    }
    if (row.account !== null) record.accounts.push(row.account);
  }
  return [...records.values()];
}

function recordOf(row: PortfolioRow): PortfolioRecord & { accounts: string[] } {
  const { id, name, benchmark } = row;
  return {
    id,
    name,
    baseCurrency: row.base_currency,
    riskBasis: row.risk_basis as PortfolioRecord['riskBasis'],
    flows: row.flows as PortfolioRecord['flows'],
    fees: row.fees as PortfolioRecord['fees'],
    lotMethod: row.lot_method as PortfolioRecord['lotMethod'],
    benchmark,
    isDefault: row.is_default === 1,
    allAccounts: row.all_accounts === 1,
    createdAt: row.created_at,
    accounts: [],
  };
}

function rowOf(owner: string, portfolio: PortfolioRecord): PortfolioRow {
  const { id, name, flows, fees, benchmark } = portfolio;
  return {
    owner,
    id,
    name,
    base_currency: portfolio.baseCurrency,
    risk_basis: portfolio.riskBasis,
    flows,
    fees,
    lot_method: portfolio.lotMethod,
    benchmark,
    is_default: portfolio.isDefault ? 1 : 0,
    all_accounts: portfolio.allAccounts ? 1 : 0,
    created_at: portfolio.createdAt,
  };
}
