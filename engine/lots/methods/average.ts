import { int } from '../../amounts/index.ts';
import type { Lot } from '../lot.ts';
import type { LotQueue } from '../lot-queue.ts';

/** Average cost: all units of a holding are one pool, dated by its first purchase since it was last empty. */
export class AveragePool implements LotQueue {
  private pool: Lot | undefined;

  insert(lot: Lot): void {
    const { pool } = this;
    this.pool =
      pool === undefined
        ? { ...lot }
        : {
            ...(lot.opened < pool.opened
              ? { opened: lot.opened, row: lot.row }
              : { opened: pool.opened, row: pool.row }),
            quantity: int.add(pool.quantity, lot.quantity),
            cost: int.add(pool.cost, lot.cost),
            costBase: int.add(pool.costBase, lot.costBase),
            arrived: pool.arrived,
          };
  }

  next(): Lot | undefined {
    return this.pool;
  }

  drop(): void {
    this.pool = undefined;
  }

  all(): Lot[] {
    return this.pool === undefined ? [] : [this.pool];
  }
}
