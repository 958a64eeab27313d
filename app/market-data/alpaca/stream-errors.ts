import { ProviderError, type ProviderErrorKind } from '../../service/ports/index.ts';
import { ALPACA } from './connection.ts';

/** What a code of the stream means, and how long it takes at least until it may be better; null: somebody must act. */
interface Meaning {
  readonly kind: ProviderErrorKind;
  readonly waitMs: number | null;
}

/** Alpaca counts a line that broke as open for a minute and a half. */
const LINE_COUNTED_MS = 90_000;

const MEANINGS: Readonly<Record<number, Meaning>> = {
  401: { kind: 'auth', waitMs: null },
  402: { kind: 'auth', waitMs: null },
  406: { kind: 'rate_limited', waitMs: LINE_COUNTED_MS },
  409: { kind: 'not_entitled', waitMs: null },
};
/** 404 too slow to identify, 407 too slow to read, 500 and whatever comes new: the line is made again. */
const OTHER: Meaning = { kind: 'unreachable', waitMs: 0 };

/** 403: already identified. It harms nobody. */
export const ALREADY_AUTHENTICATED = 403;
/** 405: more symbols than the plan streams. Those before stay subscribed. */
export const TOO_MANY_SYMBOLS = 405;

export const meaningOf = (code: number): Meaning => MEANINGS[code] ?? OTHER;

export const streamError = (kind: ProviderErrorKind, message: string): ProviderError =>
  new ProviderError(ALPACA, kind, `stream: ${message}`);
