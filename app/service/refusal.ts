import type { Problem } from '@tidemark/engine';

/**
 * Why a request is not done. `not_found`: no such thing, or another user's; `invalid`: the statement is wrong, each
 * problem says where; `conflict` and the rest: it does not fit what is stored now.
 */
export type RefusalKind = 'not_found' | 'invalid' | 'conflict' | 'nothing_to_undo' | 'nothing_to_redo';

/** Thrown by use cases; nothing has been written. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly problems: readonly Problem[];

  /** `message` where no problem says it. */
  constructor(kind: RefusalKind, problems: readonly Problem[], message?: string) {
    super(message ?? (problems[0] === undefined ? kind : `${problems[0].message}. ${problems[0].remedy}`));
    this.name = 'Refusal';
    this.kind = kind;
    this.problems = problems;
  }
}

/** There is no such thing, or it is another user's: nobody can tell which. */
export function unknownId(what: string, id: string): Refusal {
  return new Refusal('not_found', [], `There is no ${what} ${JSON.stringify(id)}. Take the id from a list.`);
}
