import { describe, expect, test } from 'vitest';
import { importFile, undoImport } from '../../app/service/index.ts';
import { BROKERAGE_EVENTS } from '../stand-ins/brokerage.ts';
import { lineOf } from './broker-laws.ts';
import { OWNER, type SyncSubject } from './broker-sync.ts';

/** What a connection and a file of the same account mean to each other, whichever the provider. */
export function brokerFileLaws(subject: () => SyncSubject): void {
  const lines = async (): Promise<string[]> =>
    (await subject().events()).map(({ columns }) => lineOf(columns));
  const activities = () => subject().store.of(OWNER).connections.activities({});

  describe('what a file and a connection both tell', () => {
    /** The deposit, one of the twins, and the dividend as the broker's own file has them; a fee that it alone has. */
    const FILE = [
      'date,type,symbol,quantity,price,amount,currency',
      '2024-01-02,deposit,,,,10000,USD',
      '2024-01-03,buy,ACME,10,100,-1000.00,USD',
      '2024-02-15,dividend,ACME,,,5.00,USD',
      '2024-02-21,fee,,,,-2,USD',
    ].join('\n');
    const file = (account: string) => ({ name: 'own.csv', bytes: Buffer.from(FILE), account });
    const author = { owner: OWNER, by: OWNER };
    const imported = (account: string) =>
      importFile(subject().syncs.world.editor, author, file(account), false, async (read) => read);
    const withFee = [...BROKERAGE_EVENTS, '2024-02-21 fee - - -2'].sort();

    test('is recorded once where the file came first, and again by the connection when the file is taken back', async () => {
      const { syncs } = subject();
      const { id } = await subject().connect();
      const account = await subject().linked(id);
      const { answer } = await imported(account);
      expect(await subject().sync(id)).toMatchObject({ success: true, new: 6, known: 3 });
      expect((await lines()).sort()).toEqual(withFee);
      const known = (await activities()).filter(({ status }) => status === 'known');
      expect(known).toHaveLength(3);
      expect(known[0]?.remark).toContain('the ledger has it from import');
      const again = await subject().sync(id);
      expect(again).toMatchObject({ success: true, new: 0 });
      await undoImport(syncs.world.editor, author, answer?.importId ?? '', false, async () => true);
      expect(await subject().sync(id)).toMatchObject({ success: true, new: 3 });
      expect(await lines()).toEqual(BROKERAGE_EVENTS);
      expect((await activities()).filter(({ status }) => status === 'known')).toEqual([]);
      expect(await subject().sync(id)).toMatchObject({ success: true, new: 0 });
      expect(await lines()).toEqual(BROKERAGE_EVENTS);
    });

    test('is known in the file where the connection came first', async () => {
      const { id } = await subject().connect();
      await subject().sync(id);
      const [link] = await subject().store.of(OWNER).connections.linked();
      const { read } = await imported(link?.account ?? '');
      expect(read.rows.map(({ knownAs }) => knownAs !== null)).toEqual([true, true, true, false]);
      expect((await lines()).sort()).toEqual(withFee);
      const once = await imported(link?.account ?? '');
      expect(once.read.rows.every(({ knownAs }) => knownAs !== null)).toBe(true);
      expect((await lines()).sort()).toEqual(withFee);
    });
  });
}
