import { describe, expect, test } from 'vitest';
import { SHARED_OWNER, type Store } from '../../app/service/ports/index.ts';
import { open, type Subject } from './databases.ts';
import { ownerWith } from './given.ts';

export function writeMarkLaws(subject: () => Subject): void {
  describe('the mark of writes', () => {
    test('moves with every write, whoever makes it, and stays while nothing is written', async (task) => {
      const { store, database } = subject();
      if (store.writeMark() === null) return task.skip('this database cannot tell without a query');
      const owner = await ownerWith(store, 'main');
      const other = await open(database);
      const moves = async (work: () => Promise<unknown>): Promise<boolean> => {
        const before = store.writeMark();
        await work();
        return store.writeMark() !== before;
      };
      const put = (by: Store, of: string, value: string) => () =>
        by.write(of, (tx) => tx.settings.put('a', value));
      expect(await moves(put(store, owner, '1'))).toBe(true);
      expect(await moves(put(other.store, owner, '2'))).toBe(true);
      expect(await moves(put(other.store, SHARED_OWNER, '3'))).toBe(true);
      expect(await moves(() => store.users.setRole('nobody', 'admin'))).toBe(false);
      expect(await moves(() => store.of(owner).settings.get('a'))).toBe(false);
      expect(await moves(() => store.read(owner, (tx) => tx.accounts.list()))).toBe(false);
      await other.store.close();
    });
  });
}
