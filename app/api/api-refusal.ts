import { API_PROBLEMS, type ApiProblemCode, type Finding } from '@tidemark/contract';

/** A refusal of the API itself. */
export class ApiRefusal extends Error {
  readonly code: ApiProblemCode;
  readonly findings: readonly Finding[];
  /** Seconds after which to try again. */
  readonly retryAfter: number | null;

  constructor(
    code: ApiProblemCode,
    detail: string,
    findings: readonly Finding[] = [],
    retryAfter: number | null = null,
  ) {
    super(detail);
    this.name = 'ApiRefusal';
    this.code = code;
    this.findings = findings;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return API_PROBLEMS[this.code].status;
  }
}
