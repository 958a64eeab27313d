import { int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Lot } from '../lots/index.ts';
import type { LotQueue } from '../lots/lot-queue.ts';
import type { LotFigures, LotState, Step } from './lot-state.ts';

/** What is going on while a queue changes. */
export interface Moment {
  readonly row: number;
  readonly day: Day;
  /** The state in which a lot left another holding, if that is where it comes from. */
  arrival(lot: Lot): LotState | null;
  /** Notes what was taken out of a queue: it may arrive in another. */
  left(state: LotState): void;
}

/** A queue of lots that keeps the story of each. */
export class TracedQueue implements LotQueue {
  private readonly inner: LotQueue;
  /** All units are one pool, which the inner queue makes anew with each addition. */
  private readonly isPool: boolean;
  private readonly moment: Moment;
  private readonly states = new Map<Lot, LotState>();
  /** The lot that is being taken from, as it was. */
  private pending: { lot: Lot; was: LotFigures } | null = null;
  private takes: LotState[] = [];
  private additions: LotState[] = [];

  constructor(inner: LotQueue, isPool: boolean, moment: Moment) {
    this.inner = inner;
    this.isPool = isPool;
    this.moment = moment;
  }

  insert(lot: Lot): void {
    const pooledBefore = this.isPool ? this.inner.all()[0] : undefined;
    const before = this.moment.arrival(lot);
    const state: LotState = {
      ...figuresOf(lot),
      opened: lot.opened,
      lotRow: lot.row,
      step: this.step(before === null ? 'opened' : 'arrived'),
      before,
    };
    this.inner.insert(lot);
    this.additions.push(state);
    if (!this.isPool) {
      this.states.set(lot, state);
      return;
    }
    const [pool] = this.inner.all();
    const poolState = pooledBefore === undefined ? undefined : this.stateOf(pooledBefore);
    this.states.set(
      pool,
      poolState === undefined
        ? state
        : this.after(poolState, pool, { ...this.at(), kind: 'pooled', added: state }),
    );
  }

  next(row: number): Lot | undefined {
    this.settle();
    const lot = this.inner.next(row);
    if (lot !== undefined) this.pending = { lot, was: figuresOf(lot) };
    return lot;
  }

  drop(lot: Lot): void {
    this.inner.drop(lot);
    this.take(this.after(this.stateOf(lot), lot, this.step('taken')));
    this.states.delete(lot);
    this.pending = null;
  }

  all(): Lot[] {
    return this.inner.all();
  }

  /** The parts that were taken since this was last asked, in order. */
  taken(): LotState[] {
    this.settle();
    const { takes } = this;
    this.takes = [];
    return takes;
  }

  /** The lots that came since this was last asked. */
  added(): LotState[] {
    const { additions } = this;
    this.additions = [];
    return additions;
  }

  stateOf(lot: Lot): LotState {
    return this.states.get(lot) as LotState;
  }

  /** Notes what a change has made of every lot. */
  changed(kind: 'recost' | 'split', step: Step): void {
    for (const lot of this.all()) {
      const state = this.stateOf(lot);
      if (kind === 'split' || state.cost !== lot.cost) this.states.set(lot, this.after(state, lot, step));
    }
  }

  private settle(): void {
    const { pending } = this;
    this.pending = null;
    if (pending === null || pending.lot.quantity === pending.was.quantity) return;
    const { lot, was } = pending;
    const state = this.stateOf(lot);
    const part = {
      quantity: int.sub(was.quantity, lot.quantity),
      cost: int.sub(was.cost, lot.cost),
      costBase: int.sub(was.costBase, lot.costBase),
    };
    this.take(this.after(state, part, this.step('taken')));
    this.states.set(lot, this.after(state, lot, { ...this.at(), kind: 'rest', part: part.quantity }));
  }

  private take(state: LotState): void {
    this.takes.push(state);
    this.moment.left(state);
  }

  private after(before: LotState, figures: LotFigures, step: Step): LotState {
    return { ...figuresOf(figures), opened: before.opened, lotRow: before.lotRow, step, before };
  }

  private at(): { row: number; day: Day } {
    return { row: this.moment.row, day: this.moment.day };
  }

  private step(kind: 'opened' | 'arrived' | 'taken'): Step {
    return { ...this.at(), kind };
  }
}

function figuresOf({ quantity, cost, costBase }: LotFigures): LotFigures {
  return { quantity, cost, costBase };
}
