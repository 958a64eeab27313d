import type { Problem } from '@tidemark/engine';

/** Input that cannot be used: ends the command with exit code 2 and every problem that was found. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'the input cannot be used');
    this.problems = problems;
  }
}
