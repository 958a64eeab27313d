import { type Fault, json, type StandInRequest } from '../stand-ins/http.ts';
import type { ProviderFault } from './faults.ts';

/** What the faults of now make of a question; null where the provider answers as it should. */
export function faultOf(
  faults: readonly ProviderFault[],
  now: number,
  { path, query }: StandInRequest,
): Fault | null {
  for (const fault of faults) {
    if (now < fault.from || now >= fault.to || !path.startsWith(fault.path)) continue;
    const answer = ANSWERS[fault.kind](fault, path, query);
    if (answer !== null) return answer;
  }
  return null;
}

type Answer = (fault: ProviderFault, path: string, query: URLSearchParams) => Fault | null;

const ANSWERS: Readonly<Record<ProviderFault['kind'], Answer>> = {
  storm: ({ retryAfter }) => ({
    status: 429,
    body: '{"message":"too many requests."}',
    ...(retryAfter !== null && { headers: { 'retry-after': String(retryAfter) } }),
  }),
  unreachable: (_, path) => (path.includes('bars') ? { status: 502, body: '<html>bad gateway' } : 'hang_up'),
  garbage: ({ symbols }, path, query) => garbage(symbols, path, asked(query)),
  missing: ({ symbols }, path, query) => {
    const gone = asked(query).filter((symbol) => symbols.includes(symbol));
    // It forgets the rest with them: a page of nothing is no error.
    if (gone.length === 0) return null;
    if (path === '/v2/stocks/trades/latest') return json({ trades: {} });
    return path === '/v2/stocks/bars' ? json({ bars: null, next_page_token: null }) : null;
  },
};

const asked = (query: URLSearchParams): string[] => (query.get('symbols') ?? '').split(',').filter(Boolean);

/** Zeros, numbers below zero, prices in another unit, text that is no answer at all. */
function garbage(symbols: readonly string[], path: string, wanted: readonly string[]): Fault | null {
  const wrong = wanted.filter((symbol) => symbols.includes(symbol));
  if (path === '/v2/stocks/trades/latest') {
    const prices = [0, -12.5, 1e9, 0.0001];
    const trades = wrong.map((symbol, n) => [symbol, { t: '2001-01-01T00:00:00Z', p: prices[n % 4] }]);
    return json({ trades: Object.fromEntries(trades) });
  }
  if (path === '/v2/stocks/bars') return { status: 200, body: '{"bars":{"S00":[{"t":"now","c":"n/a"}]}}' };
  return path === '/v1/corporate-actions' ? { status: 200, body: '<!doctype html><title>502</title>' } : null;
}
