import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Day, formatDay, parseDay } from '@tidemark/engine';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alpaca, csvFolder, ecb, yahoo } from '../../app/market-data/index.ts';
import { SHARED_OWNER, type Store } from '../../app/service/index.ts';
import { type FeedWorld, fetchActions, heldSymbols, PriceFeed } from '../../app/service/prices/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { open } from '../conformance/databases.ts';
import { change, event } from '../conformance/given.ts';
import { type AlpacaStandIn, alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import { ecbStandIn } from '../stand-ins/ecb.ts';
import { json, type StandIn } from '../stand-ins/http.ts';
import { NOW } from '../stand-ins/market.ts';
import { type PriceFolder, priceFolder } from '../stand-ins/price-folder.ts';
import { type TestWorld, testWorld } from '../stand-ins/world.ts';
import { yahooStandIn } from '../stand-ins/yahoo.ts';

const on = (text: string): Day => parseDay(text) as Day;

let servers: { alpaca: AlpacaStandIn; yahoo: StandIn; ecb: StandIn };
let files: PriceFolder;
let folder: string;
let count = 0;
let store: Store;
let world: TestWorld;
let sources: FeedWorld;

beforeAll(async () => {
  servers = { alpaca: await alpacaStandIn(), yahoo: await yahooStandIn(), ecb: await ecbStandIn() };
  files = priceFolder();
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-feed-'));
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
  files.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  ({ store } = await open(path.join(folder, `${++count}.db`)));
  world = testWorld();
  const urls = { dataUrl: servers.alpaca.address, tradingUrl: servers.alpaca.address };
  const inOrder = [alpaca({ ...KEYS, ...urls }, world), yahoo({ baseUrl: servers.yahoo.address }, world)];
  sources = { store, sources: inOrder, clock: world.clock };
});
afterEach(() => store.close());

const feed = (): PriceFeed => new PriceFeed(sources);
const latest = async (...symbols: string[]) =>
  (await store.of('any').latestPrices.list(symbols)).map(({ symbol, price, currency, source }) =>
    [symbol, price, currency, source].join(' '),
  );
const closes = async (symbol: string) =>
  (await store.of('any').prices.segments({ names: [symbol] })).flatMap(({ source, days, units, scales }) =>
    Array.from(days, (day, n) => `${formatDay(day as Day)} ${units[n] / 10 ** scales[n]} ${source}`),
  );
const heldBack = async (...symbols: string[]) =>
  (await store.of('any').heldBack.list(symbols)).map(({ symbol, source, price, previousPrice, reason }) =>
    [symbol, source, price, previousPrice, reason].join(' '),
  );
/** The next answer of Alpaca for latest trades. */
const nextTrade = (p: number, t = '2024-06-12T15:30:30Z') =>
  servers.alpaca.faults.push(json({ trades: { ACME: { t, p } } }));

describe('last prices', () => {
  test('come from the first source that has them, with its name, currency and instant; what nobody has is told', async () => {
    const round = await feed().latest(['ACME', 'VOD.L', 'NONE']);
    expect(await latest('ACME', 'VOD.L', 'NONE')).toEqual([
      'ACME 129.12 USD alpaca',
      'VOD.L 0.7155 GBP yahoo',
    ]);
    expect((await store.of('any').latestPrices.list(['ACME']))[0]).toMatchObject({
      at: Date.parse('2024-06-12T15:30:00.208Z'),
      day: on('2024-06-12'),
      recordedAt: NOW,
    });
    expect(round).toMatchObject({ stored: 2, heldBack: [], errors: [] });
    expect(round.failures).toMatchObject([{ symbol: 'NONE', reason: 'unknown_symbol' }]);
  });

  test('come from the next source where one is out of order, which is told', async () => {
    const down = { status: 503, body: '' };
    servers.alpaca.faults.push(down, down, down);
    const round = await feed().latest(['ACME']);
    expect(await latest('ACME')).toEqual(['ACME 129.12 USD yahoo']);
    expect(round.errors).toMatchObject([{ provider: 'alpaca', kind: 'unreachable' }]);
    expect(round.failures).toEqual([]);
  });

  test('that are not believed are held back with their reason, and the next source is asked', async () => {
    await feed().latest(['ACME']);
    for (const [price, reason] of [
      [0, 'zero'],
      [1291.2, 'jump'],
      [12912, 'other_unit'],
    ] as const) {
      nextTrade(price);
      const round = await feed().latest(['ACME']);
      expect(round.heldBack).toMatchObject([{ symbol: 'ACME', source: 'alpaca', reason }]);
      expect(await heldBack('ACME')).toEqual([`ACME alpaca ${price} 129.12 ${reason}`]);
    }
    // Yahoo was asked too. What it has is of before what is known: it counts for nothing, and is no fault.
    expect(await latest('ACME')).toEqual(['ACME 129.12 USD alpaca']);
  });

  test('that are older than what is known are held back, unless what was known never was', async () => {
    await feed().latest(['ACME']);
    const [price] = await store.of('any').latestPrices.list(['ACME']);
    if (price === undefined) throw new Error('no price');
    const older = { ...price, price: '128', at: price.at - 60_000, day: on('2024-06-12') };
    expect(await feed().accept([older])).toMatchObject({ stored: 0, heldBack: [{ reason: 'stale' }] });
    expect(await feed().accept([older], { corrected: true })).toMatchObject({ stored: 1, heldBack: [] });
    expect(await latest('ACME')).toEqual(['ACME 128 USD alpaca']);
  });

  test('are asked for by the order that a setting states, symbol by symbol', async () => {
    const order = JSON.stringify({ '*': ['yahoo', 'alpaca'], BOLT: ['alpaca'] });
    await store.write(SHARED_OWNER, (tx) => tx.settings.put('price_sources', order));
    await feed().latest(['ACME', 'BOLT']);
    expect(await latest('ACME', 'BOLT')).toEqual(['ACME 129.12 USD yahoo', 'BOLT 33.1 USD alpaca']);
  });
});

describe('closes', () => {
  test('of a period are stored as they were paid; again adds none', async () => {
    await fetchActions(sources, ['ACME'], on('2024-06-01'), on('2024-06-12'));
    const round = await feed().closes(['ACME'], on('2024-06-06'), on('2024-06-11'));
    expect(round).toMatchObject({ stored: 4, heldBack: [], failures: [], errors: [] });
    expect(await closes('ACME')).toEqual([
      '2024-06-06 499.23 alpaca',
      '2024-06-07 500.04 alpaca',
      '2024-06-10 126.55 alpaca',
      '2024-06-11 129.04 alpaca',
    ]);
    expect((await feed().closes(['ACME'], on('2024-06-06'), on('2024-06-11'))).stored).toBe(0);
  });

  test('of a day count by the source of the highest rank, whoever came first; the other is kept as a revision', async () => {
    const day = [on('2024-06-11'), on('2024-06-11')] as const;
    const [first, second] = sources.sources;
    const only = (source: typeof first) => new PriceFeed({ ...sources, sources: [source] });
    await only(second).closes(['ACME'], ...day);
    expect(await closes('ACME')).toEqual(['2024-06-11 129.04 yahoo']);
    await feed().closes(['ACME'], ...day);
    expect(await closes('ACME')).toEqual(['2024-06-11 129.04 alpaca']);
    expect(await store.of('any').prices.revisions('ACME')).toMatchObject([
      { source: 'yahoo', value: '129.04' },
    ]);
    const down = { status: 503, body: '' };
    servers.alpaca.faults.push(down, down, down);
    expect((await feed().closes(['ACME'], ...day)).stored).toBe(0);
    expect(await closes('ACME')).toEqual(['2024-06-11 129.04 alpaca']);
  });

  test('that jump tenfold within an answer are held back, and those after them are believed', async () => {
    const bar = (date: string, c: number) => ({
      t: `${date}T04:00:00Z`,
      o: c,
      h: c,
      l: c,
      c,
      v: 1,
      n: 1,
      vw: c,
    });
    const bars = { ACME: [bar('2024-06-05', 100), bar('2024-06-06', 1000), bar('2024-06-07', 101)] };
    servers.alpaca.faults.push(json({ bars, next_page_token: null }));
    const own = new PriceFeed({ ...sources, sources: sources.sources.slice(0, 1) });
    const round = await own.closes(['ACME'], on('2024-06-05'), on('2024-06-07'));
    expect(round.stored).toBe(2);
    expect(await heldBack('ACME')).toEqual(['ACME alpaca 1000 100 jump']);
    expect(await closes('ACME')).toEqual(['2024-06-05 100 alpaca', '2024-06-07 101 alpaca']);
  });
});

test('rates come from every source that has them, of each day and pair by rank', async () => {
  const rated = [csvFolder(files.folder), ecb({ baseUrl: servers.ecb.address }, world)];
  files.write('EURUSD.csv', 'date,rate\n2024-06-11,1.5\n');
  const round = await new PriceFeed({ ...sources, sources: rated }).rates(on('2024-06-11'), on('2024-06-11'));
  expect(round).toMatchObject({ errors: [], failures: [] });
  const segments = await store.of('any').rates.segments({});
  const told = segments.map(
    ({ name, source, units, scales }) => `${name} ${units[0] / 10 ** scales[0]} ${source}`,
  );
  expect(told).toEqual(['EURGBP 0.84293 csv', 'EURJPY 168.71 csv', 'EURUSD 1.5 csv']);
});

test('splits and dividends are stored once, whoever tells them, and however often', async () => {
  const period = [on('2024-05-01'), on('2024-06-12')] as const;
  const round = await fetchActions(sources, ['ACME', 'BOLT', 'VOD.L'], ...period);
  expect(round.splits.map(({ symbol, ratio, source }) => [symbol, ratio, source])).toEqual([
    ['ACME', '4', 'alpaca'],
    ['BOLT', '1.5', 'alpaca'],
  ]);
  expect(round.dividends.map(({ symbol, amount }) => [symbol, amount])).toEqual([
    ['ACME', '0.84'],
    ['ACME', '0.205'],
  ]);
  const others = { ...sources, sources: sources.sources.slice(1) };
  const again = await fetchActions(others, ['ACME', 'BOLT', 'VOD.L'], ...period);
  expect([again.splits, again.dividends.map(({ symbol }) => symbol)]).toEqual([[], ['VOD.L']]);
  expect(await store.of('any').splits.list(['ACME'])).toHaveLength(1);
});

describe('what somebody holds', () => {
  const bought = (id: string, symbol: string, quantity: string, date = '2024-01-02') =>
    event(id, { date, type: 'buy', symbol, quantity, price: '10', currency: 'USD' });
  const today = on('2024-06-12');

  test('is every symbol with units in some account; what was sold, and split before, is known rightly', async () => {
    for (const user of ['ann', 'bob']) await newUser(store, user, world.clock);
    const sold = event('c', {
      date: '2024-06-11',
      type: 'sell',
      symbol: 'ACME',
      quantity: '10',
      price: '10',
      currency: 'USD',
    });
    await change(store, 'ann', (tx, step) =>
      tx.ledger.append(step, [bought('a', 'ACME', '10'), bought('b', 'BOLT', '1'), sold]),
    );
    await change(store, 'bob', (tx, step) =>
      tx.ledger.append(step, [bought('a', 'BOLT', '1'), bought('b', 'COMP', '2')]),
    );
    expect(await heldSymbols(store, today)).toEqual(['BOLT', 'COMP']);
    expect(await store.holdings.outdated(10)).toEqual([]);
    // Ten of forty were sold: the split was not known before.
    await fetchActions(sources, ['ACME'], on('2024-06-01'), on('2024-06-12'));
    expect(await heldSymbols(store, today)).toEqual(['ACME', 'BOLT', 'COMP']);
    await change(store, 'bob', (tx, step) => tx.ledger.void(step, [{ id: 'b' }], 'keep'));
    expect(await heldSymbols(store, today)).toEqual(['ACME', 'BOLT']);
  });
});
