import { equityHistory } from '../../app/service/figures/index.ts';
import type { SealRecord } from '../../app/service/index.ts';
import { type Day, formatDay } from '../../engine/index.ts';
import { Fraction } from '../naive/fraction.ts';
import { type ExpectedDay, eventsInForce, expectedDays, flowsOf } from './expected.ts';
import { SESSIONS_BEFORE, sessionsOf } from './market.ts';
import type { ProgramNode } from './program-node.ts';
import type { PlannedAccount } from './workload.ts';
import type { SimulatedWorld } from './world.ts';

/** Findings that are told; further ones are counted. */
const TOLD_MAX = 30;
const DELAY_MS = 30 * 60_000;
/** Days, the last ones, that are looked at after a turn. */
const LOOKED_AT = 35;

/** Collects what is wrong with a run. */
export class Findings {
  private readonly told: string[] = [];
  private count = 0;

  add(what: string): void {
    this.count++;
    if (this.told.length < TOLD_MAX) this.told.push(what);
  }

  texts(): string[] {
    const more = this.count - this.told.length;
    return more === 0 ? this.told : [...this.told, `and ${more} more`];
  }
}

const nameOf = ({ owner, id }: PlannedAccount): string => `${owner}/${id}`;

/**
 * After a turn: of every session that has closed since the account began there is one value, and none is zero. The
 * last sessions are looked at; all of them at the end.
 */
export async function auditHoles(world: SimulatedWorld, findings: Findings): Promise<void> {
  const { market, accounts: all } = world.plan;
  const first = market.sessions[SESSIONS_BEFORE].day;
  const [{ store }] = world.nodes;
  for (const [owner, accounts] of Map.groupBy(all, (one) => one.owner)) {
    const seals = await store
      .of(owner)
      .seals.list({ of: 'days', from: Math.max(first, dayNow(world) - LOOKED_AT) });
    const byAccount = Map.groupBy(seals, ({ account }) => account);
    for (const { id, calendar } of accounts) {
      const days = sessionsOf(market, calendar)
        .filter(({ day, closeUtc }) => day >= first && closeUtc * 1000 + DELAY_MS <= world.now)
        .map(({ day }) => day)
        .filter((day) => day >= dayNow(world) - LOOKED_AT);
      const when = `${owner}/${id} at ${new Date(world.now).toISOString()}`;
      auditDays(byAccount.get(world.accountId(owner, id)) ?? [], days, when, findings);
    }
  }
}

const dayNow = ({ now }: SimulatedWorld): number => Math.floor(now / 86_400_000);

/** One value a session, on no other day, none of zero. */
function auditDays(seals: readonly SealRecord[], days: readonly Day[], of: string, findings: Findings): void {
  const found = new Map<number, number>();
  for (const { day, equity } of seals) {
    found.set(day, (found.get(day) ?? 0) + 1);
    if (!(equity > 0)) findings.add(`${of}: the value of ${formatDay(day as Day)} is ${equity}`);
  }
  for (const day of days) {
    const count = found.get(day) ?? 0;
    if (count !== 1) findings.add(`${of}: ${formatDay(day)} has ${count} values`);
    found.delete(day);
  }
  for (const day of found.keys())
    findings.add(`${of}: ${formatDay(day as Day)} is no session, and has a value`);
}

/** At the end: every value, and what was held, is what the naive model says; figures keep the identity. */
export async function auditEnd(world: SimulatedWorld, findings: Findings): Promise<ExpectedDay[][]> {
  const { plan, nodes } = world;
  const all: ExpectedDay[][] = [];
  for (const account of plan.accounts) {
    const expected = expectedDays(account, plan.statements, plan.market);
    all.push(expected);
    const { seals: reads } = nodes[0].store.of(account.owner);
    const accounts = [world.accountId(account.owner, account.id)];
    const seals = await reads.list({ accounts, of: 'days', withPositions: true });
    auditDays(
      seals,
      expected.map(({ day }) => day),
      nameOf(account),
      findings,
    );
    const byDay = new Map(expected.map((one) => [one.day as number, one]));
    for (const seal of seals) {
      const wanted = byDay.get(seal.day);
      if (wanted !== undefined) compareSeal(seal, wanted, account, findings);
    }
  }
  for (const node of nodes) await auditFigures(world, node, all, findings);
  return all;
}

