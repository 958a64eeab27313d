import { afterAll, expect, test } from 'vitest';
import { PATIENT } from '../properties/runs.ts';
import { planOf, planText, type Size } from './plan.ts';
import { type Counts, countsText, lacking, sumOf } from './report.ts';
import { type SimulationOptions, simulate } from './simulate.ts';

/** One of the runs of `npm test`: some fifteen account-years. */
export const USUAL: Size = { months: 3, owners: 3, accountsEach: 20, instruments: 20 };

/** The seed of run n: of this test run's own, so that another seed has other runs. */
export const seedOf = (n: number): number => Number(process.env.TIDEMARK_SEED) + n;

/** Declares a test for each seed, and one that all of them together were as much as they should be. */
export function simulatedRuns(
  title: string,
  seeds: readonly number[],
  { size, accountYears, options = {} }: { size: Size; accountYears: number; options?: SimulationOptions },
): void {
  const done: Counts[] = [];

  test.each(seeds)(
    `${title}: every session has its one true value, whatever went wrong (seed %i)`,
    async (seed) => {
      const plan = planOf(seed, size);
      const { counts, findings } = await simulate(plan, options);
      done.push(counts);
      const many = `--users ${size.owners} --accounts ${size.accountsEach}`;
      const again = `npm run simulate -- --seed ${seed} --months ${size.months} ${many}`;
      const told = findings.length === 0 ? [] : [again, planText(plan), ...findings];
      expect([...told, ...lacking(counts, size.instruments)].join('\n')).toBe('');
    },
    PATIENT.timeout,
  );

  test(`${title}: that was ${accountYears} account-years at least`, () => {
    expect(sumOf(done).accountYears).toBeGreaterThanOrEqual(accountYears);
  });

  afterAll(() => {
    process.stderr.write(`simulated, ${title} (seeds ${seeds.join(', ')}): ${countsText(sumOf(done))}\n`);
  });
}
