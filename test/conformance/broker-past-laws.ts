import { formatDay, parseDay } from '@tidemark/engine';
import { expect, test } from 'vitest';
import { coverage } from '../../app/service/figures/index.ts';
import { SHARED_OWNER } from '../../app/service/ports/index.ts';
import { lineOf } from './broker-laws.ts';
import { OWNER, type SyncSubject } from './broker-sync.ts';

/** What an account was worth before its first sync, and by whose prices, whichever the provider. */
export function brokerPastLaws(subject: () => SyncSubject): void {
  const lines = async (): Promise<string[]> =>
    (await subject().events()).map(({ columns }) => lineOf(columns));
  const equityToday = async (): Promise<number> => {
    const { history, to } = await subject().portfolios.open(OWNER, 'default');
    return history.columns().equity[to - history.first] / 100;
  };

  test('the estimated past of an account is what its broker tells of it, until its first sync', async () => {
    const { account, broker } = subject();
    if (broker.provider !== 'snaptrade') return;
    account.activities = [];
    account.values = [
      { date: '2022-06-01', equity: '9000' },
      { date: '2024-06-10', equity: '9100' },
      { date: '2024-06-11', equity: '9200.50' },
    ];
    const { id } = await subject().connect();
    await subject().sync(id);
    const kinds = async () => {
      const portfolio = await subject().portfolios.open(OWNER, 'default');
      const { items } = coverage(
        portfolio,
        { limit: 1_000, from: parseDay('2024-06-07') as never },
        portfolio.to,
      );
      return items.map(({ date, kind: what, source }) => `${date} ${what} ${source}`);
    };
    // The opening is on the day of the first transaction; the history that is asked for goes back a year.
    expect(await kinds()).toEqual([
      '2024-06-07 estimated ledger',
      '2024-06-10 reconstructed snaptrade',
      '2024-06-11 reconstructed snaptrade',
      '2024-06-12 computed ledger',
    ]);
    const { history } = await subject().portfolios.open(OWNER, 'default');
    const values = history.columns();
    const on = (date: string) => (parseDay(date) as number) - history.first;
    const [value, step] = [values.equity, values.unexplained].map(
      (column) => (date: string) => column[on(date)],
    );
    // 7,952.75 in cash and 16 ACME at their cost of 100, then what the broker tells, then its own price of 112.
    expect(['2024-06-07', '2024-06-10', '2024-06-11', '2024-06-12'].map(value)).toEqual([
      955_275, 910_000, 920_050, 974_475,
    ]);
    // 9,200.50 - 9,552.75 = -352.25 was the difference; on the first sync it ends.
    expect([step('2024-06-10'), step('2024-06-11'), step('2024-06-12')]).toEqual([-45_275, 10_050, 35_225]);
  });

  test('a broker’s own price counts where no feed has one that still holds, and the feed’s before it as soon as it has', async () => {
    const { store } = subject();
    const quote = (date: string, value: string) =>
      store.write(SHARED_OWNER, (tx) => {
        const row = { name: 'ACME', day: parseDay(date) as number, value, currency: 'USD' };
        return tx.prices.put('feed', [row], subject().world.now);
      });
    // Nobody has asked for it for weeks.
    await quote('2024-05-01', '50');
    const { id } = await subject().connect();
    await subject().sync(id);
    expect(await equityToday()).toBe(9744.75);
    const [told] = await store.of(OWNER).prices.segments({ names: ['ACME'], of: 'own' });
    const date = formatDay(told?.days[0] as never);
    await quote(date, '111');
    // 7,952.75 + 16 x 111.
    expect(await equityToday()).toBe(9728.75);
  });

  test('a past that comes later, and what was held that comes later, are estimated when they come', async () => {
    const { account, broker } = subject();
    if (broker.provider !== 'snaptrade') return;
    account.activities = [];
    const { positions } = account;
    account.positions = [];
    const { id } = await subject().connect();
    await subject().sync(id);
    expect(await lines()).toEqual([]);
    account.positions = positions;
    await subject().sync(id);
    expect((await lines()).map((line) => line.slice(0, 18)).sort()).toEqual([
      '2022-12-30 opening',
      '2022-12-30 opening',
    ]);
  });
}
