import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handlers } from '../../app/api/handlers/index.ts';
import { Refusal } from '../../app/service/index.ts';
import { type Operation, type Route, routeList } from '../../contract/index.ts';
import { PATIENT, runs } from '../properties/runs.ts';
import { type Asked, asked, type Body } from './asked.ts';

const READS = routeList.filter(({ asKnownAt }) => asKnownAt);
const HOUR_MS = 3_600_000;

/** What further questions an operation is asked, beside that without any. */
const QUERIES: { readonly [Of in Operation]?: readonly object[] } = {
  performance: [{ timeframe: 'ALL' }, { timeframe: 'YTD', benchmark: 'BOLT' }],
  history: [{ period: 'ALL' }, { from: '2024-01-05', to: '2024-02-10' }],
  growth: [{ by: 'day', basis: 'market' }],
  accountValue: [{ date: '2024-02-01', basis: 'market' }],
  positions: [{ closed: 'true', by: 'account' }, { date: '2024-02-01' }],
  trades: [{ statistics: 'true' }],
  lots: [{ status: 'closed' }],
  returns: [{ by: 'week', benchmark: 'BOLT' }],
  risk: [{ benchmark: 'BOLT' }],
  attribution: [{ by: 'currency' }, { by: 'source' }],
  explain: [{ figure: 'pnl' }, { figure: 'equity', depth: 'all' }],
  correlations: [{ factors: 'BOLT' }],
};

