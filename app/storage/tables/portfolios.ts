import { sql } from 'kysely';
import type { PortfolioRecord, PortfolioWrites } from '../../service/ports/index.ts';
import type { PortfolioRow } from '../database.ts';
import { asKnownAt, forget, keepBefore } from '../record-revisions.ts';
import { type Scope, writing } from '../scope.ts';

interface ListedRow extends PortfolioRow {
  /** Null where the portfolio has none. */
  account: string | null;
  account_created_at: number | null;
}

/** The record of now, with what its accounts at an instant are told from. */
interface Listed extends PortfolioRecord {
  readonly accounts: string[];
  /** When each of them was made, ms since 1970. */
  readonly madeAt: number[];
}

export function portfoliosOf(scope: Scope): PortfolioWrites {
  const { db, owner } = scope;
  /** One query, so that its parts are of one state. */
  const now = async (): Promise<Listed[]> => {
    const { rows } = await sql<ListedRow>`
      select p.*, a.id as account, a.created_at as account_created_at from portfolios p
      left join accounts a on a.owner = p.owner and (p.all_accounts = 1 or exists (
        select 1 from portfolio_accounts m
        where m.owner = p.owner and m.portfolio = p.id and m.account = a.id))
      where p.owner = ${owner} order by p.is_default desc, p.id, a.id`.execute(db);
    return recordsOf(rows);
  };
  const list = async (instant?: number): Promise<PortfolioRecord[]> => {
    const listed = await now();
    if (instant === undefined) return listed.map(recordOnly);
    const there = new Set(listed.flatMap(({ accounts }) => accounts));
    const then = await asKnownAt(scope, 'portfolio', listed.map(recordOnly), ({ id }) => id, instant);
    // Every revision that is kept is of a portfolio that is there, so the order is that of now.
    return then.map((record, k) => ({
      ...record,
      accounts: accountsThen(record, listed[k], there, instant),
    }));
  };
  const find = async (id: string, instant?: number): Promise<PortfolioRecord | null> => {
    const found = (await list(instant)).find((portfolio) =>
      id === 'default' ? portfolio.isDefault : portfolio.id === id,
    );
    return found ?? null;
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
    list: async (instant) => {
      const known = await list(instant);
      return instant === undefined ? known : known.filter(({ createdAt }) => createdAt <= instant);
    },
    find,
    add: async (portfolio) => {
      writing(scope, 'settings');
      await db.insertInto('portfolios').values(rowOf(owner, portfolio)).execute();
      await members(portfolio);
    },
    replace: async (portfolio) => {
      writing(scope, 'settings');
      const before = await find(portfolio.id);
      if (before === null) return false;
      await keepBefore(scope, 'portfolio', portfolio.id, before);
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
      await forget(scope, 'portfolio', id);
      const done = await db
        .deleteFrom('portfolios')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

/** Of a portfolio of all accounts, those that had been made by then; of another, those it named that are there. */
function accountsThen(
  record: PortfolioRecord,
  { accounts, madeAt }: Listed,
  there: ReadonlySet<string>,
  instant: number,
): string[] {
  return record.allAccounts
    ? accounts.filter((_, k) => madeAt[k] <= instant)
    : record.accounts.filter((account) => there.has(account));
}

const recordOnly = ({ madeAt: _, ...record }: Listed): PortfolioRecord => record;

function recordsOf(rows: readonly ListedRow[]): Listed[] {
  const records = new Map<string, Listed>();
  for (const row of rows) {
    let record = records.get(row.id);
    if (record === undefined) {
      record = recordOf(row);
      records.set(row.id, record);
    }
    if (row.account === null) continue;
    record.accounts.push(row.account);
    record.madeAt.push(row.account_created_at ?? 0);
  }
  return [...records.values()];
}

function recordOf(row: PortfolioRow): Listed {
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
    madeAt: [],
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
