/** The limits that Tidemark sets itself. They are printed beside what was measured, and never asserted in a test. */
import { mb, ms, tableLines, times } from './print.ts';

export interface Budget {
  readonly what: string;
  readonly limit: number;
  readonly goal?: number;
  readonly unit: 'ratio' | 'ms' | 'MB' | 'slope';
}

const BUDGETS = {
  computeRatio: {
    what: 'compute at L, rounding, lots and laws included, to the baseline',
    limit: 1.5,
    goal: 1,
    unit: 'ratio',
  },
  totalRatio: { what: 'whole process at L, to the baseline', limit: 1.5, unit: 'ratio' },
  peakMemory: { what: 'peak memory at L', limit: 250, unit: 'MB' },
  goalTotal: { what: '10,000 events × 200 symbols × 20 years, whole process', limit: 100, unit: 'ms' },
  goalCompute: { what: '10,000 events × 200 symbols × 20 years, compute', limit: 20, unit: 'ms' },
  edit: { what: 'one corrected event in the middle of L, to columns, TWR and XIRR', limit: 1, unit: 'ms' },
  growth: {
    what: 'cost against size: slope over 10,000 to 1,000,000 events (1 is linear)',
    limit: 1.1,
    unit: 'slope',
  },
} as const satisfies Record<string, Budget>;

export type BudgetName = keyof typeof BUDGETS;

export interface Verdict {
  readonly name: BudgetName;
  readonly found: number;
  readonly met: boolean;
}

/** What was found of each budget in this run. */
export class Verdicts {
  readonly all: Verdict[] = [];

  add(name: BudgetName, found: number): void {
    this.all.push({ name, found, met: found <= BUDGETS[name].limit });
  }

  lines(): string[] {
    const rows = this.all.map(({ name, found, met }) => {
      const { what, unit, limit, goal }: Budget = BUDGETS[name];
      const aim = goal === undefined ? '' : ` (goal ${written(goal, unit)})`;
      return [
        what,
        written(found, unit),
        `≤ ${written(limit, unit)}${aim}`,
        met ? 'ok' : `missed by ${times(found / limit)}`,
      ];
    });
    return tableLines(['budget', 'found', 'limit', ''], rows);
  }
}

function written(value: number, unit: Budget['unit']): string {
  if (unit === 'ms') return ms(value);
  if (unit === 'MB') return mb(value);
  return unit === 'ratio' ? times(value) : value.toFixed(2);
}
