import { type Problem, problem } from '@tidemark/engine';

/**
 * Why a request is not done. `not_found`: no such thing, or another user's; `invalid`: the statement is wrong, each
 * problem says where; `conflict`: it does not fit what is stored now.
 */
export type RefusalKind = 'not_found' | 'invalid' | 'conflict';

/** Thrown by use cases; nothing has been written. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly problems: readonly Problem[];

  constructor(kind: RefusalKind, problems: readonly Problem[]) {
    super(problems[0]?.message ?? kind);
    this.name = 'Refusal';
    this.kind = kind;
    this.problems = problems;
  }
}

/** There is no such thing, or it is another user's: nobody can tell which. */
export function unknownId(what: string, id: string): Refusal {
  return new Refusal('not_found', [
    problem('id_unknown', { field: 'id' }, `there is no ${what} ${JSON.stringify(id)}`),
  ]);
}
