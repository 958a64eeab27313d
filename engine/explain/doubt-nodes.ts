import { made } from './build.ts';
import type { Scope } from './daily-figures.ts';
import type { Explanation } from './explanation.ts';
import { costNode, heldLabel } from './holding-nodes.ts';
import { isStale, priceNode } from './price-nodes.ts';
import { rateNode } from './rate-nodes.ts';
import { bucketsOf } from './total-nodes.ts';
import type { Held, Workings } from './workings.ts';

/** The holdings of a scope that have units on a day. */
function heldOn(work: Workings, scope: Scope, at: number): Held[] {
  return work.held(scope).filter((held) => (work.levelOf(held, at)?.quantity.units ?? 0) !== 0);
}

export function stale(work: Workings, scope: Scope, at: number): Explanation {
  const old = heldOn(work, scope, at).filter(({ state, holding }) => {
    const mark = state.marks.get(holding.symbol) ?? null;
    return mark !== null && isStale(mark, at);
  });
  return made(
    'count',
    { label: 'stale', figure: 'stale', unit: 'instruments' },
    old.map((held) => priceOf(work, held, at)),
  );
}

function priceOf(work: Workings, held: Held, at: number): Explanation {
  const { state, holding } = held;
  const label = heldLabel(work, held);
  const price = priceNode(work, state, holding.symbol, at);
  const unit = work.currency(work.currencyOf(holding.symbol));
  if (price !== null) return { ...price, label: `price of ${label}` };
  return made(
    'at_cost',
    { label: `${label} at cost`, unit, digits: work.minorDigits(work.currencyOf(holding.symbol)) },
    [costNode(work, held, at)],
  );
}

/** Whether a price or rate that the day is valued at is an estimate. */
export function kindNode(work: Workings, scope: Scope, at: number): Explanation {
  const prices = heldOn(work, scope, at).filter(({ state, holding }) => {
    const mark = state.marks.get(holding.symbol) ?? null;
    return mark === null || at < mark.quotedFrom;
  });
  const doubtful = [...prices.map((held) => priceOf(work, held, at)), ...estimatedRates(work, scope, at)];
  return made('kind', { label: 'kind', figure: 'kind', unit: 'text' }, doubtful);
}

/** The rates of the currencies of cash and of what is held, where the first rate is still to come. */
function estimatedRates(work: Workings, scope: Scope, at: number): Explanation[] {
  const currencies = new Set(heldOn(work, scope, at).map(({ holding }) => work.currencyOf(holding.symbol)));
  for (const account of scope === null ? work.derivation.accounts() : [scope]) {
    for (const [currency, bucket] of bucketsOf(work, account))
      if ((bucket.levels('cash')?.[at] ?? 0) !== 0) currencies.add(currency);
  }
  const estimated = [...currencies].filter(
    (currency) => at < work.world.rateSeries(currency).estimatedBefore,
  );
  return estimated.map((currency) => rateNode(work, currency, at)).filter((rate) => rate !== null);
}
