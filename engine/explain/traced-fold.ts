import { type Decimal, type Int, int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { Fold } from '../lots/fold.ts';
import { type Closing, Holding } from '../lots/holding.ts';
import type { ClosedLot, Lot } from '../lots/index.ts';
import type { LotState } from './lot-state.ts';
import { type Moment, TracedQueue } from './traced-queue.ts';

/** What a row did to a holding. */
export interface RowChange {
  readonly row: number;
  readonly day: Day;
  readonly account: number;
  readonly symbol: number;
  readonly cost: Int;
  readonly opened: readonly LotState[];
  readonly taken: readonly LotState[];
}

/** A lot with the fold that it is from. */
export interface TracedLot {
  readonly fold: TracedFold;
  readonly symbol: number;
  readonly state: LotState;
}

class TracedHolding extends Holding {
  declare readonly queue: TracedQueue;
  private readonly fold: TracedFold;
  private seenCost: Int = 0;
  private taken: LotState[] = [];

  constructor(account: number, symbol: number, queue: TracedQueue, fold: TracedFold) {
    super(account, symbol, queue);
    this.fold = fold;
  }

  override open(lot: Lot): void {
    super.open(lot);
    this.fold.touched.add(this);
  }

  override close(quantity: Int, received: Int, closing: Closing, closed: ClosedLot[]): void {
    const from = closed.length;
    super.close(quantity, received, closing, closed);
    const states = this.queue.taken();
    for (const [i, state] of states.entries()) this.fold.closedStates.set(closed[from + i], state);
    // What is closed arrives nowhere.
    this.fold.departed.length -= states.length;
    this.taken.push(...states);
    this.fold.touched.add(this);
  }

  override takeLots(quantity: Int, row: number): Lot[] {
    const lots = super.takeLots(quantity, row);
    this.taken.push(...this.queue.taken());
    this.fold.touched.add(this);
    return lots;
  }

  override split(ratio: Decimal, quantityScale: number): void {
    super.split(ratio, quantityScale);
    const { row, day } = this.fold;
    this.queue.changed('split', { kind: 'split', row, day, ratio });
  }

  override recost(change: (lot: Lot) => Int): void {
    super.recost(change);
    const { row, day } = this.fold;
    this.queue.changed('recost', { kind: 'recost', row, day });
    this.fold.touched.add(this);
  }

  override mark(day: Day): void {
    super.mark(day);
    this.fold.touched.add(this);
  }

  /** What has changed since this was last asked. */
  change(row: number, day: Day): RowChange {
    const cost = int.add(this.cost, this.aheadCost);
    const { account, symbol } = this;
    const taken = [...this.taken, ...this.queue.taken()];
    const change = {
      row,
      day,
      account,
      symbol,
      cost: int.sub(cost, this.seenCost),
      opened: this.queue.added(),
      taken,
    };
    this.seenCost = cost;
    this.taken = [];
    return change;
  }
}

/** Lots folded as for the daily figures, keeping the story of each lot and what each row did. */
export class TracedFold extends Fold implements Moment {
  row = -1;
  day = 0 as Day;
  readonly touched = new Set<TracedHolding>();
  /** Lots that left a holding, until they arrive in another. */
  readonly departed: LotState[] = [];
  readonly closedStates = new Map<ClosedLot, LotState>();
  readonly changes: RowChange[] = [];

  /** Says which row, or which split from outside (-1), comes next. */
  begin(row: number, day: Day): void {
    this.row = row;
    this.day = day;
  }

  /** Notes what the row has done. */
  end(): void {
    for (const holding of this.touched) this.changes.push(holding.change(this.row, this.day));
    this.touched.clear();
  }

  arrival(lot: Lot): LotState | null {
    if (lot.row === this.row) return null;
    const isIt = (state: LotState): boolean => state.lotRow === lot.row && state.opened === lot.opened;
    const same = this.departed.findLastIndex(
      (state) => isIt(state) && state.quantity === lot.quantity && state.cost === lot.cost,
    );
    const at =
      same >= 0 ? same : this.departed.findIndex((state) => isIt(state) && state.step.row === this.row);
    return at < 0 ? null : this.departed.splice(at, 1)[0];
  }

  left(state: LotState): void {
    this.departed.push(state);
  }

  /** The open lots of a holding, oldest first, in their last state. */
  lotsOf(holding: Holding): LotState[] {
    const queue = holding.queue as TracedQueue;
    return queue.all().map((lot) => queue.stateOf(lot));
  }

  protected override newHolding(account: number, symbol: number): Holding {
    const { method } = this.settings.accounts[account];
    const queue = new TracedQueue(this.newQueue(account), method === 'average' || method === 'uk', this);
    return new TracedHolding(account, symbol, queue, this);
  }
}
