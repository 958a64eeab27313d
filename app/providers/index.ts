/** What all adapters of providers share: asking over HTTP within limits, reading what is on the wire exactly. */
export { backoffMs } from './backoff.ts';
export { parseExactJson } from './exact-json.ts';
export { ProviderHttp, type ProviderHttpOptions } from './http.ts';
export type { Query, Question, Unsigned } from './question.ts';
export {
  plainDecimal,
  whatIsWrong,
  wireDay,
  wireDecimal,
  wireInstant,
  wireInteger,
  wirePositive,
} from './wire.ts';
export type { ProviderWorld } from './world.ts';
