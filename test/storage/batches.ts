/** What the program that is killed writes, and what the test then expects. */
export const OWNER = 'harness';

export const BATCH = 3;

export function eventsOf(n: number): { sourceId: string; amount: string }[] {
  return Array.from({ length: BATCH }, (_, k) => ({ sourceId: `${n}-${k}`, amount: `${n}.0${k}` }));
}

/** The amount that the first event of a batch is corrected to. */
export function correctionOf(n: number): string {
  return `${n}.99`;
}
