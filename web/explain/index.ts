/** How figures came about. Where to start: `Explained`. */
export type { Asked } from './asked.ts';
export { Explained, type ExplainedProps, Explanation } from './explained.tsx';
