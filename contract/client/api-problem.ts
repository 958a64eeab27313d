import { Problem } from '../problem.ts';

/** The `code` of an answer that is no problem of the API: something between it and the client answered. */
export const NOT_A_PROBLEM = 'answer_unreadable';

/** A refusal of the API, thrown by the client. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;
  /** Seconds to wait, where the server says so; null where it does not. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(`${problem.title}: ${problem.detail}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return this.problem.status;
  }

  /** Programs go by it. */
  get code(): string {
    return this.problem.code;
  }

  /** Each thing that is wrong with the input, with its place and remedy. */
  get problems(): NonNullable<Problem['problems']> {
    return this.problem.problems ?? [];
  }
}

/** The refusal that an answer is; of one that is no problem document, its status and the beginning of its text. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  const decoded = Problem.safeParse(jsonOrNull(text));
  return new ApiProblem(decoded.success ? decoded.data : foreign(response, text), retryAfter(response));
}

function foreign({ status, statusText }: Response, text: string): Problem {
  const detail = text.trim().slice(0, 200) || `HTTP ${status} without a body`;
  return { type: 'about:blank', title: statusText || `HTTP ${status}`, status, code: NOT_A_PROBLEM, detail };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function retryAfter({ headers }: Response): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}
