import type { LotMethod } from '../../ledger/instrument.ts';
import type { LotQueue } from '../lot-queue.ts';
import { AveragePool } from './average.ts';
import { fifo } from './fifo.ts';
import { hifo } from './hifo.ts';
import { lifo } from './lifo.ts';
import { SpecificLots } from './specific.ts';

/** An empty queue for a method; `lotNamed` answers which lot's row a sale names, or -1. */
export function queueFor(method: LotMethod, lotNamed: (saleRow: number) => number): LotQueue {
  switch (method) {
    case 'fifo':
      return fifo();
    case 'lifo':
      return lifo();
    case 'hifo':
      return hifo();
    case 'specific':
      return new SpecificLots(lotNamed);
    // What UK matching leaves over is a pool at average cost.
    case 'average':
    case 'uk':
      return new AveragePool();
  }
}
