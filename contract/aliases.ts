import type { Method, Route } from './route.ts';
import { type Operation, routes } from './routes.ts';

/** A path of an older document that another endpoint serves; same bodies, same answers. */
export interface Alias {
  readonly method: Method;
  /** From the root of the server. */
  readonly path: string;
  readonly serves: Operation;
  /** Parameters of the endpoint that the path does not name. */
  readonly fixed?: Readonly<Record<string, string>>;
}

const DEFAULT = { id: 'default' } as const;

export const aliases: readonly Alias[] = [
  { method: 'GET', path: '/api/portfolio/current', serves: 'current', fixed: DEFAULT },
  { method: 'GET', path: '/api/portfolio/performance', serves: 'performance', fixed: DEFAULT },
  { method: 'GET', path: '/api/portfolio/history', serves: 'history', fixed: DEFAULT },
  { method: 'GET', path: '/api/analytics/account-growth-metrics', serves: 'growth', fixed: DEFAULT },
  { method: 'PUT', path: '/api/users/me/starting-balance', serves: 'setStartingBalance' },
  { method: 'GET', path: '/api/account/transactions', serves: 'listTransactions' },
  { method: 'POST', path: '/api/account/transactions', serves: 'createTransactions' },
  { method: 'PUT', path: '/api/account/transactions/{id}', serves: 'correctTransaction' },
  { method: 'DELETE', path: '/api/account/transactions/{id}', serves: 'voidTransaction' },
  { method: 'GET', path: '/api/users/me/account-balance', serves: 'growth', fixed: DEFAULT },
  {
    method: 'POST',
    path: '/api/v1/analytics/portfolio/{id}/equity-transaction',
    serves: 'recordEquityTransaction',
  },
  { method: 'GET', path: '/api/v1/analytics/portfolio/{id}/equity-history', serves: 'equityHistory' },
  { method: 'GET', path: '/api/v1/analytics/portfolio/{id}/summary', serves: 'summary' },
  { method: 'GET', path: '/api/v1/data/portfolio/{id}/complete', serves: 'complete' },
  { method: 'POST', path: '/api/snaptrade/capture-daily-snapshot', serves: 'captureDailySnapshot' },
  { method: 'POST', path: '/api/snaptrade/fetch-reporting-history', serves: 'backfill' },
];

/** The endpoint that serves an alias. */
export function servedBy({ serves }: Alias): Route {
  return routes[serves];
}
