/** What the workloads of the folder bench are called; the command and the workloads take the names from here. */

/** The sizes of the data. */
export const BENCH_SIZES = ['S', 'M', 'L'] as const;

/** The parts of a run, in their order. */
export const BENCH_PARTS = ['totals', 'compute', 'goal', 'edit', 'growth', 'micro'] as const;
