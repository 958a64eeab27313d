/** How a law fared: in how many places it was looked at, and where it does not hold. */
export interface LawCheck {
  /** The law, as a sentence. */
  readonly law: string;
  readonly checked: number;
  readonly failures: number;
  /** The first places, in words. */
  readonly examples: readonly string[];
}

const EXAMPLES_MAX = 5;

/** Counts one law's checks. */
export class Tally {
  private readonly law: string;
  private checked = 0;
  private failures = 0;
  private readonly examples: string[] = [];

  constructor(law: string) {
    this.law = law;
  }

  /** `where` is only asked for where the law does not hold. */
  check(holds: boolean, where: () => string): void {
    this.checked++;
    if (holds) return;
    this.failures++;
    if (this.examples.length < EXAMPLES_MAX) this.examples.push(where());
  }

  result(): LawCheck {
    const { law, checked, failures, examples } = this;
    return { law, checked, failures, examples };
  }
}
