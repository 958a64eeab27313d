import { type Day, instant, marketCalendar, parseDay, utcDay } from '@tidemark/engine';
import type { Auth, DemoUser, Services } from './api/index.ts';
import type { Row } from './cli/demo/account-book.ts';
import { demoRows, ledgerText } from './cli/demo/neutral-files.ts';
import { swingTrades, TRADING } from './cli/demo/swing-trades.ts';
import { importFile } from './service/index.ts';
import {
  addAccount,
  changeAccount,
  putInstrument,
  putPrices,
  putRates,
  putSplits,
  type RecordWrite,
  runWrite,
} from './service/records/index.ts';

/** Everybody may know the password: the data is generated, and the user is never an administrator. */
export const DEMO_USER: DemoUser = { email: 'demo@tidemark.example', password: 'generated-data' };

const NAME = 'Demo (generated data)';
const SEED = 11;
/** The setting that says how far the demo user's data goes. */
const STATE = 'demo';
/** The account that transactions go to which name none. */
const MAIN_NAME = 'brokerage';

interface DemoState {
  /** The ids of the accounts by their names in the rows. */
  readonly accounts: Readonly<Record<string, string>>;
  /** The last day that is there. */
  readonly last: Day;
}

/**
 * Makes the demo user with a generated portfolio up to today, or brings what is there up to today; a day that is there
 * already is not added again. What its user has changed stays as he left it.
 */
export async function bringDemo(auth: Auth, services: Services): Promise<void> {
  const owner = await signedUp(auth, services);
  const last = lastClose(services.clock.now());
  const state = await stateOf(services, owner);
  if (state !== null && (state.last >= last || !(await hasAccounts(services, owner, state)))) return;
  const after = state?.last ?? (0 as Day);
  const rows = demoRows(SEED, last);
  const accounts = state?.accounts ?? (await makeAccounts(services, owner, [...rows.accounts, TRADING]));
  if (state === null) await putInstruments(services, owner, rows.instruments);
  await putQuotes(services, owner, rows, after);
  await importEvents(services, owner, [...rows.events, ...swingTrades(SEED, last)], accounts, after);
  const made: DemoState = { accounts, last };
  await services.store.write(owner, (tx) => tx.settings.put(STATE, JSON.stringify(made)));
}

/** The demo user's id; the password is again the one that is printed. */
async function signedUp(auth: Auth, { store }: Services): Promise<string> {
  const { email, password } = DEMO_USER;
  const known = await store.users.findByEmail(email);
  if (known === null) return (await auth.api.signUpEmail({ body: { name: NAME, email, password } })).user.id;
  const { internalAdapter, password: hashing } = await auth.$context;
  await internalAdapter.updatePassword(known.id, await hashing.hash(password));
  return known.id;
}

async function stateOf({ store }: Services, owner: string): Promise<DemoState | null> {
  const text = await store.of(owner).settings.get(STATE);
  return text === null ? null : JSON.parse(text);
}

async function hasAccounts({ store }: Services, owner: string, { accounts }: DemoState): Promise<boolean> {
  const there = new Set((await store.of(owner).accounts.list()).map(({ id }) => id));
  return Object.values(accounts).every((id) => there.has(id));
}

/** The last day on which New York, the last of the markets to close, has closed. */
function lastClose(nowMs: number): Day {
  const now = instant(Math.floor(nowMs / 1000));
  const calendar = marketCalendar('XNYS');
  const session = calendar.session(utcDay(now));
  return session !== null && session.closeUtc <= now ? session.day : calendar.previousSession(utcDay(now));
}

const write = <Document>(services: Services, owner: string, what: RecordWrite<Document>) =>
  runWrite(services, owner, what, false, async () => {});

async function makeAccounts(
  services: Services,
  owner: string,
  rows: readonly Row[],
): Promise<Record<string, string>> {
  for (const row of rows) {
    const known = (await services.store.of(owner).accounts.list()).some(({ name }) => name === row.name);
    if (known) continue;
    const stated = statedAccount(row);
    const now = services.clock.now();
    await write(
      services,
      owner,
      row.name === MAIN_NAME ? changeAccount('main', stated) : addAccount(stated, now),
    );
  }
  const there = await services.store.of(owner).accounts.list();
  return Object.fromEntries(there.map(({ name, id }) => [name, id]));
}

const statedAccount = (row: Row) => ({
  name: row.name ?? '',
  broker: 'generated',
  type: row.type as 'cash' | 'margin',
  currency: row.currency ?? '',
  time_zone: row.time_zone ?? '',
  calendar: row.calendar ?? '',
  lot_method: row.lot_method as 'fifo' | 'average',
  allow_short: row.allow_short === 'true',
});

async function putInstruments(services: Services, owner: string, rows: readonly Row[]): Promise<void> {
  const whole = await services.portfolios.open(owner, 'default');
  for (const { symbol = '', kind, currency, sector } of rows) {
    const stated = { kind: kind as 'stock' | 'etf', currency, sector, name: `${symbol}, generated` };
    await write(services, owner, putInstrument(symbol, stated, whole));
  }
}

async function putQuotes(
  services: Services,
  owner: string,
  rows: ReturnType<typeof demoRows>,
  after: Day,
): Promise<void> {
  const [now, today] = [services.clock.now(), services.portfolios.today()];
  const later = (all: readonly Row[]) => all.filter(({ date = '' }) => (parseDay(date) ?? 0) > after);
  const splits = later(rows.splits).map(({ symbol = '', date = '', ratio = '' }) => ({
    symbol,
    date,
    ratio,
  }));
  const rates = later(rows.rates).map(({ date = '', rate = '' }) => ({ pair: 'EURUSD', date, rate }));
  const prices = later(rows.prices).map(({ symbol = '', date = '', price = '', currency = '' }) => ({
    ...{ symbol, date, price, currency },
  }));
  if (splits.length > 0) await write(services, owner, putSplits(splits, now, today));
  if (rates.length > 0) await write(services, owner, putRates(rates, now, today));
  if (prices.length > 0) await write(services, owner, putPrices(prices, now, today));
}

async function importEvents(
  { editor }: Services,
  owner: string,
  rows: readonly Row[],
  accounts: Readonly<Record<string, string>>,
  after: Day,
): Promise<void> {
  const events = rows
    .filter(({ date = '' }) => (parseDay(date) ?? 0) > after)
    .map((row) => ({ ...row, account: accounts[row.account ?? ''] ?? '' }));
  if (events.length === 0) return;
  const file = {
    name: 'generated.csv',
    bytes: new TextEncoder().encode(ledgerText(events)),
    account: 'main',
  };
  await importFile(editor, { owner, by: 'demo' }, file, false, async () => null);
}
