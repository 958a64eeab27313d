import {
  type Day,
  type Problem,
  type ProblemCode,
  parseDay,
  parseDecimal,
  problem,
  toNumber,
} from '@tidemark/engine';
import { nearestName } from './nearest-name.ts';
import { Refusal } from './refusal.ts';

/**
 * The flags and operands of a call. What cannot be read is noted beside what was wrong with the call itself, and refused
 * together by `check`, which every command calls before it does anything.
 */
export class Given {
  readonly operands: readonly string[];
  private readonly values: ReadonlyMap<string, readonly string[]>;
  private readonly problems: Problem[];
  /** A flag that is missing may be one that was misspelt, or has no value: that is said already. */
  private readonly misspelt: boolean;

  constructor(
    values: ReadonlyMap<string, readonly string[]>,
    operands: readonly string[],
    problems: readonly Problem[],
  ) {
    this.problems = [...problems];
    this.misspelt = problems.length > 0;
    this.values = values;
    this.operands = operands;
  }

  has(flag: string): boolean {
    return this.values.has(flag);
  }

  /** All values of a flag; none where it is absent. */
  texts(flag: string): readonly string[] {
    return this.values.get(flag) ?? [];
  }

  /** The last value of a flag, or null. */
  text(flag: string): string | null {
    return this.texts(flag).at(-1) ?? null;
  }

  /** `example`: a value as it may be written. */
  required(flag: string, example: string): string {
    const text = this.text(flag);
    if (text === null && !this.misspelt)
      this.note('flag_required', flag, `--${flag} is needed`, `Write --${flag} ${example}.`);
    return text ?? '';
  }

  choice<T extends string>(flag: string, choices: readonly T[]): T | null {
    const text = this.text(flag);
    const chosen = choices.find((choice) => choice === text) ?? null;
    if (text !== null && chosen === null) this.refuseChoice(flag, text, choices);
    return chosen;
  }

  day(flag: string): Day | null {
    const text = this.text(flag);
    const day = text === null ? null : parseDay(text);
    if (text !== null && day === null)
      this.note('date_invalid', flag, `--${flag} is ${JSON.stringify(text)}, which is no date`);
    return day;
  }

  /** A plain decimal within the limits, as a number. */
  number(flag: string, lowest = Number.NEGATIVE_INFINITY): number | null {
    const text = this.text(flag);
    if (text === null) return null;
    const decimal = parseDecimal(text);
    const value = decimal === null ? Number.NaN : toNumber(decimal);
    if (value >= lowest) return value;
    const message = `--${flag} is ${JSON.stringify(text)}, which is no number${lowest > Number.NEGATIVE_INFINITY ? ` of at least ${lowest}` : ''}`;
    this.note('number_invalid', flag, message);
    return null;
  }

  /** Notes that two values or flags do not go together. */
  refuse(flag: string, message: string, remedy?: string): void {
    this.note('setting_invalid', flag, message, remedy);
  }

  /** Throws what was noted. */
  check(): void {
    if (this.problems.length > 0) throw new Refusal(this.problems);
  }

  private refuseChoice(flag: string, text: string, choices: readonly string[]): void {
    const meant = nearestName(text, choices);
    const remedy =
      meant === null
        ? `Use one of: ${choices.join(', ')}.`
        : `Did you mean ${meant}? There are: ${choices.join(', ')}.`;
    this.note('setting_invalid', flag, `--${flag} cannot be ${JSON.stringify(text)}`, remedy);
  }

  private note(code: ProblemCode, flag: string, message: string, remedy?: string): void {
    this.problems.push(
      problem(code, { field: `--${flag}` }, message, remedy === undefined ? undefined : { remedy }),
    );
  }
}