const step = fc.record({
  kind: fc.nat(14),
  day: fc.integer({ min: 1, max: 55 }),
  size: fc.integer({ min: 1, max: 50 }),
  hours: fc.integer({ min: 1, max: 60 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const dayOf = (day: number): string => new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);

/** Does one thing that a user can do to the facts; what cannot be done is left. */
async function edit(world: Asked, { kind, day, size }: Step): Promise<void> {
  const date = dayOf(day);
  const symbol = size % 2 === 0 ? 'ACME' : 'BOLT';
  const price = String(10 + (size % 9));
  const ask = (operation: Operation, request: object) => world.ask('ann', operation, request);
  const events = [
    { date, type: 'deposit', amount: String(size * 100) },
    { date, type: 'withdrawal', amount: String(-size) },
    { date, type: 'buy', symbol, quantity: String(size), price, stop: '8' },
    { date, type: 'sell', symbol, quantity: String(size), price },
    { date, type: 'deposit', amount: String(size), currency: 'EUR' },
  ];
  const { items } = await ask('listTransactions', {});
  const id = items[size % Math.max(1, items.length)]?.id;
  try {
    if (kind < 5) await ask('createTransactions', { body: events[kind] });
    else if (kind === 5) await ask('putPrices', { body: [{ symbol, date, price }] });
    else if (kind === 6) await ask('putRates', { body: [{ pair: 'EURUSD', date, rate: `1.${size}` }] });
    else if (kind === 7) {
      const ratio = pick(['2', '4', '0.5'], size);
      await ask('putSplits', { body: [{ symbol, date: dayOf(30 + (day % 3)), ratio }] });
    } else if (kind === 8 && id) await ask('voidTransaction', { params: { id } });
    else if (kind === 9 && id)
      await ask('correctTransaction', { params: { id }, body: events[size % events.length] });
    else if (kind > 9) await changeSetting(world, { kind, size });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const pick = <Value>(values: readonly Value[], size: number): Value => values[size % values.length];

/** Changes what figures are made by: of an account, a portfolio, an instrument, a fee, a scenario. */
async function changeSetting(world: Asked, { kind, size }: Pick<Step, 'kind' | 'size'>): Promise<void> {
  const ask = (operation: Operation, request: object) => world.ask('ann', operation, request);
  const main = { id: 'main' };
  if (kind === 10) {
    const lots = pick(['fifo', 'lifo', 'hifo', 'average'], size);
    const calendar = pick(['XNYS', '24x7'], size);
    await ask('changeAccount', { params: main, body: { lot_method: lots, calendar, name: `Main ${size}` } });
  } else if (kind === 11) {
    const body = {
      flows: pick(['start', 'end', 'mid'], size),
      fees: pick(['expense', 'capitalize'], size),
      base_currency: pick(['USD', 'EUR'], size),
      benchmark: pick(['BOLT', null], size),
    };
    await ask('changePortfolio', { params: { id: 'default' }, body });
  } else if (kind === 12) {
    const body = { sector: `Sector ${size}`, name: `Name ${size}`, multiplier: pick(['1', '10'], size) };
    await ask('putInstrument', { params: { symbol: pick(['ACME', 'BOLT'], size) }, body });
  } else if (kind === 13) {
    const { items } = await ask('listFeeSchedules', { params: main });
    const fixed = { kind: 'fixed', every: 'month', from: '2024-01-01', until: null, automatic: false };
    const body = { ...fixed, amount: String(size) };
    const params = { ...main, schedule_id: items[0]?.id };
    if (items.length === 0) await ask('createFeeSchedule', { params: main, body });
    else if (size % 2 === 0) await ask('changeFeeSchedule', { params, body: { amount: String(size) } });
    else await ask('deleteFeeSchedule', { params });
  } else {
    const moves = { prices: [{ on: 'all', move: -size / 100 }], yield_change: 0, base_currency_move: 0 };
    const { items } = await ask('listScenarios', {});
    const own = items.find((one: Body) => !one.built_in);
    if (own === undefined) await ask('createScenario', { body: { name: `Own ${size}`, ...moves } });
    else await ask('deleteScenario', { params: { id: own.id } });
    await ask('createAccount', { body: { name: `Account of ${size}`, currency: 'EUR', calendar: 'XLON' } });
  }
}

interface Question {
  readonly operation: Operation;
  readonly params: object;
  readonly query: object;
}

async function questions(world: Asked): Promise<Question[]> {
  const { items: events } = await world.ask('ann', 'listTransactions', {});
  const { items: trades } = await world.ask('ann', 'trades', { params: { id: 'default' } });
  const { items: schedules } = await world.ask('ann', 'listFeeSchedules', { params: { id: 'main' } });
  const paramsOf = ({ operation, path }: Route): object | null => {
    if (operation === 'getTransaction') return events.length === 0 ? null : { id: events[0].id };
    if (operation === 'trade') return trades.length === 0 ? null : { id: 'default', trade_id: trades[0].id };
    if (path.includes('{symbol}')) return { symbol: 'ACME' };
    if (path.includes('{schedule_id}'))
      return schedules.length === 0 ? null : { id: 'main', schedule_id: schedules[0].id };
    if (path.startsWith('/accounts/{id}')) return { id: 'main' };
    return path.includes('{id}') ? { id: 'default' } : {};
  };
  return READS.flatMap((route) => {
    const params = paramsOf(route);
    const operation = route.operation as Operation;
    return params === null
      ? []
      : [{}, ...(QUERIES[operation] ?? [])].map((query) => ({ operation, params, query }));
  });
}

/** The answer as text; a refusal is one too. */
async function answered(world: Asked, { operation, params, query }: Question, more = {}): Promise<string> {
  try {
    const body: Body = await world.ask('ann', operation, { params, query: { ...query, ...more } });
    return JSON.stringify(body);
  } catch (error) {
    if (error instanceof Refusal) return `${error.kind} ${error.message}`;
    throw error;
  }
}

test('every read, asked as it was known at an instant, answers what was answered then', PATIENT, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 9 }), async (steps) => {
      const world = await asked(handlers, 'ann');
      try {
        const told: { at: string; question: Question; answer: string }[] = [];
        for (const one of steps) {
          world.now += one.hours * HOUR_MS;
          await edit(world, one);
          const at = new Date(world.now).toISOString();
          for (const question of await questions(world))
            told.push({ at, question, answer: await answered(world, question) });
        }
        world.now += 40 * 24 * HOUR_MS;
        for (const { at, question, answer } of told) {
          const now = await answered(world, question, { as_known_at: at });
          expect({ at, question, answer: now }).toEqual({ at, question, answer });
        }
      } finally {
        await world.close();
      }
    }),
    { numRuns: runs(2, 10) },
  );
});
