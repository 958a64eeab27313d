import { type Int, int, multiplyDivide } from '../../amounts/index.ts';

/**
 * UK share matching (TCGA 1992 s.104–106A; HMRC CG51560): a disposal takes acquisitions of the same day first, then
 * those of the 30 days after it in order, then the pool of all others at average cost.
 */
const DAYS_AFTER = 30;

/** A trade of one holding; quantities of all trades in units of one basis (after all splits), so that they compare. */
export interface UkTrade {
  readonly row: number;
  readonly day: number;
  /** Positive for an acquisition, negative for a disposal. */
  readonly quantity: Int;
  /** Cost of an acquisition before any of it is matched, at the cost scale; in base likewise. */
  readonly cost: Int;
  readonly costBase: Int;
}

export interface Match {
  readonly acquisition: UkTrade;
  readonly quantity: Int;
}

/** What earlier and same-day disposals have taken of an acquisition. */
export interface Taken {
  readonly quantity: Int;
  readonly cost: Int;
  readonly costBase: Int;
}

/** Which acquisitions each disposal takes, and what is so taken of each acquisition. */
export class UkMatching {
  private readonly matches = new Map<number, Match[]>();
  private readonly taken = new Map<number, Taken>();

  /** The trades of each holding, in order. */
  constructor(holdings: Iterable<readonly UkTrade[]>) {
    for (const trades of holdings) this.match(trades);
  }

  /** Acquisitions that the disposal of a row takes by the first two rules. */
  of(row: number): readonly Match[] {
    return this.matches.get(row) ?? [];
  }

  takenOf(row: number): Taken {
    return this.taken.get(row) ?? { quantity: 0, cost: 0, costBase: 0 };
  }

  private match(trades: readonly UkTrade[]): void {
    const disposals = trades.filter((trade) => trade.quantity < 0);
    const acquisitions = trades.filter((trade) => trade.quantity > 0);
    const wanted = new Map(disposals.map((trade) => [trade, int.neg(trade.quantity)]));
    const assign = (disposal: UkTrade, acquisition: UkTrade): void => {
      const open = wanted.get(disposal) as Int;
      const quantity = int.min(open, int.sub(acquisition.quantity, this.takenOf(acquisition.row).quantity));
      if (quantity === 0) return;
      wanted.set(disposal, int.sub(open, quantity));
      this.take(disposal, { acquisition, quantity });
    };
    for (const disposal of disposals) {
      for (const acquisition of acquisitions)
        if (acquisition.day === disposal.day) assign(disposal, acquisition);
    }
    for (const disposal of disposals) {
      for (const acquisition of acquisitions) {
        const after = acquisition.day - disposal.day;
        if (after > 0 && after <= DAYS_AFTER) assign(disposal, acquisition);
      }
    }
  }

  private take(disposal: UkTrade, match: Match): void {
    const before = this.takenOf(match.acquisition.row);
    const { cost, costBase } = matchedCost(match);
    this.matches.set(disposal.row, [...this.of(disposal.row), match]);
    this.taken.set(match.acquisition.row, {
      quantity: int.add(before.quantity, match.quantity),
      cost: int.add(before.cost, cost),
      costBase: int.add(before.costBase, costBase),
    });
  }
}

/** The cost of a matched part of an acquisition. */
export function matchedCost(match: Match): { cost: Int; costBase: Int } {
  const { acquisition, quantity } = match;
  return {
    cost: multiplyDivide(acquisition.cost, quantity, acquisition.quantity),
    costBase:
      acquisition.costBase === 0 ? 0 : multiplyDivide(acquisition.costBase, quantity, acquisition.quantity),
  };
}
