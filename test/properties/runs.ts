/**
 * How often a property is tried: TIDEMARK_PROPERTY_RUNS times, or as few times as it says itself. A night can
 * ask for thousands.
 */
export const runs = (few: number): number => {
  const asked = Number(process.env.TIDEMARK_PROPERTY_RUNS ?? '');
  return Number.isInteger(asked) && asked > 0 ? asked : few;
};

/** Properties take as long as they are asked to. */
export const PATIENT = { timeout: 3_600_000 };
