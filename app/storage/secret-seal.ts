import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';

/** A known text under the secret of the program, kept in the database: another secret does not open it. */
export interface SecretSeal {
  make(): string;
  /** Throws where the text was sealed with another secret. */
  check(sealed: string): void;
}

/** The row of `meta`. A restored database has none: it takes the secret of the program that opens it next. */
export const SECRET_SEAL = 'secret_seal';

/** Before anything is written. Answers whether there is a seal: a database without one fits every secret. */
export async function checkSecret(
  db: Kysely<Database>,
  dialect: Dialect,
  seal: SecretSeal,
): Promise<boolean> {
  if (!(await dialect.hasTable(db, 'meta'))) return false;
  const found = await db
    .selectFrom('meta')
    .select('value')
    .where('name', '=', SECRET_SEAL)
    .executeTakeFirst();
  if (found !== undefined) seal.check(found.value);
  return found !== undefined;
}

/** Seals a database that has no seal. Of two programs that do it at once, with two secrets, one is refused. */
export async function keepSecret(db: Kysely<Database>, dialect: Dialect, seal: SecretSeal): Promise<void> {
  if (await checkSecret(db, dialect, seal)) return;
  await db
    .insertInto('meta')
    .values({ name: SECRET_SEAL, value: seal.make() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await checkSecret(db, dialect, seal);
}
