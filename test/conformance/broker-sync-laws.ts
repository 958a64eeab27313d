import { formatDay, parseDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import { getJob } from '../../app/service/records/index.ts';
import { BROKERAGE_EVENTS, manyDeposits } from '../stand-ins/brokerage.ts';
import { json } from '../stand-ins/http.ts';
import { lineOf } from './broker-laws.ts';
import type { BrokerKind } from './broker-subjects.ts';
import { OWNER, type SyncSubject } from './broker-sync.ts';

/** What syncing means, whichever the provider. */
export function brokerSyncLaws(kind: BrokerKind, subject: () => SyncSubject): void {
  const lines = async (): Promise<string[]> =>
    (await subject().events()).map(({ columns }) => lineOf(columns));
  const equityToday = async (): Promise<number> => {
    const { history, to } = await subject().portfolios.open(OWNER, 'default');
    return history.columns().equity[to - history.first] / 100;
  };
  const activities = () => subject().store.of(OWNER).connections.activities({});

  test('the first sync brings everything in, and the figures are those of the broker', async () => {
    const { id } = await subject().connect();
    expect(await subject().sync(id)).toMatchObject({ success: true, new: 9, known: 0, problems: [] });
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
    // 7,952.75 in cash and 16 ACME at the broker's own 112: nobody else says a price.
    expect(await equityToday()).toBe(9744.75);
    expect(await subject().connection(id)).toMatchObject({ status: 'active', problems: [] });
    expect(subject().faults).toEqual([]);
  });

  test('syncing again changes nothing', async () => {
    const { id } = await subject().connect();
    await subject().sync(id);
    const before = await subject().store.of(OWNER).versions();
    const [ledger, kept] = [await lines(), await activities()];
    expect(await subject().sync(id)).toMatchObject({ success: true, new: 0 });
    expect([await lines(), await activities()]).toEqual([ledger, kept]);
    expect((await subject().store.of(OWNER).versions()).prices).toBe(before.prices);
  });

  test('what came since is added, from a window that overlaps', async () => {
    const { id } = await subject().connect();
    await subject().sync(id);
    const late = { id: 'b1', kind: 'dividend', date: '2024-06-07', symbol: 'ACME', amount: '4' } as const;
    subject().account.activities.push(late);
    Object.assign(subject().account, { cash: '7956.75', equity: '9748.75' });
    expect(await subject().sync(id)).toMatchObject({ success: true, new: 1 });
    expect(await lines()).toEqual([...BROKERAGE_EVENTS, '2024-06-07 dividend ACME - 4']);
  });

  test('an account with holdings but no past gets an opening, which facts that arrive later take their part out of', async () => {
    const { account, broker } = subject();
    const all = account.activities;
    account.activities = [];
    const { id } = await subject().connect();
    await subject().sync(id);
    // Alpaca's activities go back to the beginning: a difference there is one, and not the past.
    if (broker.provider === 'alpaca') return expect(await lines()).toEqual([]);
    const openings = async () =>
      (await subject().events())
        .filter(({ columns }) => columns.type === 'opening')
        .map(({ columns: { symbol, quantity, price, amount, tags } }) => [
          symbol,
          quantity,
          price,
          amount,
          tags,
        ]);
    expect((await openings()).sort()).toEqual([
      [undefined, undefined, undefined, '7952.75', 'estimated'],
      ['ACME', '16', '100', undefined, 'estimated'],
    ]);
    expect(await equityToday()).toBe(9744.75);
    // The withdrawal and the sale: 7,952.75 + 500 - 440 = 8,012.75 in cash, 20 ACME were held before.
    account.activities = all.filter(({ kind: what }) => what === 'sell' || what === 'withdrawal');
    await windowsFromTheStart();
    await subject().sync(id);
    expect((await openings()).map(([, quantity, , amount]) => quantity ?? amount).sort()).toEqual([
      '20',
      '8012.75',
    ]);
    expect(await equityToday()).toBe(9744.75);
    account.activities = all;
    await windowsFromTheStart();
    await subject().sync(id);
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
  });

  /** As if the provider had only now gathered what is long ago. */
  async function windowsFromTheStart(): Promise<void> {
    const { store } = subject();
    const linked = await store.of(OWNER).connections.linked();
    await store.write(OWNER, async (tx) => {
      for (const one of linked) await tx.connections.link({ ...one, syncedTo: null });
    });
  }

  test('activities that come with new ids are the ones that they were; a further twin is a new one', async () => {
    const [twin] = manyDeposits(1);
    const recent = ['c1', 'c2'].map((id) => ({ ...twin, id, date: '2024-06-06' }));
    subject().account.activities.push(...recent);
    const { id } = await subject().connect();
    await subject().sync(id);
    const before = (await lines()).length;
    subject().account.activities.splice(-recent.length);
    subject().account.activities.push(
      ...['d1', 'd2', 'd3'].map((to) => ({ ...twin, id: to, date: '2024-06-06' })),
    );
    await subject().sync(id);
    expect((await lines()).length).toBe(before + 1);
    expect((await activities()).filter(({ status }) => status === 'same')).toHaveLength(2);
    await subject().sync(id);
    expect((await lines()).length).toBe(before + 1);
  });

  test('what is not known is kept, shown, and moves what it states', async () => {
    const { id } = await subject().connect();
    await subject().sync(id);
    const unknown = (await activities()).filter(({ status }) => status === 'unclassified');
    expect(unknown).toMatchObject([{ day: parseDay('2024-03-04') }]);
    expect(unknown[0]?.remark).not.toBeNull();
  });

  test.each([410, 425, 403, 503])('%i leaves what is there, and is told', async (status) => {
    const { id } = await subject().connect();
    await subject().sync(id);
    const [ledger, equity] = [await lines(), await equityToday()];
    const fault = json({ message: 'subscription', detail: 'no', code: 1 }, status);
    // The accounts are told, then everything else fails, however often it is asked.
    await failAfterAccounts(() => Array.from({ length: 9 }, () => fault));
    const synced = await subject().sync(id);
    subject().server.faults.length = 0;
    expect(synced.success && synced.problems.length === 0).toBe(false);
    expect([await lines(), await equityToday()]).toEqual([ledger, equity]);
    const { problems, status: state } = await subject().connection(id);
    expect(problems.length).toBeGreaterThan(0);
    expect(state).not.toBe('revoked');
  });

  /** Lets the questions for accounts through. */
  async function failAfterAccounts(faults: () => ReturnType<typeof json>[]): Promise<void> {
    const { server, syncs } = subject();
    const original = syncs.world.brokers.get(subject().broker.provider);
    if (original === undefined) throw new Error('no broker');
    const broker = {
      ...original,
      open: (credentials: string) => {
        const session = original.open(credentials);
        const accounts = session.accounts.bind(session);
        session.accounts = async () => {
          const found = await accounts();
          server.faults.push(...faults());
          return found;
        };
        return session;
      },
    };
    (syncs.world.brokers as Map<string, typeof original>).set(broker.provider, broker);
  }

  test('a list without accounts, and holdings without positions, take nothing away', async () => {
    const { id } = await subject().connect();
    await subject().sync(id);
    const equity = await equityToday();
    subject().account.positions = [];
    const synced = await subject().sync(id);
    expect(synced.problems.map(({ message }) => message)).toEqual(['the provider did not say its positions']);
    expect(await equityToday()).toBe(equity);
  });

  test('access that is given again, under other ids, keeps the account and doubles nothing', async () => {
    const { id } = await subject().connect();
    await subject().sync(id);
    const [before] = (await subject().connection(id)).accounts;
    subject().account.isRevoked = true;
    await subject().sync(id);
    expect(await subject().connection(id)).toMatchObject({ status: 'needs_attention' });
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
    subject().account.isRevoked = false;
    subject().account.externalId = 'second-id';
    const again = await subject().connect();
    await subject().sync(again.id);
    const [after] = (await subject().connection(again.id)).accounts;
    expect(after).toMatchObject({ external_id: 'second-id', account_id: before?.account_id });
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
  });

  test('a pause that the provider asks for is a job that waits for its end', async () => {
    const { id } = await subject().connect();
    const job = await subject().syncs.request(OWNER, id);
    subject().server.faults.push({
      ...json({ message: 'too many' }, 429),
      headers: { 'retry-after': '600' },
    });
    const until = subject().world.now + 600_000;
    await subject().syncs.turn();
    const waiting = await getJob([subject().store.of(OWNER)], job);
    expect(waiting).toMatchObject({ status: 'queued', attempts: 1 });
    expect(Date.parse(waiting.next_attempt_at ?? '')).toBe(until);
    expect(await subject().syncs.request(OWNER, id)).toBe(job);
    await subject().syncs.turn();
    expect(await lines()).toEqual([]);
    subject().world.now = until;
    await subject().syncs.turn();
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
  });

  test('a sync is a job with progress; two requests at once are one', async () => {
    const { id } = await subject().connect();
    const jobs = await Promise.all([1, 2, 3].map(() => subject().syncs.request(OWNER, id)));
    expect(new Set(jobs).size).toBe(1);
    await subject().syncs.turn();
    const job = await getJob([subject().store.of(OWNER)], jobs[0] ?? '');
    expect(job).toMatchObject({ kind: 'sync', status: 'done', progress: 1, problems: [] });
    expect(job.result).toMatchObject({ connection_id: id, new: 9 });
  });

  test('what is due is synced once, and again after its pause', async () => {
    const { syncs, world, broker } = subject();
    await subject().connect();
    expect(await syncs.syncDue(OWNER)).toHaveLength(1);
    await syncs.settled(60_000);
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
    expect(await syncs.syncDue(OWNER)).toEqual([]);
    world.now += broker.pauseMs;
    expect(await syncs.syncDue(OWNER)).toHaveLength(1);
    await syncs.settled(60_000);
  });

  test('two nodes that look for what is due at once sync it once, and it is in the jobs', async () => {
    const { syncs, server, store } = subject();
    await subject().connect();
    const other = await subject().anotherNode();
    server.requests.length = 0;
    const first = await subject().sync((await subject().connect()).id);
    const forOne = server.requests.length;
    expect(first.success).toBe(true);
    server.requests.length = 0;
    await Promise.all([syncs.lookForDue(), other.lookForDue(), syncs.lookForDue(), other.lookForDue()]);
    await Promise.all([syncs.settled(60_000), other.settled(60_000)]);
    const jobs = (await store.of(OWNER).jobs.list(100)).filter(({ kind: what }) => what === 'sync');
    expect(jobs.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(server.requests.length).toBeLessThanOrEqual(forOne);
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
    expect(subject().faults).toEqual([]);
  });

  test('a connection whose user has not been through the portal is looked at again only after a while', async () => {
    const { syncs, world, server } = subject();
    const { id, status } = await subject().connect('before the portal');
    if (status !== 'pending') return;
    const asked: number[] = [];
    for (const pauseMs of [0, 0, 299_999, 1]) {
      world.now += pauseMs;
      await syncs.lookForDue();
      await syncs.settled(60_000);
      asked.push(server.requests.length);
    }
    const [first = 0, again, soon, later] = asked;
    expect([again, soon]).toEqual([first, first]);
    expect(later).toBeGreaterThan(first);
    subject().admit();
    world.now += 300_000;
    await syncs.lookForDue();
    await syncs.settled(60_000);
    expect(await subject().connection(id)).toMatchObject({ status: 'active', problems: [] });
    expect(await lines()).toEqual(BROKERAGE_EVENTS);
  });

  test('a broker’s value of a closed session is what it reported; its history is reconstructed', async () => {
    const { id } = await subject().connect();
    await subject().sync(id);
    // It is Wednesday, 11:31 in New York: the session is open, so what is told now is of an instant.
    const observations = await subject().store.of(OWNER).observations.list({});
    const told = observations.map(({ day, at, kind: what, equity }) => [
      formatDay(day as never),
      at !== null,
      what,
      Number(equity),
    ]);
    expect(told).toContainEqual(['2024-06-12', true, 'reported', 9744.75]);
    expect(
      told.filter(([date, isInstant, what]) => date === '2024-06-12' && !isInstant && what === 'reported'),
    ).toEqual([]);
    if (kind.hasHistory) expect(told).toContainEqual(['2024-06-10', false, 'reconstructed', 9700.5]);
  });

  describe('credentials', () => {
    test('are in no row of the database, no answer, no job, no metric', async () => {
      const { id } = await subject().connect();
      await subject().sync(id);
      subject().account.isRevoked = true;
      await subject().sync(id);
      const answers = JSON.stringify([
        await subject().connection(id),
        await subject().store.of(OWNER).jobs.list(100),
        await activities(),
        subject().world.told,
        subject().faults,
      ]);
      const stored = await subject().stored();
      expect(stored).toContain(id);
      for (const secret of kind.secrets) {
        expect(answers).not.toContain(secret);
        expect(stored).not.toContain(secret);
      }
    });

    test('are destroyed with the connection; what it brought stays', async () => {
      const { id } = await subject().connect();
      await subject().sync(id);
      const { store } = subject();
      await store.write(OWNER, (tx) => tx.connections.delete(id));
      expect(await store.of(OWNER).connections.find(id)).toBeNull();
      expect(await lines()).toEqual(BROKERAGE_EVENTS);
    });
  });
}