/** The days' ends in force of everybody: value, cash and what was held, by account and day. */
export async function historyOf({ plan, nodes, accountId }: SimulatedWorld): Promise<Map<string, string>> {
  const history = new Map<string, string>();
  for (const { owner, id } of plan.accounts) {
    const { seals } = nodes[0].store.of(owner);
    const own = await seals.list({ accounts: [accountId(owner, id)], of: 'days', withPositions: true });
    for (const { day, equity, cash, positions } of own) {
      const held = positions?.map(({ symbol, quantity }) => `${quantity} ${symbol}`).join(' ');
      history.set(`${owner}/${id} ${formatDay(day as Day)}`, `${equity}, cash ${cash}, ${held}`);
    }
  }
  return history;
}

function compareSeal(
  seal: SealRecord,
  wanted: ExpectedDay,
  account: PlannedAccount,
  findings: Findings,
): void {
  const of = `${nameOf(account)} ${formatDay(seal.day as Day)} (${seal.kind})`;
  if (BigInt(seal.equity) !== wanted.equity)
    findings.add(`${of}: sealed ${seal.equity}, expected ${wanted.equity}`);
  if (BigInt(seal.cash) !== wanted.cash) findings.add(`${of}: cash ${seal.cash}, expected ${wanted.cash}`);
  const held = new Map((seal.positions ?? []).map(({ symbol, quantity }) => [symbol, Fraction.of(quantity)]));
  for (const symbol of new Set([...held.keys(), ...wanted.positions.keys()])) {
    const [is, should] = [held.get(symbol), wanted.positions.get(symbol)];
    if (is === undefined || should === undefined || is.compare(should) !== 0)
      findings.add(`${of}: held ${is ?? 'no'} ${symbol}, expected ${should ?? 'none'}`);
  }
}

/** As users see it: equity = equity before + flows + P&L on each row, flows are those of the ledger, P&L is its parts. */
async function auditFigures(
  world: SimulatedWorld,
  node: ProgramNode,
  expected: readonly ExpectedDay[][],
  findings: Findings,
): Promise<void> {
  const { plan } = world;
  for (const owner of new Set(plan.accounts.map((one) => one.owner))) {
    const portfolio = await node.portfolios.open(owner, 'default');
    const { history: rows, problems } = equityHistory(portfolio, {}, node.portfolios.today());
    for (const one of problems) if (one.severity === 'error') findings.add(`${owner}: ${one.message}`);
    let [before, unrealized, flows] = [0, 0, 0];
    for (const row of rows) {
      const of = `${owner} ${row.date}`;
      const flow = cents(row.equity_inflow) - cents(row.equity_outflow);
      const equity = cents(row.equity_balance);
      if (equity !== before + flow + cents(row.daily_pnl))
        findings.add(`${of}: ${equity} is not ${before} + ${flow} + ${cents(row.daily_pnl)}`);
      const parts =
        cents(row.realized_pnl) +
        (cents(row.unrealized_pnl) - unrealized) -
        cents(row.transferred_gain) +
        cents(row.income) -
        cents(row.fees) -
        cents(row.taxes) +
        cents(row.fx_pnl) +
        cents(row.unexplained);
      if (parts !== cents(row.daily_pnl))
        findings.add(`${of}: P&L ${cents(row.daily_pnl)}, its parts ${parts}`);
      [before, unrealized, flows] = [equity, cents(row.unrealized_pnl), flows + flow];
    }
    const own = plan.accounts.flatMap((one, n) => (one.owner === owner ? [{ account: one, n }] : []));
    if (own.some(({ account }) => account.currency !== 'USD')) continue;
    const flowsExpected = own.reduce(
      (sum, { account }) => sum + flowsOf(eventsInForce(account, plan.statements)),
      0n,
    );
    if (BigInt(flows) !== flowsExpected) findings.add(`${owner}: flows ${flows}, expected ${flowsExpected}`);
    const shown = new Map(rows.map((row) => [row.date, cents(row.equity_balance)]));
    for (const { day } of expected[own[0].n]) {
      const sum = own.reduce(
        (left, { n }) => left + (expected[n].find((one) => one.day === day)?.equity ?? 0n),
        0n,
      );
      if (BigInt(shown.get(formatDay(day)) ?? -1) !== sum)
        findings.add(`${owner} ${formatDay(day)}: shown ${shown.get(formatDay(day))}, expected ${sum}`);
    }
  }
}

const cents = (amount: number): number => Math.round(amount * 100);
