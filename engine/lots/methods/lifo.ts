import { olderFirst, SortedLots } from '../lot-queue.ts';

/** Last in, first out: the newest lot closes first. */
export const lifo = (): SortedLots => new SortedLots(olderFirst, 'back');
