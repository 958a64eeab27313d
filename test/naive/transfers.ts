import type { Fact } from './input.ts';

/** The two ends of one move between own accounts. */
export type Move = { readonly out: Fact; readonly into: Fact };

const isOut = (event: Fact) => event.type === 'transfer_out';
const isIn = (event: Fact) => event.type === 'transfer_in';

/** What moves and how much of it. */
function cargo(event: Fact): string {
  if (event.symbol !== '') return `${event.symbol} ${event.quantity.size()}`;
  const gross = (event.amount ?? event.fee).plus(event.fee).plus(event.tax);
  return `cash ${event.settle} ${gross.size()}`;
}

/** Pairs by `link` over any days first, then by day, thing and size; each end once, in file order. */
export function ownMoves(events: readonly Fact[]): Move[] {
  const moves: Move[] = [];
  const taken = new Set<Fact>();
  const pairWhere = (fits: (out: Fact, into: Fact) => boolean) => {
    for (const out of events.filter(isOut)) {
      const into = events.find(
        (other) =>
          isIn(other) &&
          !taken.has(other) &&
          !taken.has(out) &&
          other.account !== out.account &&
          (other.symbol === '') === (out.symbol === '') &&
          fits(out, other),
      );
      if (into === undefined) continue;
      taken.add(out).add(into);
      moves.push({ out, into });
    }
  };
  pairWhere((out, into) => out.plain.link !== undefined && out.plain.link === into.plain.link);
  pairWhere((out, into) => out.day === into.day && cargo(out) === cargo(into));
  return moves;
}
