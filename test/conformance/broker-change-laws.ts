import { expect, test } from 'vitest';
import { takeOver } from '../../app/service/connections/index.ts';
import { takeBack } from '../../app/service/index.ts';
import { lineOf } from './broker-laws.ts';
import { OWNER, type SyncSubject } from './broker-sync.ts';

/** What it means that a provider states an activity otherwise than it did, whichever the provider. */
export function brokerChangeLaws(subject: () => SyncSubject): void {
  const lines = async (): Promise<string[]> =>
    (await subject().events()).map(({ columns }) => lineOf(columns));
  const activities = () => subject().store.of(OWNER).connections.activities({});

  test('an activity that has changed is proposed; taken over it corrects the ledger, and can be undone', async () => {
    subject().account.activities.push({ id: 'e1', kind: 'deposit', date: '2024-06-06', amount: '50' });
    const { id } = await subject().connect();
    await subject().sync(id);
    const before = await lines();
    subject().account.activities.pop();
    subject().account.activities.push({ id: 'e1', kind: 'deposit', date: '2024-06-06', amount: '55' });
    expect((await subject().sync(id)).new).toBe(0);
    expect(await lines()).toEqual(before);
    const changed = (await activities()).filter(({ status }) => status === 'changed');
    expect(changed).toHaveLength(1);
    expect(changed[0]?.raw).toContain('50');
    expect(changed[0]?.changedRaw).toContain('55');
    const { editor } = subject().syncs.world;
    const author = { owner: OWNER, by: OWNER };
    const takenOver = () =>
      takeOver(
        subject().syncs.world,
        author,
        { connection: id, activity: changed[0]?.id ?? '' },
        async (after) => after.status,
      );
    const taken = before.map((line) =>
      line.replace('2024-06-06 deposit - - 50', '2024-06-06 deposit - - 55'),
    );
    expect((await takenOver()).answer).toBe('recorded');
    expect(await lines()).toEqual(taken);
    await expect(takenOver()).rejects.toThrow('There is no changed activity');
    expect((await subject().sync(id)).new).toBe(0);
    expect(await lines()).toEqual(taken);
    const standing = async () => (await activities()).filter(({ status }) => status === 'changed').length;
    for (const [kind, expected, proposed] of [
      ['undo', before, 1],
      ['redo', taken, 0],
      ['undo', before, 1],
    ] as const) {
      await takeBack(editor, author, kind, false, async () => true);
      expect(await lines()).toEqual(expected);
      expect(await standing()).toBe(proposed);
    }
    expect((await subject().sync(id)).new).toBe(0);
    expect(await lines()).toEqual(before);
  });
}
