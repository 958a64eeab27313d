import { decimal } from '../amounts/index.ts';
import type { Bucket } from '../valuation/bucket.ts';
import { REALIZED } from '../valuation/bucket.ts';
import { ifAmount, made, minus, taken } from './build.ts';
import { bookedLeaf, eventLabel } from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import { bookedGainNode, bookedGainsOn, type Closing, closingsOn, gainNode } from './gain-nodes.ts';
import { costNode, heldLabel, roundedCostNode } from './holding-nodes.ts';
import { lotCost } from './lot-nodes.ts';
import { inBase } from './rate-nodes.ts';
import { bucketsOf, changeOf, dayAmountNode } from './total-nodes.ts';
import type { RowChange, TracedFold } from './traced-fold.ts';
import type { Held, Workings } from './workings.ts';

/** What an account realized on a day, in base: a part for each currency, and what booked rates add. */
export function realizedParts(work: Workings, account: number, at: number): Explanation[] {
  const closings = closingsOn(work, account, null, at);
  const parts = bucketsOf(work, account).flatMap(([currency, bucket]) => {
    const own = closings.filter(({ symbol }) => work.currencyOf(symbol) === currency);
    return currencyGain(work, account, currency, bucket, own, at);
  });
  const booked = bookedGainsOn(work, account, null, at).map(({ gain }) =>
    bookedGainNode(work, gain, closings, at),
  );
  return [...parts, ...booked];
}

/**
 * The gains of what was closed, with the rounding of that day's events. Checked by the definition: what cash and cost
 * changed by, less what is no gain.
 */
function currencyGain(
  work: Workings,
  account: number,
  currency: number,
  bucket: Bucket,
  closings: readonly Closing[],
  at: number,
): Explanation[] {
  const terms = definitionTerms(work, account, currency, bucket, at);
  if (closings.length === 0 && terms.length === 0) return [];
  const unit = bucket.currency;
  const where = work.derivation.accounts().length > 1 ? ` of ${work.account(account)}` : '';
  const definition = made(
    'sum',
    { label: `what changed cash and cost${where} in ${unit}, and is nothing else`, unit },
    terms,
  );
  const gains = closings.map((closing) => gainNode(work, closing));
  const closed = made(
    'sum_rounded',
    { label: `gains${where} in ${unit}`, unit, digits: bucket.decimals },
    gains,
  );
  const value = definition.value as ReturnType<typeof decimal>;
  if (ifAmount(closed, value) !== null)
    return value.units === 0 && gains.length === 0
      ? []
      : [inBase(work, { ...closed, checks: [definition] }, currency, at)];
  if (gains.length === 0)
    return [inBase(work, { ...definition, label: `rounding of events${where} in ${unit}` }, currency, at)];
  const rounding = made('sum', { label: `rounding of that day’s events${where} in ${unit}`, unit }, [
    definition,
    minus(closed),
  ]);
  return [
    inBase(
      work,
      made('sum', { label: closed.label, unit, checks: [definition] }, [closed, rounding]),
      currency,
      at,
    ),
  ];
}

export function definitionTerms(
  work: Workings,
  account: number,
  currency: number,
  bucket: Bucket,
  at: number,
): Explanation[] {
  const totals = REALIZED.filter(([total]) => changeOf(bucket, total, at) !== 0).map(([total, sign]) =>
    taken(sign > 0 ? 'plus' : 'minus', dayAmountNode(work, bucket, { account, currency, total }, at)),
  );
  const costs = work
    .held(account)
    .filter(({ holding: { symbol } }) => work.currencyOf(symbol) === currency && !work.isFuture(symbol))
    .filter((held) => work.roundedCost(held, at) !== (at === 0 ? 0 : work.roundedCost(held, at - 1)))
    .map((held) => costChange(work, held, at));
  return [...totals, ...costs];
}

/** What a day did to the rounded cost of a holding. */
function costChange(work: Workings, held: Held, at: number): Explanation {
  const { symbol } = held.holding;
  const currency = work.currencyOf(symbol);
  const said = { label: `change of the cost of ${heldLabel(work, held)}`, unit: work.currency(currency) };
  const before = at === 0 ? null : work.levelOf(held, at - 1);
  if (work.isAll) {
    return made('sum', said, [
      roundedCostNode(work, held, at),
      ...(before === null ? [] : [minus(roundedCostNode(work, held, at - 1))]),
    ]);
  }
  const fold = work.trace(held.state);
  const day = work.day(at);
  const changes = fold.changes.filter(
    (change) =>
      change.day === day &&
      change.symbol === symbol &&
      change.account === held.holding.account &&
      change.cost !== 0,
  );
  const carried =
    before === null || before.cost.units === 0 ? [] : [taken('before', costNode(work, held, at - 1))];
  const digits = work.minorDigits(currency);
  return made('day_amount', { ...said, digits }, [
    ...carried,
    ...changes.map((change) => rowChangeNode(work, fold, change)),
  ]);
}

/** The cost of the lots that a row opened, less that of those it closed. */
function rowChangeNode(
  work: Workings,
  fold: TracedFold,
  { row, symbol, cost, opened, taken: closed }: RowChange,
): Explanation {
  const unit = work.currency(work.currencyOf(symbol));
  const lot = (state: RowChange['opened'][number]): Explanation => lotCost(work, { fold, symbol, state });
  const booked = decimal(cost, fold.scales.cost);
  const node = made('sum', { label: eventLabel(work, row), unit }, [
    ...opened.map(lot),
    ...closed.map((state) => minus(lot(state))),
  ]);
  return ifAmount(node, booked) ?? bookedLeaf(work, row, eventLabel(work, row), unit, booked);
}
