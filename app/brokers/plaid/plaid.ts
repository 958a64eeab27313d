import { type Day, formatDay } from '@tidemark/engine';
import type { z } from 'zod';
import { ProviderHttp, type ProviderWorld } from '../../providers/index.ts';
import {
  type Broker,
  type BrokerAccount,
  type BrokerActivity,
  type BrokerHoldings,
  type BrokerSession,
  ProviderError,
  type ProviderErrorKind,
} from '../../service/ports/index.ts';
import { readPlaid } from './activity-events.ts';
import { holdingsOf } from './holdings.ts';
import { isCash, symbolOf } from './security.ts';
import { EXCHANGED, HOLDINGS, type HoldingsShape, LINK, LINKED, TRANSACTIONS } from './shapes.ts';

const PLAID = 'plaid';
const PAGE_SIZE = 500;
const PAGES_MAX = 1_000;

export interface PlaidOptions {
  readonly clientId: string;
  readonly secret: string;
  readonly baseUrl?: string;
}

/** What a connection is opened by: an access, or the link that the user has not been through yet. */
interface PlaidCredentials {
  readonly accessToken?: string;
  readonly linkToken?: string;
  /** Names the user towards Plaid. */
  readonly user: string;
}

/** Plaid Investments, with the keys of the operator. */
export function plaidBroker(options: PlaidOptions, world: ProviderWorld): Broker {
  const { clientId, secret, baseUrl = 'https://production.plaid.com' } = options;
  const headers = { 'PLAID-CLIENT-ID': clientId, 'PLAID-SECRET': secret, 'Plaid-Version': '2020-09-14' };
  const http = new ProviderHttp({ provider: PLAID, baseUrl, headers, requestsAMinute: 1_000, judge }, world);
  return {
    provider: PLAID,
    pauseMs: 6 * 3_600_000,
    overlapDays: 90,
    windowDays: 366,
    reachDays: 730,
    keys: { needed: [], optional: ['public_token'] },
    begin: async ({ public_token: publicToken }, user) => {
      const session = new PlaidSession(http, { user });
      if (publicToken === undefined) return session.link({});
      const accessToken = await session.exchange(publicToken);
      return { credentials: JSON.stringify({ accessToken, user }), portalUrl: null };
    },
    open: (credentials) => new PlaidSession(http, JSON.parse(credentials) as PlaidCredentials),
    read: readPlaid,
  };
}

const AUTH: readonly string[] = [
  'ITEM_LOGIN_REQUIRED',
  'INVALID_ACCESS_TOKEN',
  'INVALID_API_KEYS',
  'ITEM_NOT_FOUND',
  'ACCESS_NOT_GRANTED',
  'USER_PERMISSION_REVOKED',
];
const LATER: readonly string[] = [
  'PRODUCT_NOT_READY',
  'INSTITUTION_DOWN',
  'INTERNAL_SERVER_ERROR',
  'PLANNED_MAINTENANCE',
];

/** The code of an error says what it is, whatever the status. */
function judge(_status: number, body: string): ProviderErrorKind | null {
  const code = /"error_code"\s*:\s*"([A-Z_]+)"/.exec(body)?.[1] ?? '';
  if (AUTH.includes(code)) return 'auth';
  if (LATER.includes(code)) return 'unreachable';
  if (code.includes('LIMIT')) return 'rate_limited';
  return code === 'PRODUCT_NOT_SUPPORTED' || code === 'NO_INVESTMENT_ACCOUNTS' ? 'not_entitled' : null;
}

class PlaidSession implements BrokerSession {
  private readonly http: ProviderHttp;
  private credentials: PlaidCredentials;
  private isRenewed = false;
  private told: HoldingsShape | null = null;

  constructor(http: ProviderHttp, credentials: PlaidCredentials) {
    this.http = http;
    this.credentials = credentials;
  }

  /** A link, hosted by Plaid; in update mode where an access is given. */
  async link(more: { readonly access_token?: string }) {
    const { user } = this.credentials;
    const products = more.access_token === undefined ? { products: ['investments'] } : more;
    const asked = {
      user: { client_user_id: user },
      client_name: 'Tidemark',
      language: 'en',
      country_codes: ['US'],
      hosted_link: {},
      ...products,
    };
    const { link_token: linkToken, hosted_link_url: portalUrl } = await this.ask(
      '/link/token/create',
      asked,
      LINK,
    );
    return { credentials: JSON.stringify({ linkToken, user }), portalUrl };
  }

  async exchange(publicToken: string): Promise<string> {
    const body = { public_token: publicToken };
    return (await this.ask('/item/public_token/exchange', body, EXCHANGED, [publicToken])).access_token;
  }

