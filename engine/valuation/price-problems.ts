import type { Day } from '../calendar/day.ts';
import { formatDay } from '../calendar/day.ts';
import { parseOptionSymbol } from '../ledger/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { Derivation } from './derivation.ts';

/** What is doubtful about the prices of what was held: missing, estimated before the first quote, old at the end. */
export function priceProblems(derivation: Derivation): Problem[] {
  const { world, span } = derivation;
  const problems: Problem[] = [];
  const seen = new Set<number>();
  for (const { lots, marks } of derivation.states.values()) {
    for (const holding of lots.timelines) {
      if (seen.has(holding.symbol) || holding.days.length === 0) continue;
      seen.add(holding.symbol);
      const symbol = world.table.symbols.texts[holding.symbol];
      const mark = marks.get(holding.symbol) ?? null;
      const held = lots.timelines.some(
        (other) => other.symbol === holding.symbol && other.quantities[other.quantities.length - 1] !== 0,
      );
      const expiry =
        derivation.input.instruments(symbol)?.expiry ?? parseOptionSymbol(symbol)?.expiry ?? null;
      if (held && expiry !== null && expiry < span.last) {
        const message = `${symbol} expired on ${formatDay(expiry)} and is still held on ${formatDay(span.last)}.`;
        problems.push(problem('option_expired', {}, message, { symbol }));
      }
      const heldFrom = holding.days[0] - span.first;
      const last = span.last - span.first;
      if (mark === null || mark.quotedFrom > last) {
        problems.push(
          problem(
            'price_missing',
            { field: 'price' },
            `${symbol} has no price; its trade prices or its cost count instead.`,
            { symbol },
          ),
        );
        continue;
      }
      if (heldFrom < mark.quotedFrom) {
        const quoted = formatDay((span.first + mark.quotedFrom) as Day);
        problems.push(
          problem(
            'price_estimated',
            { field: 'price' },
            `${symbol}: before its first price of ${quoted}, its trade prices or its cost count.`,
            { symbol },
          ),
        );
      }
      const isStale = mark.stale.some(
        (start, i) => i % 2 === 0 && start <= last && mark.stale[i + 1] >= last,
      );
      if (held && isStale)
        problems.push(
          problem(
            'price_stale',
            { field: 'price' },
            `${symbol}: its last price is more than ${world.staleAfterDays} days old on ${formatDay(span.last)}.`,
            { symbol },
          ),
        );
      if (mark.hasNegative && !world.lotSettings.symbols[holding.symbol].isFuture) {
        problems.push(
          problem(
            'price_invalid',
            { field: 'price' },
            `${symbol} has a price below zero, which only a future can have.`,
            { symbol },
          ),
        );
      }
    }
  }
  return problems;
}
