import type { Fact } from './input.ts';

/** The two ends of one move between own accounts. */
export type Move = { readonly out: Fact; readonly into: Fact };

const isOut = (event: Fact) => event.type === 'transfer_out';
const isIn = (event: Fact) => event.type === 'transfer_in';

/** What moves and how much of it. */
function cargo(event: Fact): string {
  if (event.symbol !== '') return `${event.symbol} ${event.quantity}`;
  const gross = (event.amount ?? event.fee).plus(event.fee).plus(event.tax);
  return `cash ${event.settle} ${gross.size()}`;
}

const sameLink = (a: Fact, b: Fact) => a.plain.link === b.plain.link;

/**
 * Pairs of one day by thing and size, with the same link or none; then over days by link, where what goes out takes
 * what comes in on or after its day, and only then what came in before. Each end once, in file order.
 */
export function ownMoves(events: readonly Fact[]): Move[] {
  const moves: Move[] = [];
  const taken = new Set<Fact>();
  const pairWhere = (fits: (out: Fact, into: Fact) => boolean) => {
    for (const out of [...events].filter(isOut).sort((a, b) => a.day - b.day || a.row - b.row)) {
      const into = [...events]
        .sort((a, b) => a.day - b.day || a.row - b.row)
        .filter((other) => isIn(other) && !taken.has(other) && !taken.has(out))
        .filter((other) => other.account !== out.account && cargo(other) === cargo(out))
        .find((other) => sameLink(out, other) && fits(out, other));
      if (into === undefined) continue;
      taken.add(out).add(into);
      moves.push({ out, into });
    }
  };
  const isLinked = (event: Fact) => event.plain.link !== undefined;
  pairWhere((out, into) => out.day === into.day);
  pairWhere((out, into) => isLinked(out) && into.day >= out.day);
  pairWhere((out) => isLinked(out));
  return moves;
}
