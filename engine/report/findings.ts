import { type Day, formatDay } from '../calendar/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { Measure, MeasureProblemCode } from '../returns/index.ts';

interface Finding {
  readonly figures: string[];
  readonly days: Day[];
}

/** Why figures are unknown or need a remark: one problem for each reason, naming all figures that it touches. */
export class Findings {
  private readonly byCode = new Map<MeasureProblemCode, Finding>();
  private roots: readonly number[] = [];

  /** The value of a measure, its problems noted. */
  take(figure: string, measure: Measure<unknown>): number | null {
    for (const { code } of measure.problems) this.note(figure, code, null);
    return measure.value;
  }

  note(figure: string, code: MeasureProblemCode, day: Day | null, roots: readonly number[] = []): void {
    const found = this.byCode.get(code) ?? { figures: [], days: [] };
    this.byCode.set(code, found);
    if (!found.figures.includes(figure)) found.figures.push(figure);
    if (day !== null) found.days.push(day);
    if (roots.length > 0) this.roots = roots;
  }

  problems(): Problem[] {
    return Array.from(this.byCode, ([code, found]) => this.problemOf(code, found));
  }

  private problemOf(code: MeasureProblemCode, { figures, days }: Finding): Problem {
    const names = figures.join(', ');
    const place = { field: names };
    switch (code) {
      case 'return_undefined':
        if (days.length === 0) return unknownProblem(code, names, 'Check the deposits.');
        return problem(
          code,
          place,
          `${names}:${dayList(days)} nothing was invested by the convention for flows, yet the value moved; the return of such a day counts as 0`,
        );
      case 'wiped_out':
        return problem(
          code,
          place,
          `${names}:${dayList(days)} nothing was left of what was invested, by the convention for flows; the index stays at 0`,
        );
      case 'xirr_several_roots':
        return problem(
          code,
          place,
          `several yearly rates solve the equation (${this.roots.map(rateText).join(', ')}); the one nearest 0.10 is given`,
        );
      case 'xirr_one_sign':
        // Of a portfolio that is no input error: nothing was paid in, or nothing is left.
        return problem('xirr_no_root', place, 'no yearly rate: nothing was paid in, or nothing came of it');
      default:
        return unknownProblem(code, names);
    }
  }
}

function unknownProblem(code: MeasureProblemCode, names: string, remedy?: string): Problem {
  const message = `${names} cannot be known: ${REASONS[code] ?? 'the figures do not allow it'}`;
  return problem(code, { field: names }, message, remedy === undefined ? undefined : { remedy });
}

const REASONS: Partial<Record<MeasureProblemCode, string>> = {
  history_too_short: 'the period is too short',
  return_undefined: 'on average nothing was invested, or more was lost than there was',
  divisor_zero: 'it divides by a figure that is zero',
  value_not_positive: 'a value that must be above zero is not',
  xirr_no_root: 'no yearly rate above -100 % solves the equation',
  xirr_out_of_range: 'the yearly rate is beyond what can be written',
};

/** The first days of a list, and how many follow. */
function dayList(days: readonly Day[]): string {
  if (days.length === 0) return '';
  const shown = days.slice(0, 3).map(formatDay).join(', ');
  return days.length > 3 ? ` on ${days.length} days (${shown}, …)` : ` on ${shown}`;
}

/** Four decimals, half away from zero, without leaving plain arithmetic. */
function rateText(rate: number): string {
  return String(Math.round(rate * 1e4) / 1e4);
}
