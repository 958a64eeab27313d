import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';

interface AccountKey {
  readonly owner: string;
  readonly account: string;
}

/** Accounts that are asked for at once. */
const ACCOUNTS_AT_ONCE = 400;

export const accountKey = ({ owner, account }: AccountKey): string => `${owner}\n${account}`;

/** Keys of those that there are: an account may have been deleted since it was looked at. */
export async function existingAccounts(
  tx: Kysely<Database>,
  accounts: readonly AccountKey[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < accounts.length; from += ACCOUNTS_AT_ONCE) {
    const some = accounts.slice(from, from + ACCOUNTS_AT_ONCE);
    const keys = some.map(({ owner, account }) => sql`(${owner}, ${account})`);
    const { rows } = await sql<AccountKey>`
      select owner, id as account from accounts where (owner, id) in (values ${sql.join(keys)})`.execute(tx);
    for (const row of rows) found.add(accountKey(row));
  }
  return found;
}
