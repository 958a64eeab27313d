import { olderFirst, SortedLots } from '../lot-queue.ts';

/** First in, first out: the oldest lot closes first. */
export const fifo = (): SortedLots => new SortedLots(olderFirst, 'front');
