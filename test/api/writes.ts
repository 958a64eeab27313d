import type { Client, Operation } from '@tidemark/contract';
import fc from 'fast-check';

/** What is sent, but for `dry_run`. */
export interface Parts {
  readonly params?: object;
  readonly body?: unknown;
  readonly form?: object;
  /** The portfolio that tells what the write does; `default` where absent. */
  readonly told?: string;
}

/** Random numbers that a write is made of. */
export interface Draw {
  readonly day: number;
  readonly size: number;
  readonly pick: number;
}

/** Makes a write that fits what the user has; null where nothing fits. */
export type Making = (client: Client, draw: Draw) => Promise<Parts | null> | Parts | null;

export const draws: fc.Arbitrary<Draw> = fc.record({
  day: fc.integer({ min: 1, max: 59 }),
  size: fc.integer({ min: 1, max: 60 }),
  pick: fc.nat(10_000),
});

/** A day of January or February 2024; the program's day is 1 March. */
const dayOf = (day: number): string => new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);

export const SYMBOLS = ['ACME', 'BOLT'] as const;
const symbolOf = ({ pick }: Draw): string => SYMBOLS[pick % 2];

/** An event of any of the usual types; not every one can be recorded. */
export function eventOf(draw: Draw, account: string): Record<string, string> {
  const { day, size, pick } = draw;
  const on = { date: dayOf(day), account_id: account };
  const symbol = symbolOf(draw);
  const price = String(10 + (size % 7));
  const events: Record<string, string>[] = [
    { ...on, type: 'deposit', amount: String(size * 100) },
    { ...on, type: 'withdrawal', amount: String(-size * 10) },
    { ...on, type: 'buy', symbol, quantity: String(size), price, fee: '1' },
    { ...on, type: 'sell', symbol, quantity: String(size), price },
    { ...on, type: 'dividend', symbol, amount: String(size), tax: '0.5' },
    { ...on, type: 'split', symbol, ratio: '2' },
    { ...on, type: 'interest', amount: String(-size / 4) },
    { ...on, type: 'deposit', amount: String(size), currency: 'EUR' },
    { ...on, type: 'transfer_in', symbol, quantity: String(size), price },
  ];
  return events[pick % events.length];
}

const nth = <Item>(items: readonly Item[], { pick }: Draw): Item | null =>
  items.length === 0 ? null : items[pick % items.length];

async function accountOf(client: Client, draw: Draw): Promise<string> {
  const { items } = await client.listAccounts({ query: {} });
  return nth(items, draw)?.id ?? 'main';
}

async function otherOf<Item extends { readonly id: string }>(
  list: Promise<{ readonly items: readonly Item[] }>,
  draw: Draw,
  isOwn: (item: Item) => boolean = () => true,
): Promise<Item | null> {
  return nth((await list).items.filter(isOwn), draw);
}

async function transactionOf(client: Client, draw: Draw): Promise<string | null> {
  return nth((await client.listTransactions({ query: {} })).items, draw)?.id ?? null;
}

const LOT_METHODS = ['fifo', 'lifo', 'hifo', 'average'] as const;

const accountChanges = ({ size }: Draw): object[] => [
  { lot_method: LOT_METHODS[size % 4] },
  { type: size % 2 === 0 ? 'cash' : 'margin' },
  { calendar: size % 2 === 0 ? '24x7' : 'XNYS' },
  { name: `Renamed ${size}` },
  { closed_on: size % 2 === 0 ? '2024-02-29' : null },
];

