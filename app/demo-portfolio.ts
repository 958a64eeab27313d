import type { Day } from '@tidemark/engine';
import type { Row } from './cli/demo/account-book.ts';
import { demoRows, ledgerText } from './cli/demo/neutral-files.ts';
import { swingTrades, TRADING } from './cli/demo/swing-trades.ts';
import { DEMO_SEED, type DemoMarket, demoName } from './demo-market.ts';
import {
  type Clock,
  type DemoFilled,
  type DemoPortfolio,
  importFile,
  type LedgerEditor,
  type Portfolios,
  Refusal,
  type Store,
} from './service/index.ts';
import { addAccount, deleteAccount, runWrite } from './service/records/index.ts';

/** The setting that names the accounts that were made. */
const STATE = 'generated_accounts';
const DAY_MS = 86_400_000;

interface Services {
  readonly store: Store;
  readonly portfolios: Portfolios;
  readonly editor: LedgerEditor;
  readonly clock: Clock;
}
/** The account in euros is left out: generated rates would count for what is real beside it. */
const LEFT_OUT = 'europe';

export function demoPortfolio(services: Services, market: DemoMarket): DemoPortfolio {
  return {
    fill: (owner) => fill(services, market, owner),
    remove: (owner) => remove(services, owner),
  };
}

async function fill(services: Services, market: DemoMarket, owner: string): Promise<DemoFilled> {
  const { store, clock, editor } = services;
  const { items } = await store.of(owner).ledger.page({ order: 'ascending', limit: 1 });
  if (items.length > 0)
    throw new Refusal(
      'conflict',
      [],
      'There are events in the ledger already. Generated data fills only what is empty: take it in with another user, or delete what is there.',
    );
  await market.bring();
  const yesterday = (Math.floor(clock.now() / DAY_MS) - 1) as Day;
  const rows = demoRows(DEMO_SEED, yesterday);
  const ids = new Map<string, string>();
  for (const row of [...rows.accounts, TRADING].filter(({ name }) => name !== LEFT_OUT))
    ids.set(row.name ?? '', await account(services, owner, row));
  const accounts = [...ids.values()];
  await store.write(owner, (tx) => tx.settings.put(STATE, JSON.stringify(accounts)));
  const events = [...rows.events, ...swingTrades(DEMO_SEED, yesterday)]
    .filter((row) => row.account !== LEFT_OUT)
    .map((row) => generated(row, ids));
  const file = {
    name: 'generated.csv',
    bytes: new TextEncoder().encode(ledgerText(events)),
    account: 'main',
  };
  try {
    await importFile(editor, { owner, by: 'demo' }, file, false, async () => null);
  } catch (error) {
    await remove(services, owner);
    throw error;
  }
  await market.tick();
  return { accounts, events: events.length };
}

async function account({ clock, ...services }: Services, owner: string, row: Row): Promise<string> {
  const name = row.name ?? '';
  const stated = {
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)} (generated)`,
    broker: 'generated',
    type: row.type as 'cash' | 'margin',
    currency: row.currency ?? '',
    time_zone: row.time_zone ?? '',
    calendar: row.calendar ?? '',
    lot_method: row.lot_method as 'fifo' | 'average',
    allow_short: row.allow_short === 'true',
  };
  let id = '';
  await runWrite(services, owner, addAccount(stated, clock.now()), false, async (_tx, made) => {
    id = made.id;
  });
  return id;
}

/** As the new accounts have it; money that went abroad has left. */
function generated(row: Row, accounts: ReadonlyMap<string, string>): Row {
  const { link, ...rest } = row;
  const isAbroad = link === 'move-2023';
  return {
    ...(isAbroad ? { ...rest, type: 'withdrawal', note: 'an account abroad' } : row),
    account: accounts.get(row.account ?? '') ?? '',
    ...(row.symbol !== undefined && { symbol: demoName(row.symbol) }),
  };
}

async function remove(services: Services, owner: string): Promise<void> {
  const { store } = services;
  const stated = await store.of(owner).settings.get(STATE);
  const made: readonly string[] = stated === null ? [] : JSON.parse(stated);
  const there = (await store.of(owner).accounts.list()).filter(({ id }) => made.includes(id));
  if (there.length === 0) throw new Refusal('not_found', [], 'There is no generated data in the portfolio.');
  const write = {
    moves: 'default',
    apply: async (tx: Parameters<ReturnType<typeof deleteAccount>['apply']>[0]) => {
      for (const { id, name } of there) await deleteAccount(id, name).apply(tx);
      await tx.settings.put(STATE, null);
    },
  };
  await runWrite(services, owner, write, false, async () => {});
}
