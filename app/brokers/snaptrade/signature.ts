import { createHmac } from 'node:crypto';
import type { Unsigned } from '../../providers/index.ts';

/** Who signs. A user's id and secret go with commercial keys alone. */
export interface SnapTradeKeys {
  readonly clientId: string;
  readonly consumerKey: string;
  readonly userId?: string;
  readonly userSecret?: string;
}

/**
 * Completes a request's query and signs it: base64 of HMAC-SHA256 under the consumer key over the canonical JSON of
 * content, path and query. An empty body counts as none.
 */
export function signed(
  { path, query, body }: Unsigned,
  { clientId, consumerKey, userId, userSecret }: SnapTradeKeys,
  now: number,
): { readonly Signature: string } {
  query.append('clientId', clientId);
  if (userId !== undefined && userSecret !== undefined) {
    query.append('userId', userId);
    query.append('userSecret', userSecret);
  }
  query.append('timestamp', String(Math.floor(now / 1000)));
  const isEmpty = body === undefined || (typeof body === 'object' && Object.keys(body ?? {}).length === 0);
  const text = canonical({ content: isEmpty ? null : body, path, query: query.toString() });
  const Signature = createHmac('sha256', encodeURI(consumerKey)).update(text).digest('base64');
  return { Signature };
}

/** Keys sorted at every level, no white space. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
