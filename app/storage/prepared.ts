import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';

/**
 * A query whose text is made once for each kind of database: what runs for every request would else spend most of its
 * time on being built. `build` is given placeholders; a call gives as many parameters, in the order of the text.
 */
export function prepared<Row>(
  build: (db: Kysely<Database>) => Compilable<Row>,
): (db: Kysely<Database>, kind: Dialect['kind'], parameters: readonly unknown[]) => Promise<Row[]> {
  const compiled = new Map<Dialect['kind'], CompiledQuery<Row>>();
  return async (db, kind, parameters) => {
    const query = compiled.get(kind) ?? build(db).compile();
    compiled.set(kind, query);
    if (query.parameters.length !== parameters.length)
      throw new Error(`${parameters.length} parameters for a query of ${query.parameters.length}`);
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
