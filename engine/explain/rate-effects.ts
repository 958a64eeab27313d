import { decimal } from '../amounts/index.ts';
import type { Bucket } from '../valuation/bucket.ts';
import { given, made, minus } from './build.ts';
import type { Explanation } from './explanation.ts';
import { bookedGainNode, bookedGainsOn, closingsOn } from './gain-nodes.ts';
import { costLeaf, heldLabel, roundedCostNode, unrealizedNode, valueNode } from './holding-nodes.ts';
import { inBase } from './rate-nodes.ts';
import { definitionTerms } from './realized-nodes.ts';
import { bucketsOf, changeOf, dayAmountNode, levelNode } from './total-nodes.ts';
import type { Held, Workings } from './workings.ts';

/**
 * What rates did to an account on a day, in base: to foreign cash and to the cost of what is held; what currencies
 * were exchanged at beyond the day's rates; and what converting rounds off.
 */
export function rateEffects(work: Workings, account: number, at: number): Explanation[] {
  const buckets = bucketsOf(work, account);
  if (buckets.every(([, { rate }]) => rate.isBase)) return [];
  const closings = closingsOn(work, account, null, at);
  return [
    ...buckets.flatMap(([currency, bucket]) => cashEffect(work, account, currency, bucket, at)),
    ...work.held(account).flatMap((held) => costEffect(work, held, at)),
    ...exchangeEffect(work, account, buckets, at),
    ...buckets.flatMap(([currency, bucket]) => roundingEffect(work, account, currency, bucket, at)),
    ...bookedGainsOn(work, account, null, at).map(({ gain }) =>
      minus(bookedGainNode(work, gain, closings, at)),
    ),
  ].filter(({ value }) => (value as { units: unknown }).units !== 0);
}

/** The balance at the day's rate, less the earlier balance at its rate, less what came and went at the day's. */
function cashEffect(
  work: Workings,
  account: number,
  currency: number,
  bucket: Bucket,
  at: number,
): Explanation[] {
  const levels = bucket.levels('cash');
  if (bucket.rate.isBase || levels === null || at === 0 || levels[at - 1] === 0) return [];
  const of = { account, currency, total: 'cash' } as const;
  const cash = (on: number): Explanation =>
    work.isAll
      ? levelNode(work, bucket, of, on)
      : given(
          'as_of',
          { label: `cash in ${bucket.currency}`, unit: bucket.currency, ask: work.ask('cash', on, account) },
          decimal(levels[on], bucket.decimals),
        );
  const change =
    changeOf(bucket, 'cash', at) === 0
      ? []
      : [minus(inBase(work, dayAmountNode(work, bucket, of, at), currency, at))];
  const where = work.derivation.accounts().length > 1 ? ` of ${work.account(account)}` : '';
  return [effect(work, `cash${where} in ${bucket.currency}`, currency, cash, at, change)];
}

/** The same for the cost of a holding. What rounds otherwise in value and gain than in cost stands beside it. */
function costEffect(work: Workings, held: Held, at: number): Explanation[] {
  const { symbol } = held.holding;
  const currency = work.currencyOf(symbol);
  const { rate } = work.derivation.bucket(held.holding.account, currency);
  if (rate.isBase || work.isFuture(symbol)) return [];
  const [cost, before] = [work.roundedCost(held, at), at === 0 ? 0 : work.roundedCost(held, at - 1)];
  const unit = work.currency(currency);
  const level = (on: number): Explanation =>
    work.isAll ? roundedCostNode(work, held, on) : costLeaf(work, held, on);
  const roundings = [
    ...roundingOf(work, held, level, at),
    ...(at === 0 ? [] : roundingOf(work, held, level, at - 1).map(minus)),
  ];
  if (before === 0) return roundings;
  const change =
    cost === before
      ? []
      : [
          minus(
            inBase(
              work,
              made('sum', { label: 'change of the cost', unit }, [level(at), minus(level(at - 1))]),
              currency,
              at,
            ),
          ),
        ];
  return [effect(work, `the cost of ${heldLabel(work, held)}`, currency, level, at, change), ...roundings];
}

function effect(
  work: Workings,
  what: string,
  currency: number,
  level: (on: number) => Explanation,
  at: number,
  change: readonly Explanation[],
): Explanation {
  const now = inBase(work, level(at), currency, at);
  const then = inBase(work, level(at - 1), currency, at - 1);
  return made('sum', { label: `what the rate did to ${what}`, unit: work.base }, [
    now,
    minus(then),
    ...change,
  ]);
}

/** Value less open gain, less the cost at the same rate: not zero where the three round differently. */
function roundingOf(
  work: Workings,
  held: Held,
  cost: (on: number) => Explanation,
  at: number,
): Explanation[] {
  const node = made(
    'sum',
    { label: `rounding of ${heldLabel(work, held)} in ${work.base}`, unit: work.base },
    [
      valueNode(work, held, at),
      minus(unrealizedNode(work, held, at)),
      minus(inBase(work, cost(at), work.currencyOf(held.holding.symbol), at)),
    ],
  );
  return (node.value as { units: unknown }).units === 0 ? [] : [node];
}

/** What came into each currency from others, all at the day's rates: the gain or loss of having exchanged otherwise. */
function exchangeEffect(
  work: Workings,
  account: number,
  buckets: readonly [number, Bucket][],
  at: number,
): Explanation[] {
  const parts = buckets
    .filter(([, bucket]) => changeOf(bucket, 'exchanged', at) !== 0)
    .map(([currency, bucket]) =>
      inBase(work, dayAmountNode(work, bucket, { account, currency, total: 'exchanged' }, at), currency, at),
    );
  return parts.length === 0
    ? []
    : [made('sum', { label: 'exchanged at other rates than the day’s', unit: work.base }, parts)];
}

/** What the amounts of a day come to in base one by one, less what they come to together. */
function roundingEffect(
  work: Workings,
  account: number,
  currency: number,
  bucket: Bucket,
  at: number,
): Explanation[] {
  if (bucket.rate.isBase) return [];
  const terms = definitionTerms(work, account, currency, bucket, at);
  if (terms.length < 2) return [];
  const oneByOne = terms.map((term) => ({ ...inBase(work, term, currency, at), as: term.as ?? 'plus' }));
  const together = inBase(
    work,
    made('sum', { label: 'together', unit: bucket.currency }, terms),
    currency,
    at,
  );
  return [
    made('sum', { label: `rounding of amounts in ${bucket.currency}`, unit: work.base }, [
      ...oneByOne,
      minus(together),
    ]),
  ];
}
