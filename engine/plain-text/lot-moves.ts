import { type Decimal, decimal, type Int, int, multiplyDivide } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { Fold } from '../lots/fold.ts';
import { foldRow } from '../lots/fold-events.ts';
import type { Holding } from '../lots/holding.ts';
import type { Lot, OuterSplit, TotalEntry } from '../lots/index.ts';
import { planUk } from '../lots/plan-uk.ts';
import { outerSplit } from '../lots/splits.ts';
import type { GroupState } from '../valuation/group-state.ts';
import type { World } from '../valuation/world.ts';

/** Units of a lot that came into a holding (positive for a long) or, with the other sign, left it. */
export interface LotMove {
  /** A number of the table's accounts, or the account of what is in transit. */
  readonly account: number;
  readonly symbol: number;
  readonly quantity: Decimal;
  /** In the instrument's currency, with the sign of `quantity`; zero where it would have the other one. */
  readonly cost: Decimal;
  readonly opened: Day;
  /** One for each lot of a journal. */
  readonly label: number;
  readonly isOpening: boolean;
}

/** What one row of the ledger, or (-1) a split from outside of it, did to lots and to the totals that lots add to. */
export interface LotStep {
  readonly row: number;
  readonly day: Day;
  readonly moves: readonly LotMove[];
  readonly entries: readonly TotalEntry[];
}

/** A lot as a journal has it by now. */
interface Written {
  readonly label: number;
  readonly quantity: Int;
  readonly cost: Int;
  readonly opened: Day;
}

/** Folds groups of linked instruments row by row, and tells what each row did to their lots. */
export class LotMoves {
  private readonly world: World;
  private readonly written = new Map<Holding, Map<object, Written>>();
  private labels = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** The steps of a group up to the end of a day, in order. */
  stepsOf({ rows, splits, lots }: GroupState, through: Day): LotStep[] {
    const { lotSettings: settings, links, table } = this.world;
    const outer = [...splits.values()].flatMap((known) => known.outer).sort((a, b) => a.day - b.day);
    const usesUk = settings.accounts.some(({ method }) => method === 'uk');
    const uk = usesUk ? planUk(new Fold(settings, this.world, lots.scales, null, links), rows, outer) : null;
    const fold = new Fold(settings, this.world, lots.scales, uk, links);
    const steps: LotStep[] = [];
    let next = 0;
    const splitUpTo = (day: Day): void => {
      for (; next < outer.length && outer[next].day <= day; next++) {
        const split: OuterSplit = outer[next];
        this.note(steps, fold, -1, split.day, () => outerSplit(fold, split));
      }
    };
    for (const row of rows) {
      const day = table.day.values[row] as Day;
      if (day > through) break;
      splitUpTo(day);
      this.note(steps, fold, row, day, () => foldRow(fold, row));
    }
    splitUpTo(through);
    return steps;
  }

  private note(steps: LotStep[], fold: Fold, row: number, day: Day, apply: () => void): void {
    const before = fold.entries.length;
    apply();
    const moves = fold.holdings.flatMap((holding) => this.movesOf(holding, fold.scales));
    const entries = fold.entries.slice(before);
    if (moves.length > 0 || entries.length > 0) steps.push({ row, day, moves, entries });
  }

  /** What a holding has that was not written yet: first what left it, then what came. */
  private movesOf(holding: Holding, scales: Fold['scales']): LotMove[] {
    const known = this.written.get(holding) ?? new Map<object, Written>();
    this.written.set(holding, known);
    const out: LotMove[] = [];
    const into: LotMove[] = [];
    const { account, symbol } = holding;
    const put = (list: LotMove[], { quantity, cost, ...lot }: Written, isOpening: boolean): void => {
      const isPlain = int.sign(quantity) * int.sign(cost) >= 0;
      const units = { quantity: decimal(quantity, scales.quantity), isOpening };
      list.push({ account, symbol, ...lot, ...units, cost: decimal(isPlain ? cost : 0, scales.cost) });
    };
    const now = this.lotsOf(holding);
    for (const [lot, was] of known) {
      if (now.has(lot)) continue;
      put(out, negated(was), false);
      known.delete(lot);
    }
    for (const [lot, is] of now) {
      const was = known.get(lot);
      if (was !== undefined && was.quantity === is.quantity && was.cost === is.cost) continue;
      const written = { ...is, label: was?.label ?? ++this.labels };
      known.set(lot, written);
      if (was !== undefined && isPartOf(was, is)) {
        put(
          out,
          { ...was, quantity: int.sub(is.quantity, was.quantity), cost: int.sub(is.cost, was.cost) },
          false,
        );
        continue;
      }
      if (was !== undefined) put(out, negated(was), false);
      put(into, written, true);
    }
    return [...out, ...into];
  }

  /** The lots of a holding by what stays the same of each; one for all of them where they are a pool, or owe to it. */
  private lotsOf(holding: Holding): Map<object, Omit<Written, 'label'>> {
    const { method } = this.world.lotSettings.accounts[holding.account] ?? { method: 'fifo' };
    const lots: Lot[] = holding.queue.all();
    const isPool = method === 'average' || method === 'uk' || holding.aheadQuantity !== 0;
    if (!isPool)
      return new Map(lots.filter(({ quantity }) => quantity !== 0).map((lot) => [lot, { ...lot }]));
    const quantity = int.add(holding.quantity, holding.aheadQuantity);
    const cost = int.add(holding.cost, holding.aheadCost);
    const opened = lots[0]?.opened ?? holding.days.at(-1) ?? this.world.span.first;
    return quantity === 0 ? new Map() : new Map([[holding, { quantity, cost, opened }]]);
  }
}

const negated = ({ quantity, cost, ...lot }: Written): Written => ({
  ...lot,
  quantity: int.neg(quantity),
  cost: int.neg(cost),
});

/** Whether a lot is what is left of it: fewer units at the same cost for each, as far as that is kept. */
function isPartOf(was: Written, is: Pick<Written, 'quantity' | 'cost'>): boolean {
  const isLess =
    int.sign(was.quantity) === int.sign(is.quantity) &&
    int.compare(int.abs(is.quantity), int.abs(was.quantity)) < 0;
  if (!isLess || int.sign(was.quantity) * int.sign(was.cost) < 0) return false;
  const gone = int.sub(was.cost, is.cost);
  const share = multiplyDivide(was.cost, int.sub(was.quantity, is.quantity), was.quantity);
  return int.compare(int.abs(int.sub(gone, share)), 1) <= 0;
}
