import type { Behind } from './format.ts';
import type { Questions } from './questions.ts';
import type { Reading } from './reading.ts';

/** Reads by a format; one that no sample and no description stands behind asks whether it is right. */
export function confirmed(
  { title, behind }: { readonly title: string; readonly behind: Behind },
  questions: Questions,
  read: () => Reading,
): Reading {
  if (behind.kind === 'unconfirmed') {
    questions.ask({
      id: 'layout',
      text: `Are the rows below what this file of ${title} says?`,
      why: 'This layout is not confirmed by a real file. Compare dates, signs and totals with your statement.',
      choices: [{ value: 'yes', label: 'yes, they are right' }],
      proposed: null,
    });
  }
  return read();
}
