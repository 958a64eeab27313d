import { describe, expect, test } from 'vitest';
import type { PortfolioRecord } from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { account, change, deposit, event, openChange, ownerWith } from './given.ts';

export const PORTFOLIO: PortfolioRecord = {
  id: 'p',
  name: 'All of it',
  baseCurrency: 'EUR',
  riskBasis: 'realized',
  flows: 'in-start-out-end',
  fees: 'expense',
  lotMethod: null,
  benchmark: 'SPY',
  isDefault: false,
  allAccounts: false,
  accounts: ['a'],
  createdAt: 5,
};

export function factLaws(subject: () => Subject): void {
  describe('accounts, portfolios and settings', () => {
    test('an account is added once, replaced whole, and deleted with all its facts', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other');
      const changed = account('main', { name: 'New', broker: 'B', lotMethod: 'hifo', closedOn: 19000 });
      await store.write(owner, async (tx) => {
        expect(await tx.accounts.replace(changed)).toBe(true);
        expect(await tx.accounts.replace(account('none'))).toBe(false);
      });
      expect(await store.of(owner).accounts.find('main')).toEqual(changed);
      await expect(store.write(owner, (tx) => tx.accounts.add(account('main')))).rejects.toMatchObject({
        code: 'constraint',
      });
      await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [
          event('a', deposit('2024-01-02', '1'), { source: 's', sourceId: '1' }),
          event('b', deposit('2024-01-02', '1'), { account: 'other' }),
        ]),
      );
      await store.write(owner, async (tx) => {
        expect(await tx.accounts.delete('main')).toBe(true);
        expect(await tx.accounts.delete('main')).toBe(false);
      });
      const { ledger, accounts } = store.of(owner);
      expect((await ledger.inForce()).map((row) => row.id)).toEqual(['b']);
      expect((await accounts.list()).map(({ id }) => id)).toEqual(['other']);
      expect(await ledger.verifyChains()).toEqual([]);
    });

    test('a portfolio has the accounts it names, or all there are; one is the default', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'a', 'b');
      const all = { ...PORTFOLIO, id: 'z', isDefault: true, allAccounts: true, accounts: [] };
      await store.write(owner, async (tx) => {
        await tx.portfolios.add(PORTFOLIO);
        await tx.portfolios.add(all);
        await tx.accounts.add(account('c'));
      });
      const { portfolios } = store.of(owner);
      expect(await portfolios.list()).toEqual([{ ...all, accounts: ['a', 'b', 'c'] }, PORTFOLIO]);
      expect((await portfolios.find('default'))?.id).toBe('z');
      expect(await portfolios.find('none')).toBeNull();
      for (const wrong of [
        { ...PORTFOLIO, id: 'q', accounts: ['none'] },
        { ...PORTFOLIO, id: 'q', isDefault: true },
        PORTFOLIO,
      ]) {
        await expect(store.write(owner, (tx) => tx.portfolios.add(wrong))).rejects.toMatchObject({
          code: 'constraint',
        });
      }
      await store.write(owner, async (tx) => {
        expect(await tx.portfolios.replace({ ...PORTFOLIO, accounts: ['b', 'c'] })).toBe(true);
        expect(await tx.accounts.delete('c')).toBe(true);
        expect(await tx.portfolios.delete('z')).toBe(true);
      });
      expect(await portfolios.list()).toEqual([{ ...PORTFOLIO, accounts: ['b'] }]);
    });

    test('fee schedules, settings and answers of writes are kept by their keys', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const fee = {
        id: 'f',
        account: 'main',
        kind: 'performance' as const,
        name: 'Adviser',
        rate: '0.20',
        amount: null,
        dayCount: null,
        every: 'year' as const,
        firstDay: 19000,
        lastDay: null,
        automatic: true,
        createdAt: 6,
      };
      const answer = { key: 'k', requestHash: 'h', status: 201, answer: '{"a":1}', createdAt: 7 };
      await store.write(owner, async (tx) => {
        await tx.feeSchedules.put(fee);
        await tx.feeSchedules.put({ ...fee, rate: '0.10' });
        await tx.settings.put('x', '{"y":1}');
        await tx.settings.put('gone', '1');
        await tx.settings.put('gone', null);
        await tx.idempotency.record(answer);
      });
      const own = store.of(owner);
      expect(await own.feeSchedules.list('main')).toEqual([{ ...fee, rate: '0.10' }]);
      expect(await own.feeSchedules.list('other')).toEqual([]);
      expect(await store.users.withAutomaticFees()).toContain(owner);
      expect([...(await own.settings.all())]).toEqual([['x', '{"y":1}']]);
      expect(await own.idempotency.find('k')).toEqual(answer);
      await expect(store.write(owner, (tx) => tx.idempotency.record(answer))).rejects.toMatchObject({
        code: 'constraint',
      });
      expect(await store.write(owner, (tx) => tx.idempotency.purge(7))).toBe(0);
      expect(await store.write(owner, (tx) => tx.idempotency.purge(8))).toBe(1);
      expect(await store.write(owner, (tx) => tx.feeSchedules.delete('f'))).toBe(true);
    });

    test('observations: another value of one key follows the earlier one, which is kept', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const end = {
        account: 'main',
        day: 19000,
        at: null,
        kind: 'reported' as const,
        equity: '100.00',
        cash: null,
        source: 'broker',
        recordedAt: 10,
      };
      const within = (at: number) => ({ ...end, at, equity: String(at) });
      const put = (...rows: (typeof end | ReturnType<typeof within>)[]) =>
        store.write(owner, (tx) => tx.observations.put(rows));
      expect(await put(end, within(250), within(100), within(300))).toBe(4);
      expect(await put(end)).toBe(0);
      expect(await put({ ...end, equity: '101.00', recordedAt: 20 })).toBe(1);
      const list = async (query = {}) =>
        (await store.of(owner).observations.list(query)).map(({ equity }) => equity);
      expect(await list()).toEqual(['100', '250', '300', '101.00']);
      expect(await list({ daily: true })).toEqual(['101.00']);
      expect(await list({ daily: true, asKnownAt: 15 })).toEqual(['100.00']);
      expect(await list({ from: 19001 })).toEqual([]);
      expect(await list({ accounts: ['other'] })).toEqual([]);
    });
  });

  describe('changes, imports and jobs', () => {
    test('undo goes back step by step, redo forward, and a new change ends the redo', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const { changes } = store.of(owner);
      const step = (kind: 'do' | 'undo' | 'redo' | 'system', of: number | null = null) =>
        store.write(owner, (tx) =>
          tx.changes.open({ kind, of, what: kind, detail: null, recordedAt: 1, recordedBy: 'me' }),
        );
      const next = async () => [
        (await changes.undoable())?.changeNo ?? null,
        (await changes.redoable())?.changeNo ?? null,
      ];
      expect(await next()).toEqual([null, null]);
      await step('do');
      await step('do');
      expect(await next()).toEqual([2, null]);
      await step('undo', 2);
      await step('undo', 1);
      expect(await next()).toEqual([null, 4]);
      await step('system');
      await step('redo', 4);
      expect(await next()).toEqual([6, 3]);
      await step('redo', 3);
      expect(await next()).toEqual([7, null]);
      await step('undo', 7);
      await step('do');
      expect(await next()).toEqual([9, null]);
      await expect(step('undo', 7)).rejects.toMatchObject({ code: 'constraint' });
      expect((await changes.list(2)).map(({ changeNo }) => changeNo)).toEqual([9, 8]);
      expect(await changes.find(7)).toMatchObject({ kind: 'redo', of: 3, undoneBy: 8 });
    });

    test('imports are listed, the latest first, and marked as undone', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const record = (id: string, recordedAt: number) => ({
        id,
        account: 'main',
        fileName: 'f.csv',
        format: 'neutral',
        fileHash: 'ab',
        rows: 3,
        added: 1,
        known: 1,
        refused: 1,
        changeNo: 1,
        recordedAt,
        undoneBy: null,
      });
      await store.write(owner, async (tx) => {
        for (const [id, at] of [
          ['a', 5],
          ['b', 5],
          ['c', 9],
        ] as const)
          await tx.imports.add(record(id, at));
        expect(await tx.imports.markUndone('a', 4)).toBe(true);
        expect(await tx.imports.markUndone('x', 4)).toBe(false);
      });
      const { imports } = store.of(owner);
      const first = await imports.list(2);
      expect(first.map(({ id }) => id)).toEqual(['c', 'b']);
      expect(await imports.list(2, first[1])).toEqual([{ ...record('a', 5), undoneBy: 4 }]);
    });

    test('a job is claimed by one runner at a time, and by another when its lease runs out', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const kind = `kind of ${owner}`;
      const job = (id: string, runAt: number) => ({ id, kind, input: '{}', runAt, createdAt: runAt });
      await store.write(owner, async (tx) => {
        expect(await tx.jobs.add(job('late', 50))).toBe(true);
        expect(await tx.jobs.add(job('early', 10))).toBe(true);
        expect(await tx.jobs.add(job('early', 99))).toBe(false);
      });
      const claims = await Promise.all([1, 2, 3].map(() => store.queue.claim([kind], 20, 100)));
      const taken = claims.filter((claim) => claim !== null);
      expect(taken).toMatchObject([{ owner, id: 'early', status: 'running', attempts: 1, leasedUntil: 120 }]);
      expect(await store.queue.claim([], 1_000, 1)).toBeNull();
      expect(await store.queue.claim([kind], 130, 100)).toMatchObject({ id: 'early', attempts: 2 });
      const finish = (id: string, end: Parameters<Awaited<ReturnType<typeof jobsOf>>['finish']>[1]) =>
        store.write(owner, (tx) => tx.jobs.finish(id, end));
      const jobsOf = () => store.write(owner, async (tx) => tx.jobs);
      expect(await finish('early', { status: 'queued', error: 'again', runAt: 140 })).toBe(true);
      expect(await finish('early', { status: 'done', output: '1', at: 150 })).toBe(false);
      expect(await store.queue.claim([kind], 140, 100)).toMatchObject({ id: 'late' });
      expect(await finish('late', { status: 'failed', error: 'no', at: 150 })).toBe(true);
      expect(await store.of(owner).jobs.list(5)).toMatchObject([
        { id: 'late', status: 'failed', error: 'no', finishedAt: 150 },
        { id: 'early', status: 'queued', error: 'again', runAt: 140 },
      ]);
      expect(await store.write(owner, (tx) => tx.jobs.purge(151))).toBe(1);
    });

    test('the change of one owner is nobody else’s', async () => {
      const { store } = subject();
      const [owner, other] = [await ownerWith(store, 'main'), await ownerWith(store, 'main')];
      await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [event('same', deposit('2024-01-02', '1'), { source: 's', sourceId: '1' })]),
      );
      const answer = await change(store, other, (tx, step) =>
        tx.ledger.append(step, [event('same', deposit('2024-01-02', '2'), { source: 's', sourceId: '1' })]),
      );
      expect(answer).toEqual([{ outcome: 'added', id: 'same', seq: 1 }]);
      expect((await store.of(owner).ledger.find('same'))?.columns.amount).toBe('1');
      await store.write(owner, async (tx) => expect((await openChange(tx)).changeNo).toBe(2));
    });
  });
}
