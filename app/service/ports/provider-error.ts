/** What can be wrong with a provider. */
export const PROVIDER_ERRORS = [
  /** No connection, no answer in time, or an answer that says it is out of order. */
  'unreachable',
  /** Asked more often than allowed; `until` says when again. */
  'rate_limited',
  /** The key is missing, wrong or revoked: nothing works until somebody corrects it. */
  'auth',
  /** The key is right, and what was asked is not part of its plan. */
  'not_entitled',
  /** It answered something else than it documents; the message names the field. */
  'garbage',
  /** It found the question wrong. */
  'refused',
] as const;

export type ProviderErrorKind = (typeof PROVIDER_ERRORS)[number];

/** The world being wrong at a provider. Neither message nor cause holds a key, a header or a query string. */
export class ProviderError extends Error {
  readonly provider: string;
  readonly kind: ProviderErrorKind;
  /** Milliseconds since 1970: asking before that is in vain; null where nobody said. */
  readonly until: number | null;
  /** Whether the same call may succeed later without anybody doing anything. */
  readonly retryable: boolean;

  constructor(provider: string, kind: ProviderErrorKind, message: string, until: number | null = null) {
    super(`${provider}: ${message}`);
    this.name = 'ProviderError';
    this.provider = provider;
    this.kind = kind;
    this.until = until;
    this.retryable = kind === 'unreachable' || kind === 'rate_limited';
  }
}
