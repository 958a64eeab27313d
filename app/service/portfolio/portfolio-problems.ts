import type { Problem } from '@tidemark/engine';
import type { OpenPortfolio } from './open-portfolio.ts';

/** What is wrong with, or doubtful about, an open portfolio. */
export const problemsOf = ({ facts, history }: OpenPortfolio): Problem[] => [
  ...facts.problems,
  ...history.problems,
];

/** Equal for problems that say the same: a write is told only by those that were not there before it. */
export const sayingOf = ({ code, source, message }: Problem): string =>
  JSON.stringify([code, source, message]);