/** A way to make each write of the contract that is served and can be tried before. */
export const WRITES: { readonly [Of in Operation]?: Making } = {
  createTransactions: async (client, draw) => {
    const account = await accountOf(client, draw);
    if (draw.size % 3 > 0) return { body: eventOf(draw, account) };
    const more = [1, 2, 3].map((step) =>
      eventOf({ ...draw, day: draw.day + step, pick: draw.pick + step }, account),
    );
    return { body: more };
  },
  // Before others sell or void what is held.
  releaseHeldBackPrice: async (client, draw) => {
    const found = await otherOf(client.listHeldBackPrices({ query: {} }), draw);
    return found === null ? null : { params: { id: found.id } };
  },
  correctTransaction: async (client, draw) => {
    const id = await transactionOf(client, draw);
    const account = await accountOf(client, draw);
    return id === null ? null : { params: { id }, body: eventOf({ ...draw, pick: draw.size }, account) };
  },
  voidTransaction: async (client, draw) => {
    const id = await transactionOf(client, draw);
    return id === null ? null : { params: { id } };
  },
  createImport: (_, draw) => {
    const rows = [0, 1, 2, 2].map((step) => {
      const { date, amount } = { date: dayOf(draw.day + step), amount: draw.size + step };
      return `${date},deposit,${amount}`;
    });
    const file = new File([['date,type,amount', ...rows, ''].join('\n')], `bank ${draw.pick}.csv`);
    return { form: { file } };
  },
  undoImport: async (client, draw) => {
    const found = await otherOf(client.listImports({ query: {} }), draw);
    return found === null ? null : { params: { id: found.id } };
  },
  undo: () => ({}),
  redo: () => ({}),
  setStartingBalance: (_, { day, size }) => ({
    body: {
      starting_balance: String(size * 100),
      ...(size % 2 === 0 && { starting_balance_date: dayOf(day) }),
    },
  }),
  recordEquityTransaction: async (client, draw) => {
    const portfolio = await otherOf(client.listPortfolios({ query: {} }), draw);
    const id = portfolio?.id ?? 'default';
    const transaction_type = draw.size % 2 === 0 ? 'deposit' : 'withdrawal';
    const body = { transaction_type, transaction_date: dayOf(draw.day), amount: String(draw.size) };
    return { params: { id }, body, told: id };
  },
  createAccount: (_, { pick }) => ({ body: { name: `Account ${pick}`, calendar: '24x7' } }),
  changeAccount: async (client, draw) => {
    const body = nth(accountChanges(draw), draw) as object;
    return { params: { id: await accountOf(client, draw) }, body };
  },
  deleteAccount: async (client, draw) => {
    const found = await otherOf(client.listAccounts({ query: {} }), draw, ({ is_main }) => !is_main);
    return found === null || draw.size % 3 > 0
      ? null
      : { params: { id: found.id }, body: { confirm: found.name } };
  },
  createPortfolio: async (client, draw) => ({
    body: { name: `Portfolio ${draw.pick}`, account_ids: [await accountOf(client, draw)] },
  }),
  changePortfolio: async (client, draw) => {
    const found = await otherOf(client.listPortfolios({ query: {} }), draw);
    const flows = draw.size % 2 === 0 ? 'end' : 'in-start-out-end';
    const fees = draw.size % 3 === 0 ? 'capitalize' : 'expense';
    return found === null ? null : { params: { id: found.id }, body: { flows, fees }, told: found.id };
  },
  deletePortfolio: async (client, draw) => {
    const found = await otherOf(client.listPortfolios({ query: {} }), draw, ({ is_default }) => !is_default);
    return found === null ? null : { params: { id: found.id } };
  },
  createFeeSchedule: async (client, draw) => ({
    params: { id: await accountOf(client, draw) },
    body: {
      kind: (['management', 'performance', 'margin_interest'] as const)[draw.pick % 3],
      percent: String(draw.size),
      from: '2024-01-01',
    },
  }),
  changeFeeSchedule: async (client, draw) => {
    const id = await accountOf(client, draw);
    const found = await otherOf(client.listFeeSchedules({ params: { id }, query: {} }), draw);
    return found === null ? null : { params: { id, schedule_id: found.id }, body: { percent: draw.size } };
  },
  deleteFeeSchedule: async (client, draw) => {
    const id = await accountOf(client, draw);
    const found = await otherOf(client.listFeeSchedules({ params: { id }, query: {} }), draw);
    return found === null || draw.size % 3 > 0 ? null : { params: { id, schedule_id: found.id } };
  },
  recordFeeProposal: async (client, draw) => {
    const id = await accountOf(client, draw);
    const found = await otherOf(client.listFeeProposals({ params: { id }, query: {} }), draw);
    return found === null ? null : { params: { id, proposal_id: found.id } };
  },
  recordDividendProposal: async (client, draw) => {
    const id = await accountOf(client, draw);
    const found = await otherOf(client.listDividendProposals({ params: { id }, query: {} }), draw);
    return found === null ? null : { params: { id, proposal_id: found.id } };
  },
  putInstrument: (_, draw) => ({
    params: { symbol: symbolOf(draw) },
    body: { multiplier: String(1 + (draw.size % 3)), sector: 'Tools' },
  }),
  putPrices: (_, draw) => ({
    body: SYMBOLS.map((symbol) => ({ symbol, date: dayOf(draw.day), price: String(draw.size) })),
  }),
  putRates: (_, { day, size }) => ({
    body: [{ pair: 'EURUSD', date: dayOf(day), rate: String(1 + size / 100) }],
  }),
  putSplits: (_, draw) => ({ body: [{ symbol: symbolOf(draw), date: dayOf(draw.day), ratio: '3' }] }),
  createAlert: (_, { size }) => ({ body: { kind: 'drawdown', threshold: size } }),
  deleteAlert: async (client, draw) => {
    const found = nth((await client.listAlerts({ query: {} })).items, draw);
    return found === null ? null : { params: { id: found.id } };
  },
  createScenario: (_, { pick }) => ({ body: { name: `Own ${pick}`, yield_change: 0.01 } }),
  deleteScenario: async (client, draw) => {
    const found = await otherOf(client.listScenarios({ query: {} }), draw, ({ built_in }) => !built_in);
    return found === null ? null : { params: { id: found.id } };
  },
  applyReconciliation: async (client, draw) => {
    const params = { id: 'default' };
    const found = await otherOf(client.reconciliation({ params, query: {} }), draw);
    return found === null ? null : { params: { id: found.id }, body: { cause: 0 } };
  },
};
