import { formatDay } from '../calendar/day.ts';
import { rateAge } from '../prices/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { Derivation } from './derivation.ts';

/** Of the currencies that are held at the end, those whose last rate is old by then. */
export function rateProblems(derivation: Derivation): Problem[] {
  const { world, span, input } = derivation;
  const { base } = input.conventions;
  const problems: Problem[] = [];
  for (const currency of heldAtEnd(derivation)) {
    const name = world.table.currencies.texts[currency];
    const rate = input.rates.rate(name, base);
    const age = rate === null ? null : rateAge(rate, span.last);
    if (age === null || age <= world.staleAfterDays) continue;
    const message = `${name}: its last rate to ${base} is ${age} days old on ${formatDay(span.last)}.`;
    problems.push(problem('rate_stale', { field: 'rate' }, message));
  }
  return problems;
}

/** Numbers of the currencies, other than base, of which there is cash or something priced in them. */
function heldAtEnd(derivation: Derivation): Set<number> {
  const { world, span, states } = derivation;
  const last = span.last - span.first;
  const held = new Set<number>();
  for (const account of derivation.accounts()) {
    for (const [currency, bucket] of derivation.books(account).buckets)
      if (bucket.levels('cash')[last] !== 0) held.add(currency);
  }
  for (const { lots } of states.values()) {
    for (const { symbol, quantities } of lots.timelines)
      if (quantities[quantities.length - 1] !== 0) held.add(world.lotSettings.symbols[symbol].currency);
  }
  held.delete(world.baseCurrency);
  return held;
}
