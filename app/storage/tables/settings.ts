import type { SettingWrites } from '../../service/ports/index.ts';
import { keepBefore, replacedSince } from '../record-revisions.ts';
import { type Scope, writing } from '../scope.ts';

export function settingsOf(scope: Scope): SettingWrites {
  const { db, owner } = scope;
  const settings = db.selectFrom('settings').selectAll().where('owner', '=', owner);
  const get = async (name: string) =>
    (await settings.where('name', '=', name).executeTakeFirst())?.value ?? null;
  return {
    get: async (name, asKnownAt) => {
      if (asKnownAt !== undefined) {
        const then = (await replacedSince<string>(scope, 'setting', asKnownAt)).get(name);
        if (then !== undefined) return then;
      }
      return get(name);
    },
    all: async () => {
      const rows = await settings.orderBy('name').execute();
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
    put: async (name, value) => {
      writing(scope, 'settings');
      await keepBefore(scope, 'setting', name, await get(name));
      if (value === null) {
        await db.deleteFrom('settings').where('owner', '=', owner).where('name', '=', name).execute();
        return;
      }
      await db
        .insertInto('settings')
        .values({ owner, name, value })
        .onConflict((conflict) => conflict.columns(['owner', 'name']).doUpdateSet({ value }))
        .execute();
    },
  };
}
