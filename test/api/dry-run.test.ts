import { ApiProblem, type Client, type Effect, type Operation, routeList } from '@tidemark/contract';
import { parseDay } from '@tidemark/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { type OpenStore, openStore } from '../../app/storage/index.ts';
import { PATIENT, runs } from '../properties/runs.ts';
import { onPostgres } from './database.ts';
import { type TestServer, testServer } from './server.ts';
import { type Draw, draws, type Parts, SYMBOLS, WRITES } from './writes.ts';

let server: TestServer;
let facts: OpenStore;

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
  facts = await openStore({ database: server.database.address, clock: { now: () => 0 } });
  const exDay = parseDay('2024-02-01') as number;
  const what = { exDay, payDay: exDay + 7, amount: '0.1', currency: 'USD', source: 'feed', recordedAt: 0 };
  const announced = SYMBOLS.map((symbol) => ({ ...what, symbol }));
  await facts.store.write(SHARED_OWNER, (tx) => tx.dividends.put(announced));
});

afterAll(async () => {
  await facts.store.close();
  await server.close();
});

const TRIED = Object.keys(WRITES) as Operation[];

test('every write of the contract that can be tried before is tried here', () => {
  const writes = routeList.filter(({ writes }) => writes);
  expect([...TRIED].sort()).toEqual(writes.map(({ operation }) => operation).sort());
});

const step = fc.record({ operation: fc.constantFrom(...TRIED), draw: draws });
/** The ledger is what most of the others look at. */
const record = fc.record({ operation: fc.constant<Operation>('createTransactions'), draw: draws });

/** What differs between the databases is met by the test below too. */
const TRIES = onPostgres ? 1 : runs(4, 10);

test(
  `a dry run says exactly what the write then does, and writes nothing (${TRIES} users)`,
  PATIENT,
  async () => {
    let users = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 2, maxLength: 5 }),
        fc.array(fc.oneof({ weight: 4, arbitrary: step }, record), { minLength: 30, maxLength: 50 }),
        async (first, rest) => {
          const { client } = await server.signUp(`User${users++}`);
          await reported((await client.me()).id);
          for (const { operation, draw } of [...first, ...rest]) await predicted(client, operation, draw);
        },
      ),
      { numRuns: TRIES },
    );
  },
);

/** Writes that move no figure of today's portfolio. */
const MOVES_NOTHING: readonly Operation[] = [
  'createAccount',
  'createPortfolio',
  'deletePortfolio',
  'createFeeSchedule',
  'changeFeeSchedule',
  'deleteFeeSchedule',
  'createAlert',
  'deleteAlert',
  'createScenario',
  'deleteScenario',
];

test('each way to write is met, and moves figures where it can', PATIENT, async () => {
  const { client } = await server.signUp('Each');
  await reported((await client.me()).id);
  const draw: Draw = { day: 3, size: 11, pick: 0 };
  await predicted(client, 'createAccount', draw);
  await predicted(client, 'putRates', draw);
  for (const pick of [0, 2, 3, 4, 7, 8]) await predicted(client, 'createTransactions', { ...draw, pick });
  const missed: Operation[] = [];
  const last = TRIED.filter((operation) => operation.startsWith('delete'));
  for (const operation of [...TRIED.filter((one) => !last.includes(one)), ...last]) {
    const wanted: Outcome = MOVES_NOTHING.includes(operation) ? 'unmoved' : 'moved';
    let outcome: Outcome = 'nothing to do';
    for (let pick = 0; pick < 30 && outcome !== wanted; pick++)
      outcome = await predicted(client, operation, { day: 3 + pick, size: 9 + pick, pick });
    if (outcome !== wanted) missed.push(operation);
  }
  expect(missed).toEqual([]);
});

let reports = 0;

/** A broker says that the account was worth something else, and a price is held back: there is something to do. */
async function reported(owner: string): Promise<void> {
  const what = { account: 'main', at: null, kind: 'reported' as const, cash: null, source: 'alpaca' };
  const day = parseDay('2024-02-15') as number;
  // Another one for each user: the first is the administrator, who releases for everybody.
  const price = {
    source: 'feed',
    currency: 'USD',
    price: String(70 + reports++),
    previousPrice: '7',
    reason: 'jump' as const,
  };
  await facts.store.write(owner, (tx) =>
    tx.observations.put([{ ...what, day, equity: '4321.00', recordedAt: 0 }]),
  );
  const held = ['ACME', 'BOLT'].map((symbol) => ({ id: `${owner} ${symbol}`, symbol, ...price }));
  await facts.store.write(SHARED_OWNER, (tx) =>
    tx.heldBack.hold(held.map((one) => ({ ...one, day: day + 7, at: 0, heldAt: 0 }))),
  );
}

