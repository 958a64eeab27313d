/** Query parameters; absent ones are left out. */
export type Query = Readonly<Record<string, string | number | undefined>>;

/** A request on its way, as a signature covers it. */
export interface Unsigned {
  readonly path: string;
  /** May be added to: it is sent as it is afterwards. */
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** What a provider is asked. */
export interface Question {
  /** GET where absent. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Asking twice does no harm; where absent, all but a POST. */
  readonly isRepeatable?: boolean;
  /** Headers for one attempt, which may add to the query: keys, a time, a signature. */
  readonly authorize?: (request: Unsigned) => Readonly<Record<string, string>>;
  /** What no error may repeat, beside the values of headers. */
  readonly secrets?: readonly string[];
}

/** As it stands in errors: without its query. */
export const nameOf = ({ method = 'GET', path }: Question): string => `${method} ${path}`;

export const isRepeatable = ({ method = 'GET', isRepeatable = method !== 'POST' }: Question): boolean =>
  isRepeatable;

/** Everything of a question that is nobody else's business. */
export function secretsOf({ secrets = [] }: Question, headers: Readonly<Record<string, string>>): string[] {
  return [...secrets, ...Object.values(headers)].filter((one) => one !== '');
}
