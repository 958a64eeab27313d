import { setImmediate } from 'node:timers/promises';
import { type Day, hasErrors } from '@tidemark/engine';
import { type OwnerCapture, pastOn, WHOLE } from '../service/index.ts';
import type { CaptureWorld } from './capture-world.ts';
import { latestOf } from './day-prices.ts';
import { recordIntraday } from './price-job.ts';
import { recordCaptures } from './record-captures.ts';
import { bringStates, valueRound } from './seal-round.ts';

export interface Snapshot {
  readonly sealed: number;
  /** Prices that were recorded of this moment. */
  readonly prices: number;
}

/**
 * Seals the values of a moment within a session, at the last prices of its day. An account none of whose instruments
 * has one has the value that is known already, and is left out, unless `all`.
 */
export async function takeSnapshot(
  world: CaptureWorld,
  at: number,
  calendars: ReadonlySet<string>,
  of: { readonly owner?: string; readonly all?: boolean } = {},
): Promise<Snapshot> {
  const day = Math.floor(at / 86_400_000);
  await bringStates(world, of.owner);
  const recorded = of.owner === undefined ? await recordIntraday(world, at) : 0;
  const prices = await latestOf(world, day);
  if (prices.size === 0 && of.all !== true) return { sealed: 0, prices: 0 };
  const { captures, left } = await valueRound(world, {
    day,
    at,
    calendars,
    prices,
    ...(of.owner !== undefined && { owner: of.owner }),
  });
  const sealed = await recordCaptures(world, captures);
  const rest: OwnerCapture[] = [];
  for (const [owner, accounts] of Map.groupBy(left, (one) => one.owner)) {
    await setImmediate();
    rest.push(...(await derivedAt(world, owner, new Set(accounts.map(({ account }) => account)), at, of)));
  }
  return { sealed: sealed + (await recordCaptures(world, rest)), prices: recorded };
}

/** Accounts whose value takes more than their state: rates, prices carried, prices of the owner's own. */
function derivedAt(
  world: CaptureWorld,
  owner: string,
  accounts: ReadonlySet<string>,
  at: number,
  { all }: { readonly all?: boolean },
): Promise<OwnerCapture[]> {
  const day = Math.floor(at / 86_400_000) as Day;
  return world.store.read(owner, async (tx) => {
    const whole = await tx.portfolios.find(WHOLE);
    if (whole === null) return [];
    const { prices, sharedPrices } = await tx.versions();
    const heads = new Map((await tx.ledger.heads()).map((head) => [head.account, head]));
    const captures: OwnerCapture[] = [];
    for (const account of await tx.accounts.list()) {
      if (!accounts.has(account.id)) continue;
      const record = { ...whole, baseCurrency: account.currency, accounts: [account.id] };
      const { history, facts } = await world.portfolios.deriveRecord(tx, record);
      const [held] = history.holdingsState(day)?.accounts ?? [];
      const isMoved = held?.holdings.some(({ quotedOn }) => quotedOn === day) ?? false;
      if (hasErrors([...facts.problems, ...history.problems]) || day > history.last) continue;
      if (held === undefined || (!isMoved && all !== true)) continue;
      const columns = history.columns(account.id);
      const n = day - history.first;
      const isPast = pastOn(facts.pasts.get(account.id), day) !== null;
      const head = heads.get(account.id);
      const seal = {
        account: account.id,
        day,
        at,
        kind: isPast || columns.estimated[n] > 0 ? ('estimated' as const) : ('intraday' as const),
        equity: columns.equity[n],
        cash: columns.cash[n],
        stale: held.holdings.filter(({ quotedOn }) => quotedOn !== day).length,
        ledgerSeq: head?.seq ?? 0,
        ledgerHash: head?.hash.slice(0, 16) ?? '',
        prices,
        sharedPrices,
        positions: null,
        recordedAt: world.clock.now(),
      };
      captures.push({ owner, derived: null, seals: [seal] });
    }
    return captures;
  });
}
