import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Alerting, type Channel, ChannelError, type Notice, ProviderHealth } from '../../app/alerts/index.ts';
import { type OwnedIncident, Portfolios, SHARED_OWNER, type Store } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { type Databases, postgresDatabases, sqliteDatabases } from '../conformance/databases.ts';
import { change, event } from '../conformance/given.ts';
import { noPostgres } from '../conformance/postgres.ts';

const MINUTE = 60_000;
const START = Date.UTC(2024, 5, 12, 20, 31);

const DATABASES = [
  { on: 'SQLite', make: sqliteDatabases, missing: null },
  { on: 'PostgreSQL', make: postgresDatabases, missing: noPostgres },
];

/** A way that keeps what it sends, and fails as often as it is told. */
class KeptChannel implements Channel {
  readonly sent: { readonly notice: Notice; readonly to: string | null }[] = [];
  failures = 0;

  async send(notice: Notice, to: string | null): Promise<void> {
    if (this.failures > 0) {
      this.failures--;
      throw new ChannelError('the mail server answered 451 (EENVELOPE)');
    }
    this.sent.push({ notice, to });
  }

  get said(): string[] {
    return this.sent.map(
      ({ notice: { what, subject }, to }) => `${what} ${subject}${to === null ? '' : ` ${to}`}`,
    );
  }
}

