/** An answer that was read before, by its version. */
interface Remembered {
  readonly etag: string;
  readonly body: string;
  readonly headers: Headers;
}

/** So many answers are kept; the one that was not asked for the longest goes first. */
const REMEMBERED_MAX = 60;

/**
 * A fetch that asks whether an answer has changed (If-None-Match) and, where it has not, gives the one that it had:
 * the server then neither computes nor sends it.
 */
export function rememberingFetch(request: typeof fetch): typeof fetch {
  const known = new Map<string, Remembered>();
  return async (input, init) => {
    const isRead = (init?.method ?? 'GET') === 'GET' && typeof input === 'string';
    // The same address in another form, such as CSV, is another answer.
    if (isRead && new Headers(init?.headers).get('accept')?.startsWith('text/')) return request(input, init);
    if (!isRead) {
      // Signing in or out changes who asks.
      if (String(input).includes('/auth/')) known.clear();
      return request(input, init);
    }
    const before = known.get(input);
    const headers = new Headers(init?.headers);
    if (before !== undefined) headers.set('if-none-match', before.etag);
    const response = await request(input, { ...init, headers });
    if (response.status === 304 && before !== undefined) {
      known.delete(input);
      known.set(input, before);
      return new Response(before.body, { status: 200, headers: before.headers });
    }
    const etag = response.headers.get('etag');
    if (!response.ok || etag === null) return response;
    const body = await response.text();
    known.delete(input);
    known.set(input, { etag, body, headers: response.headers });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED_MAX && oldest !== undefined) known.delete(oldest);
    return new Response(body, { status: response.status, headers: response.headers });
  };
}
