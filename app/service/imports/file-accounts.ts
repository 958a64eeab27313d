import { randomUUID } from 'node:crypto';
import { type Account, type LedgerContext, problem } from '@tidemark/engine';
import { engineAccount, ledgerContext } from '../portfolio/facts.ts';
import { findPortfolio, WHOLE } from '../portfolio/portfolios.ts';
import type { AccountRecord, OwnerReads } from '../ports/index.ts';
import { plainAccount } from '../records/new-user.ts';
import { Refusal } from '../refusal.ts';
import type { Upload } from './import-file.ts';
import { accountsNamedIn } from './read-file.ts';

/** The accounts that the rows of a file are of: by the name or id that a row gives, or all of one account. */
export class FileAccounts {
  readonly context: LedgerContext;
  private readonly ids: ReadonlyMap<string, string>;
  private readonly only: string | null;

  private constructor(context: LedgerContext, ids: ReadonlyMap<string, string>, only: string | null) {
    this.context = context;
    this.ids = ids;
    this.only = only;
  }

  /** Those of an owner, and some that are about to be made. `only`: the account of every row, where rows name none. */
  static async of(
    tx: OwnerReads,
    made: readonly AccountRecord[],
    only: string | null,
  ): Promise<FileAccounts> {
    const portfolio = await findPortfolio(tx, WHOLE);
    const context = await ledgerContext(tx, portfolio);
    const accounts = [...(await tx.accounts.list()), ...made];
    const ids = new Map([
      ...accounts.map(({ id, name }) => [name, id] as const),
      ...accounts.map(({ id }) => [id, id] as const),
    ]);
    const fresh = new Map(made.map((account) => [account.id, engineAccount(account, portfolio.lotMethod)]));
    const lookup = (text: string): Account | undefined => {
      const id = ids.get(only ?? text) ?? '';
      return context.accounts?.(id) ?? fresh.get(id);
    };
    return new FileAccounts({ ...context, accounts: lookup }, ids, only);
  }

  /** The id of a row's account. */
  idOf(text: string): string {
    return this.ids.get(this.only ?? text) ?? '';
  }
}

/** Throws Refusal where there is no account of that id or name. */
export async function expectAccount(tx: OwnerReads, upload: Upload): Promise<string> {
  const accounts = [...(await tx.accounts.list()), ...(upload.newAccounts ?? [])];
  const found =
    accounts.find(({ id }) => id === upload.account) ?? accounts.find(({ name }) => name === upload.account);
  if (found !== undefined) return found.id;
  const message = `there is no account ${JSON.stringify(upload.account)}`;
  const remedy = 'Name an account that there is, or make this one first.';
  throw new Refusal('invalid', [problem('account_unknown', { field: 'account' }, message, { remedy })]);
}

/** An account of which only the name is known: as `main` is made, in the currency of the default portfolio. */
export async function accountNamed(tx: OwnerReads, name: string, now: number): Promise<AccountRecord> {
  const { baseCurrency } = await findPortfolio(tx, WHOLE);
  return { ...plainAccount(randomUUID(), name, now), currency: baseCurrency };
}

/** The accounts that an upload names and that are not there, ready to be made. */
export async function missingAccounts(tx: OwnerReads, upload: Upload, now: number): Promise<AccountRecord[]> {
  const known = new Set((await tx.accounts.list()).flatMap(({ id, name }) => [id, name]));
  const missing = accountsNamedIn(upload).filter((name) => !known.has(name));
  return Promise.all(missing.map((name) => accountNamed(tx, name, now)));
}
