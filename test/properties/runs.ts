/** How often a property is tried: TIDEMARK_PROPERTY_RUNS of it, or its own small number. */
export const runs = (few: number): number => {
  const asked = Number(process.env.TIDEMARK_PROPERTY_RUNS ?? '');
  return Number.isInteger(asked) && asked > 0 ? asked : few;
};