  async accounts(): Promise<readonly BrokerAccount[] | null> {
    if (this.credentials.accessToken === undefined && !(await this.admitted())) return null;
    this.told = await this.asItem('/investments/holdings/get', {}, HOLDINGS);
    const { item, accounts } = this.told;
    if (item?.error?.error_code && AUTH.includes(item.error.error_code))
      throw new ProviderError(PLAID, 'auth', `the item says ${item.error.error_code}`);
    return accounts
      .filter(({ type }) => type === null || type === 'investment' || type === 'brokerage')
      .map((one) => {
        const broker = item?.institution_name ?? item?.institution_id ?? 'Plaid';
        const own = one.persistent_account_id ?? `${one.mask ?? one.account_id} ${one.subtype ?? ''}`.trim();
        return {
          externalId: one.account_id,
          number: `${broker} ${own}`,
          name: one.name ?? one.mask ?? broker,
          broker,
          currency: one.balances.iso_currency_code ?? one.balances.unofficial_currency_code ?? 'USD',
          type: 'margin',
          openedOn: null,
          isWhole: false,
        };
      });
  }

  /** Whether the user has been through the link: then what he got there becomes the access. */
  private async admitted(): Promise<boolean> {
    const { linkToken, user } = this.credentials;
    if (linkToken === undefined) return false;
    const { link_sessions: sessions } = await this.ask('/link/token/get', { link_token: linkToken }, LINKED, [
      linkToken,
    ]);
    const added = (sessions ?? []).flatMap(({ results }) => results?.item_add_results ?? []);
    const publicToken = added.at(-1)?.public_token;
    if (publicToken === undefined) return false;
    this.credentials = { accessToken: await this.exchange(publicToken), user };
    this.isRenewed = true;
    return true;
  }

  async holdings({ externalId }: BrokerAccount): Promise<BrokerHoldings> {
    return holdingsOf(await this.asItem('/investments/holdings/get', {}, HOLDINGS), externalId);
  }

  async activities(
    { externalId }: BrokerAccount,
    first: number,
    last: number,
  ): Promise<readonly BrokerActivity[]> {
    const found = new Map<string, BrokerActivity>();
    const path = '/investments/transactions/get';
    const range = { start_date: formatDay(first as Day), end_date: formatDay(last as Day) };
    let offset = 0;
    for (let page = 1; page <= PAGES_MAX; page++) {
      const options = { count: PAGE_SIZE, offset };
      const answer = await this.asItem(path, { ...range, options }, TRANSACTIONS);
      const securities = new Map(answer.securities.map((one) => [one.security_id, one]));
      for (const row of answer.investment_transactions) {
        if (row.account_id !== externalId || row.date < first || row.date > last) continue;
        const activity = activityOf(row, securities.get(row.security_id ?? ''));
        found.set(activity.id, activity);
      }
      const count = answer.investment_transactions.length;
      offset += count;
      if (offset >= answer.total_investment_transactions) return [...found.values()];
      if (count === 0)
        throw new ProviderError(
          PLAID,
          'garbage',
          `POST ${path}: ${offset} of ${answer.total_investment_transactions} transactions came`,
        );
    }
    throw new ProviderError(PLAID, 'garbage', `POST ${path}: its pages have no end`);
  }

  /** Plaid has none. */
  history = async (): Promise<null> => null;

  async portal(): Promise<string | null> {
    const { accessToken } = this.credentials;
    if (accessToken !== undefined) return (await this.link(this.access)).portalUrl;
    const { credentials, portalUrl } = await this.link({});
    this.credentials = JSON.parse(credentials) as PlaidCredentials;
    this.isRenewed = true;
    return portalUrl;
  }

  renewed(): string | null {
    return this.isRenewed ? JSON.stringify(this.credentials) : null;
  }

  async end(): Promise<void> {
    if (this.credentials.accessToken === undefined) return;
    await this.http.say({ ...this.question('/item/remove', this.access), isRepeatable: true });
  }

  private get access(): { readonly access_token: string } {
    return { access_token: this.credentials.accessToken ?? '' };
  }

  private asItem<Shape>(path: string, body: object, shape: z.ZodType<Shape>): Promise<Shape> {
    return this.http.ask({ ...this.question(path, { ...this.access, ...body }), isRepeatable: true }, shape);
  }

  private ask<Shape>(
    path: string,
    body: object,
    shape: z.ZodType<Shape>,
    secrets: string[] = [],
  ): Promise<Shape> {
    return this.http.ask(this.question(path, body, secrets), shape);
  }

  private question(path: string, body: object, secrets: readonly string[] = []) {
    const { accessToken = '', linkToken = '' } = this.credentials;
    return { method: 'POST', path, body, secrets: [...secrets, accessToken, linkToken] } as const;
  }
}

type Transaction = z.output<typeof TRANSACTIONS>['investment_transactions'][number];

/** What a transaction says of its security is not in it: the symbol is put beside. */
function activityOf(
  row: Transaction,
  security: Readonly<Record<string, unknown>> | undefined,
): BrokerActivity {
  const { investment_transaction_id: id, type, subtype, date } = row;
  const stated = {
    ticker_symbol: null,
    name: null,
    type: null,
    security_id: row.security_id ?? '',
    ...security,
  };
  const isOne = row.security_id !== null && !isCash(stated);
  const symbol = isOne ? { symbol: symbolOf(stated) } : {};
  const raw = JSON.stringify({ ...row, date: formatDay(date), ...symbol });
  return { id, type: `${type ?? ''}/${subtype ?? ''}`, day: date, raw };
}
