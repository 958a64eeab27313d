import { type Day, formatDay, minorUnitsToNumber } from '@tidemark/engine';
import { coverage, type Lately, lately } from '../service/figures/index.ts';
import {
  type AlertRecord,
  FIGURE_KINDS,
  type FigureKind,
  type OpenPortfolio,
  type Portfolios,
  Refusal,
  type Store,
  WHOLE,
} from '../service/index.ts';
import type { Finding, Look } from './faults.ts';

export interface FigureWorld {
  readonly store: Store;
  readonly portfolios: Portfolios;
}

/** Days back that missing ones are looked for. */
const [LOOKBACK_DAYS, SESSIONS_MAX] = [30, 100];

/** What users want to know of their figures: a look for each kind. An alert about figures is a subject of its own. */
export async function figureLooks(world: FigureWorld): Promise<readonly Look[]> {
  const wrong = new Map<FigureKind, Finding[]>(FIGURE_KINDS.map((kind) => [kind, []]));
  for (const owner of await world.store.watch.ownersWithAlerts(FIGURE_KINDS)) {
    for (const alert of await world.store.of(owner).alerts.list()) {
      const found = wrong.get(alert.kind as FigureKind);
      const message = found === undefined ? null : await sayingOf(world, owner, alert);
      if (message !== null) found?.push({ owner, subject: `${alert.kind}:${alert.id}`, message });
    }
  }
  return [...wrong].map(([kind, findings]) => ({ kind, wrong: findings, isOver: () => true }));
}

/** What an alert says now; null where it does not hold, or nobody can know. */
async function sayingOf(world: FigureWorld, owner: string, alert: AlertRecord): Promise<string | null> {
  const portfolio = await world.portfolios.open(owner, alert.portfolio ?? WHOLE).catch((error: unknown) => {
    // It is not there any more.
    if (error instanceof Refusal) return null;
    throw error;
  });
  const now = portfolio === null ? null : lately(portfolio);
  if (portfolio === null || now === null) return null;
  const threshold = Number(alert.threshold ?? '0');
  const said = await SAYINGS[alert.kind as FigureKind]({ portfolio, now, threshold, world, owner });
  return said === null ? null : `${alert.name}: ${said}`;
}

interface Asked {
  readonly portfolio: OpenPortfolio;
  readonly now: Lately;
  readonly threshold: number;
  readonly world: FigureWorld;
  readonly owner: string;
}

type Saying = (asked: Asked) => string | null | Promise<string | null>;

/** Of a fraction in percent: what is asked for is reached where it shows so. */
const percentOf = (fraction: number): number => Math.round(fraction * 1e6) / 1e4;

const SAYINGS: Readonly<Record<FigureKind, Saying>> = {
  drawdown: ({ now, threshold }) => {
    const depth = -percentOf(now.drawdown);
    return depth > 0 && depth >= threshold ? `${depth.toFixed(2)} % below its highest value` : null;
  },
  value_change: ({ now, threshold }) => {
    const change = percentOf(now.change);
    return change !== 0 && Math.abs(change) >= threshold ? `${change.toFixed(2)} % today` : null;
  },
  unexplained: ({ portfolio: { history }, now, threshold }) => {
    const difference = minorUnitsToNumber(now.unreconciled, history.decimals);
    return difference !== 0 && Math.abs(difference) >= threshold
      ? `${difference.toFixed(history.decimals)} ${history.base} between what brokers report and the ledger`
      : null;
  },
  data_missing: ({ portfolio, world }) => {
    const today = world.portfolios.today();
    const from = (today - LOOKBACK_DAYS) as Day;
    const { items } = coverage(portfolio, { from, limit: SESSIONS_MAX }, today);
    const missing = items.filter(({ kind }) => kind === 'missing').map(({ date }) => date);
    return missing.length === 0 ? null : `${missing.length} days without a value since ${missing[0]}`;
  },
  price_held_back: async ({ portfolio: { history, to }, world, owner }) => {
    const held = (history.holdingsState(to)?.accounts ?? []).flatMap(({ holdings }) =>
      holdings.map(({ symbol }) => symbol),
    );
    const found = held.length === 0 ? [] : await world.store.of(owner).heldBack.list(held);
    const said = found.map(({ symbol, day, price }) => `${symbol} at ${price} on ${formatDay(day as Day)}`);
    return said.length === 0 ? null : `not believed: ${said.join(', ')}`;
  },
};