type Outcome = 'nothing to do' | 'refused' | 'unmoved' | 'moved';

/** Tries a write, does it, and compares. */
async function predicted(client: Client, operation: Operation, draw: Draw): Promise<Outcome> {
  const parts = await WRITES[operation]?.(client, draw);
  if (parts === null || parts === undefined) return 'nothing to do';
  const { told = 'default' } = parts;
  const before = await standing(client, told);
  const said = await answer(client, operation, parts, true);
  expect(await standing(client, told)).toEqual(before);
  const done = await answer(client, operation, parts, false);
  if (said instanceof ApiProblem || done instanceof ApiProblem) {
    expect([operation, told, refusalOf(done)]).toEqual([operation, told, refusalOf(said)]);
    return 'refused';
  }
  const after = await standing(client, told);
  const { effect } = said as { effect: Effect };
  const { problems: _, moves, ...numbers } = effect;
  if (moves !== undefined)
    expect({ operation, parts, ...moves.points.reduce(drawn, {}) }).toEqual({
      operation,
      parts,
      ...equityOn(moves.points, before, after),
    });
  expect({ operation, parts, ...numbers }).toEqual({ operation, parts, ...differenceOf(before, after) });
  return numbers.days_changed > 0 ? 'moved' : 'unmoved';
}

test('a dry run of the ledger tells the figures, units and cash that move', async () => {
  const { client } = await server.signUp('Moved');
  await client.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount: '1000' } });
  const body = { date: '2024-01-05', type: 'buy', symbol: 'NEW', quantity: '2', price: '100', fee: '1' };
  const { effect } = await client.createTransactions({ body, query: { dry_run: true } });
  // Without another price it is worth what was paid: 2 x 100; 1000 - 200 - 1 are left.
  expect(effect.moves).toMatchObject({
    figures: [
      { name: 'equity', before: 1000, after: 999 },
      { name: 'cash', before: 1000, after: 799 },
      { name: 'long_value', before: 0, after: 200 },
      { name: 'pnl', before: 0, after: -1 },
      { name: 'fees', before: 0, after: 1 },
    ],
    holdings: [{ name: 'NEW', before: '0', after: '2' }],
    cash: [{ name: 'USD', before: '1000', after: '799' }],
  });
  const points = effect.moves?.points ?? [];
  expect(points.find(({ date }) => date === '2024-01-04')).toMatchObject({ before: 1000, after: 1000 });
  expect(points.find(({ date }) => date === '2024-01-05')).toMatchObject({ before: 1000, after: 999 });
});

const refusalOf = (answered: unknown): unknown =>
  answered instanceof ApiProblem
    ? [answered.status, answered.code, answered.problems.map(({ code, field }) => [code, field])]
    : 'done';

type AnyCall = (parts: object) => Promise<unknown>;

function answer(
  client: Client,
  operation: Operation,
  { told: _, ...parts }: Parts,
  dryRun: boolean,
): Promise<unknown> {
  const call = client[operation] as AnyCall;
  return call({ ...parts, query: dryRun ? { dry_run: true } : {} }).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status < 500) return error;
    throw error;
  });
}

interface Standing {
  readonly equity: number | null;
  readonly twr: number | null;
  readonly rows: ReadonlyMap<string, string>;
}

async function standing(client: Client, id: string): Promise<Standing> {
  const params = { id };
  const { equity_balance, twr } = await client.summary({ params, query: {} });
  const { history } = await client.equityHistory({ params, query: {} });
  const rows = new Map(history.map((row) => [row.date, JSON.stringify(row)]));
  return { equity: equity_balance, twr, rows };
}

type Points = NonNullable<Effect['moves']>['points'];

const drawn = (all: object, { date, before, after }: Points[number]): object => ({
  ...all,
  [date]: [before, after],
});

/** Equity on the days that are drawn, read off the answers before and after. */
function equityOn(points: Points, before: Standing, after: Standing): object {
  const on = ({ rows }: Standing, date: string): number | null => {
    const row = rows.get(date);
    return row === undefined ? null : (JSON.parse(row) as { equity_balance: number }).equity_balance;
  };
  return Object.fromEntries(points.map(({ date }) => [date, [on(before, date), on(after, date)]]));
}

/** The effect, read off the answers before and after. */
function differenceOf(before: Standing, after: Standing) {
  const dates = [...new Set([...before.rows.keys(), ...after.rows.keys()])].sort();
  const changed = dates.filter((date) => before.rows.get(date) !== after.rows.get(date));
  return {
    days_changed: changed.length,
    from: changed[0] ?? null,
    to: changed.at(-1) ?? null,
    equity_before: before.equity,
    equity_after: after.equity,
    twr_before: before.twr,
    twr_after: after.twr,
  };
}