describe.each(DATABASES)('incidents on $on', ({ make, missing }) => {
  describe.skipIf(missing !== null)(missing ?? 'a real database', () => {
    let databases: Databases;
    let store: Store;
    let now = START;
    let hook: KeptChannel;
    let post: KeptChannel;
    let health: ProviderHealth;
    let logged: string[];
    let warned: string[];
    let alerting: Alerting;
    const clock = { now: () => now };

    const node = (of = health) =>
      new Alerting({
        store,
        portfolios: new Portfolios(store, clock),
        clock,
        health: of,
        channels: { webhook: hook, email: post },
        patienceMs: 15 * MINUTE,
        ways: { webhook: true, email: true, recipients: true },
        failed: (message) => warned.push(message),
        log: ({ subject, endedAt }: OwnedIncident) =>
          logged.push(`${endedAt === null ? 'began' : 'ended'} ${subject}`),
      });

    beforeAll(async () => {
      databases = await make();
    });
    afterAll(() => databases?.stop());
    beforeEach(async () => {
      now = START;
      store = (await openStore({ database: await databases.create(), clock })).store;
      await newUser(store, 'ann', clock);
      hook = new KeptChannel();
      post = new KeptChannel();
      health = new ProviderHealth(clock);
      logged = [];
      warned = [];
      alerting = node();
    });
    afterEach(() => store.close());

    const SUBJECT = 'capture_failed:daily_snapshot.XNYS';

    /** A run of the capture that ends so. */
    async function captured(date: string, error: string | null): Promise<void> {
      const id = `daily_snapshot.XNYS.${date}`;
      await store.write(SHARED_OWNER, (tx) =>
        tx.jobs.add({ id, kind: 'daily_snapshot', input: '{}', runAt: now, createdAt: now }),
      );
      await store.queue.claim(['daily_snapshot'], now, MINUTE);
      await store.write(SHARED_OWNER, (tx) =>
        tx.jobs.finish(
          id,
          error === null
            ? { status: 'done', output: '{}', at: now }
            : { status: 'queued', error, runAt: now },
        ),
      );
    }

    const open = async () => (await store.watch.openIncidents()).map(({ subject }) => subject);

    test('a capture that fails is told once, not again each round, and once when it is over', async () => {
      await captured('2024-06-12', 'market_data: no');
      await alerting.turn();
      expect(await open()).toEqual([SUBJECT]);
      expect(alerting.open).toBe(1);
      for (let round = 0; round < 5; round++) {
        now += MINUTE;
        await captured('2024-06-12', `market_data: no, the ${round}. time`);
        await alerting.turn();
      }
      expect([hook.said, post.said, logged]).toEqual(Array(3).fill([`began ${SUBJECT}`]));
      expect(hook.sent[0]?.notice.message).toContain(
        'XNYS: the close of 2024-06-12 could not be captured: market_data',
      );
      now += MINUTE;
      await captured('2024-06-12', null);
      await alerting.turn();
      await alerting.turn();
      const both = [`began ${SUBJECT}`, `ended ${SUBJECT}`];
      expect([hook.said, post.said, logged]).toEqual(Array(3).fill(both));
      expect(await open()).toEqual([]);
      expect(alerting.lastCaptureAt).toBe(now);
      const [past] = await store.of(SHARED_OWNER).incidents.list();
      expect(past).toMatchObject({ beganAt: START, endedAt: now, endToldAt: now });
    });

    test('the next failure is an incident of its own', async () => {
      for (const error of ['one', null, 'two']) {
        now += MINUTE;
        await captured('2024-06-12', error);
        if (error === null) await captured('2024-06-13', 'two');
        await alerting.turn();
      }
      expect(hook.said).toEqual([`began ${SUBJECT}`]);
      await captured('2024-06-13', null);
      now += MINUTE;
      await alerting.turn();
      now += MINUTE;
      await captured('2024-06-14', 'three');
      await alerting.turn();
      expect(hook.said).toEqual([`began ${SUBJECT}`, `ended ${SUBJECT}`, `began ${SUBJECT}`]);
      expect(new Set(hook.sent.map(({ notice }) => notice.id)).size).toBe(3);
    });

    test('of two nodes at once one tells it', async () => {
      const other = node();
      await captured('2024-06-12', 'no');
      await Promise.all([alerting.turn(), other.turn(), alerting.turn(), other.turn()]);
      await captured('2024-06-12', null);
      await Promise.all([alerting.turn(), other.turn()]);
      await alerting.turn();
      const both = [`began ${SUBJECT}`, `ended ${SUBJECT}`];
      expect([hook.said, post.said, logged]).toEqual([both, both, both]);
    });

    test('a way that fails is tried again later, by itself, and the other way is not told twice', async () => {
      post.failures = 2;
      await captured('2024-06-12', 'no');
      await alerting.turn();
      expect([hook.said.length, post.said.length]).toEqual([1, 0]);
      expect(warned).toEqual([`${SUBJECT}: the mail server answered 451 (EENVELOPE)`]);
      // Half a minute, then twice as long.
      for (const [pause, mails] of [
        [29_999, 0],
        [1, 0],
        [59_999, 0],
        [1, 1],
        [3_600_000, 1],
      ]) {
        now += pause;
        await alerting.turn();
        expect(post.said.length).toBe(mails);
      }
      expect(hook.said).toEqual([`began ${SUBJECT}`]);
      const jobs = (await store.of(SHARED_OWNER).jobs.list(10)).filter(({ kind }) => kind === 'alert');
      expect(jobs.map(({ status, attempts }) => [status, attempts]).sort()).toEqual([
        ['done', 1],
        ['done', 3],
      ]);
    });

    test('a provider is told only when it stays down, and by whoever asked it', async () => {
      const fail = () => health.answered('yahoo', '503', "operator's");
      fail();
      now += 14 * MINUTE;
      health.answered('yahoo', 'unreachable', "operator's");
      await alerting.turn();
      expect(hook.said).toEqual([]);
      now += MINUTE;
      fail();
      await alerting.turn();
      expect(hook.said).toEqual(['began provider_down:yahoo']);
      expect(hook.sent[0]?.notice.message).toBe(
        'yahoo has not answered as it should since 2024-06-12T20:31:00.000Z (503)',
      );
      // A node that has never asked it does not know; nor does one that has just begun.
      await node(new ProviderHealth(clock)).turn();
      expect(await open()).toEqual(['provider_down:yahoo']);
      health.answered('yahoo', '200', "operator's");
      await alerting.turn();
      expect(hook.said).toEqual(['began provider_down:yahoo', 'ended provider_down:yahoo']);
    });

    test('two nodes that see a provider differently do not tell it every round', async () => {
      const other = new ProviderHealth(clock);
      const second = node(other);
      for (let minute = 0; minute < 40; minute++) {
        health.answered('yahoo', '503', "operator's");
        other.answered('yahoo', '200', "operator's");
        await alerting.turn();
        await second.turn();
        now += MINUTE;
      }
      expect(hook.said.length).toBeLessThanOrEqual(4);
    });

    test("a user's key that is refused says nothing of the provider; the operator's does; a wrong question neither", async () => {
      health.answered('plaid', '401', "users'");
      health.answered('ecb', '404', "operator's");
      health.answered('alpaca', '401', "operator's");
      now += 15 * MINUTE;
      await alerting.turn();
      expect(hook.said).toEqual(['began provider_down:alpaca']);
    });

    test('a connection that has to be let in again is told as its user’s, and is over when it works', async () => {
      const connection = {
        id: 'c1',
        provider: 'plaid',
        name: 'My broker',
        state: 'needs_attention',
        sealed: 'secret',
        createdAt: now,
        lastSyncedAt: null,
        restUntil: null,
        troubles: [],
      } as const;
      await store.write('ann', (tx) => tx.connections.put(connection));
      await alerting.turn();
      expect(hook.sent[0]?.notice).toMatchObject({ kind: 'connection_lost', user: 'ann' });
      expect(hook.sent[0]?.notice.message).toMatch(/^My broker: /);
      await store.write('ann', (tx) => tx.connections.put({ ...connection, state: 'active' }));
      await alerting.turn();
      expect(hook.said).toEqual(['began connection_lost:c1', 'ended connection_lost:c1']);
      await store.write('ann', (tx) => tx.connections.put(connection));
      now += 1;
      await alerting.turn();
      await store.write('ann', (tx) => tx.connections.delete('c1'));
      await alerting.turn();
      expect(hook.said.slice(2)).toEqual(['began connection_lost:c1', 'ended connection_lost:c1']);
    });

    test('what another program has written down (a backup that failed) is told; what was over before is not', async () => {
      const begin = (subject: string) =>
        store.write(SHARED_OWNER, (tx) =>
          tx.incidents.begin(subject, 'the backup failed: the disk is full', now),
        );
      expect(await begin('backup_failed:database')).toBe(true);
      expect(await begin('backup_failed:database')).toBe(false);
      await alerting.turn();
      expect(hook.said).toEqual(['began backup_failed:database']);
      await store.write(SHARED_OWNER, async (tx) => {
        expect(await tx.incidents.end('backup_failed:database', now)).toBe(true);
        expect(await tx.incidents.end('backup_failed:database', now)).toBe(false);
      });
      await begin('verify_failed:database');
      await store.write(SHARED_OWNER, (tx) => tx.incidents.end('verify_failed:database', now));
      await alerting.turn();
      expect(hook.said).toEqual(['began backup_failed:database', 'ended backup_failed:database']);
    });

    test('an alert about figures holds from its day on, and tells its user alone', async () => {
      await change(store, 'ann', (tx, step) =>
        tx.ledger.append(step, [
          event('1', { date: '2024-06-10', type: 'deposit', amount: '1000' }),
          event('2', { date: '2024-06-10', type: 'buy', symbol: 'ACME', quantity: '10', price: '100' }),
        ]),
      );
      const price = (day: string, value: string) =>
        store.write('ann', (tx) =>
          tx.prices.put(
            'manual',
            [{ name: 'ACME', day: Date.parse(day) / 86_400_000, value, currency: 'USD' }],
            now,
          ),
        );
      await price('2024-06-10', '100');
      const alert = (id: string, kind: 'drawdown' | 'value_change', threshold: string) =>
        store.write('ann', (tx) =>
          tx.alerts.put({
            id,
            name: id,
            kind,
            portfolio: null,
            threshold,
            channel: 'webhook',
            createdAt: now,
            lastFiredAt: null,
            lastMessage: null,
            since: null,
          }),
        );
      await alert('deep', 'drawdown', '10');
      await alert('deeper', 'drawdown', '30');
      await alert('moved', 'value_change', '5');
      await alerting.turn();
      expect(hook.said).toEqual([]);
      // 10 × 80 = 800 after 1,000: 20 % below the highest value; nothing moved today, the 12th.
      await price('2024-06-11', '80');
      await alerting.turn();
      expect(hook.said).toEqual(['began drawdown:deep']);
      expect(hook.sent[0]?.notice.message).toBe('deep: 20.00 % below its highest value');
      expect(await store.of('ann').alerts.find('deep')).toMatchObject({ since: now, lastFiredAt: now });
      // 960 ÷ 800 - 1 = 20 % today, 4 % below the highest value.
      await price('2024-06-12', '96');
      now += MINUTE;
      await alerting.turn();
      expect(hook.said.slice(1).sort()).toEqual(['began value_change:moved', 'ended drawdown:deep']);
      expect(await store.of('ann').alerts.find('deep')).toMatchObject({ since: null, lastFiredAt: START });
      expect(post.said).toEqual([]);
    });
  });
});
