import { type Day, formatDay, type Problem, problem } from '@tidemark/engine';

/** That a period ends before it begins. */
export function periodEndsFirst(from: Day, to: Day): Problem {
  const message = `the period would end on ${formatDay(to)}, before it begins on ${formatDay(from)}`;
  return problem('setting_invalid', { field: 'to' }, message, {
    remedy: 'Give a later to or an earlier from.',
  });
}
