/** What a daily run is made of, in this order; each may be run again alone. */
export const STEPS = ['market_data', 'position_values', 'aggregation', 'snapshot', 'analytics'] as const;
export type StepName = (typeof STEPS)[number];
