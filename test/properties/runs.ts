/**
 * How often a property is tried: TIDEMARK_PROPERTY_RUNS times, or as few times as it says itself. A night can
 * ask for thousands. `cost`: how many tries of another property one of this takes; it is tried as much less often.
 */
export const runs = (few: number, cost = 1): number => {
  const asked = Number(process.env.TIDEMARK_PROPERTY_RUNS ?? '');
  return Number.isInteger(asked) && asked > 0 ? Math.ceil(asked / cost) : few;
};

/** Properties take as long as they are asked to. */
export const PATIENT = { timeout: 3_600_000 };
