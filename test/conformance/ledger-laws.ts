import { describe, expect, test } from 'vitest';
import type { LedgerReads } from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { change, deposit, event, ownerWith } from './given.ts';

const FIRST = deposit('2024-01-02', '100.00');
const SECOND = deposit('2024-01-03', '250.50', { note: 'with, comma and "quotes"\nand a second line' });

export function ledgerLaws(subject: () => Subject): void {
  const amounts = async (ledger: LedgerReads, asKnownAt?: number) =>
    (await ledger.inForce({ asKnownAt })).map((row) => row.columns.amount);

  describe('the ledger', () => {
    test('events come back as they were stated, by account and order of recording', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other');
      const answers = await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [
          event('b', SECOND),
          event('c', FIRST, { account: 'other', source: 'csv', sourceId: '17', importId: 'i' }),
          event('a', FIRST),
        ]),
      );
      expect(answers).toEqual([
        { outcome: 'added', id: 'b', seq: 1 },
        { outcome: 'added', id: 'c', seq: 1 },
        { outcome: 'added', id: 'a', seq: 2 },
      ]);
      const rows = await store.of(owner).ledger.inForce();
      expect(rows.map((row) => [row.account, row.id, row.seq, row.place])).toEqual([
        ['main', 'b', 1, 1],
        ['main', 'a', 2, 2],
        ['other', 'c', 1, 1],
      ]);
      expect(rows[0]).toEqual({
        id: 'b',
        account: 'main',
        seq: 1,
        version: 1,
        kind: 'created',
        columns: SECOND,
        recordedAt: 1_000,
        recordedBy: 'tester',
        source: 'manual',
        sourceId: null,
        importId: null,
        changeNo: 1,
        place: 1,
      });
      expect(rows[2]).toMatchObject({ source: 'csv', sourceId: '17', importId: 'i' });
      expect(await store.of(owner).ledger.inForce({ accounts: [] })).toEqual([]);
      expect(await store.of(owner).ledger.inForce({ accounts: ['other'] })).toHaveLength(1);
    });

    test('a source id is one event of its source and account, whatever is sent again', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other');
      const sent = event('a', FIRST, { source: 'csv', sourceId: '17' });
      await change(store, owner, (tx, step) => tx.ledger.append(step, [sent]));
      const before = await store.of(owner).versions();
      const again = await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [
          { ...sent, id: 'b' },
          { ...sent, id: 'c', columns: SECOND },
        ]),
      );
      expect(again).toEqual([
        { outcome: 'known', id: 'a', sameContent: true },
        { outcome: 'known', id: 'a', sameContent: false },
      ]);
      expect(await store.of(owner).versions()).toEqual(before);
      const elsewhere = await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [
          { ...sent, id: 'd', account: 'other' },
          { ...sent, id: 'e', source: 'broker' },
          { ...sent, id: 'f', source: 'broker' },
        ]),
      );
      expect(elsewhere.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'known']);
      const known = await store.of(owner).ledger.known('main', 'broker', ['17', '18']);
      expect([...known]).toEqual([['17', 'e']]);
    });

    test('an event id is taken once, and nothing of a refused transaction counts', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      await change(store, owner, (tx, step) => tx.ledger.append(step, [event('a', FIRST)]));
      const before = await store.of(owner).versions();
      const twice = change(store, owner, (tx, step) =>
        tx.ledger.append(step, [event('b', FIRST), event('a', SECOND)]),
      );
      await expect(twice).rejects.toMatchObject({ name: 'StorageError', code: 'constraint' });
      const nowhere = change(store, owner, (tx, step) =>
        tx.ledger.append(step, [event('c', FIRST, { account: 'no such account' })]),
      );
      await expect(nowhere).rejects.toMatchObject({ code: 'constraint' });
      expect(await amounts(store.of(owner).ledger)).toEqual(['100.00']);
      expect(await store.of(owner).versions()).toEqual(before);
      expect(await store.of(owner).changes.list(10)).toHaveLength(1);
    });

    test('a correction supersedes, a void takes away, both keep the past', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const { ledger } = store.of(owner);
      await change(
        store,
        owner,
        (tx, step) => tx.ledger.append(step, [event('a', FIRST), event('b', SECOND)]),
        100,
      );
      const corrected = await change(
        store,
        owner,
        (tx, step) =>
          tx.ledger.correct(step, [
            { id: 'a', account: 'main', columns: deposit('2024-01-05', '7') },
            { id: 'b', account: 'main', columns: SECOND },
            { id: 'x', account: 'main', columns: FIRST },
          ]),
        200,
      );
      expect(corrected).toEqual(['corrected', 'unchanged', 'unknown']);
      const stale = await change(store, owner, (tx, step) =>
        tx.ledger.correct(step, [{ id: 'a', account: 'main', columns: FIRST, version: 1 }]),
      );
      expect(stale).toEqual(['stale']);
      const voided = await change(
        store,
        owner,
        (tx, step) => tx.ledger.void(step, [{ id: 'b' }, { id: 'x' }, { id: 'a', version: 9 }], 'keep'),
        300,
      );
      expect(voided).toEqual(['voided', 'unknown', 'stale']);
      expect(await amounts(ledger)).toEqual(['7']);
      expect(await amounts(ledger, 99)).toEqual([]);
      expect(await amounts(ledger, 100)).toEqual(['100.00', '250.50']);
      expect(await amounts(ledger, 299)).toEqual(['7', '250.50']);
      expect((await ledger.revisions('a')).map((row) => [row.kind, row.version, row.place])).toEqual([
        ['created', 1, 1],
        ['corrected', 2, 1],
      ]);
      expect((await ledger.find('b'))?.kind).toBe('voided');
      expect((await ledger.find('b', 250))?.kind).toBe('created');
      expect(await ledger.find('x')).toBeNull();
    });

    test('a voided event can come back; its source id is known again unless another has come under it', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const sent = ['1', '2'].map((n) =>
        event(`e${n}`, FIRST, { source: 'csv', sourceId: n, importId: 'i' }),
      );
      await change(store, owner, (tx, step) => tx.ledger.append(step, sent));
      await change(store, owner, (tx, step) => tx.ledger.void(step, [{ id: 'e1' }, { id: 'e2' }], 'release'));
      const { ledger } = store.of(owner);
      expect((await ledger.known('main', 'csv', ['1', '2'])).size).toBe(0);
      await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [event('new', FIRST, { source: 'csv', sourceId: '2' })]),
      );
      const back = await change(store, owner, (tx, step) =>
        tx.ledger.correct(
          step,
          ['e1', 'e2'].map((id) => ({ id, account: 'main', columns: FIRST })),
        ),
      );
      expect(back).toEqual(['corrected', 'corrected']);
      expect([...(await ledger.known('main', 'csv', ['1', '2']))].sort()).toEqual([
        ['1', 'e1'],
        ['2', 'new'],
      ]);
      await change(store, owner, (tx, step) => tx.ledger.void(step, [{ id: 'e2' }], 'release'));
      expect([...(await ledger.known('main', 'csv', ['2']))]).toEqual([['2', 'new']]);
    });

    test('an event moved to another account counts there, and is found by its first account no more', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other');
      const { ledger } = store.of(owner);
      await change(
        store,
        owner,
        (tx, step) => tx.ledger.append(step, [event('a', FIRST), event('b', SECOND)]),
        100,
      );
      await change(
        store,
        owner,
        (tx, step) => tx.ledger.correct(step, [{ id: 'a', account: 'other', columns: FIRST }]),
        200,
      );
      const places = (await ledger.inForce()).map((row) => [row.account, row.id, row.seq, row.place]);
      expect(places).toEqual([
        ['main', 'b', 2, 2],
        ['other', 'a', 1, 1],
      ]);
      expect((await ledger.inForce({ asKnownAt: 150 })).map((row) => row.account)).toEqual(['main', 'main']);
      expect(await ledger.verifyChains()).toEqual([]);
    });

    test('what a change and an import recorded can be asked for', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other');
      const { ledger } = store.of(owner);
      await change(store, owner, (tx, step) => tx.ledger.append(step, [event('x', FIRST)]));
      await change(store, owner, async (tx, step) => {
        await tx.ledger.append(step, [
          event('a', FIRST, { importId: 'i' }),
          event('b', FIRST, { account: 'other', importId: 'i' }),
        ]);
        await tx.imports.add({
          id: 'i',
          account: 'main',
          fileName: 'f.csv',
          format: 'neutral',
          fileHash: '00',
          rows: 2,
          added: 2,
          known: 0,
          refused: 0,
          changeNo: step.changeNo,
          recordedAt: 5,
          undoneBy: null,
        });
      });
      await change(store, owner, (tx, step) =>
        tx.ledger.correct(step, [{ id: 'a', account: 'main', columns: SECOND }]),
      );
      expect((await ledger.ofChange(2)).map((row) => row.id)).toEqual(['a', 'b']);
      expect((await ledger.ofChange(3)).map((row) => [row.id, row.version])).toEqual([['a', 2]]);
      expect((await ledger.ofImport('i')).map((row) => [row.id, row.version])).toEqual([
        ['a', 2],
        ['b', 1],
      ]);
      expect(await ledger.ofImport('none')).toEqual([]);
    });
  });
}
