import { type Day, formatDay, instant, utcToLocal } from '@tidemark/engine';
import type { z } from 'zod';
import { ProviderHttp, type ProviderWorld } from '../../providers/index.ts';
import {
  type Broker,
  type BrokerAccount,
  type BrokerActivity,
  type BrokerHoldings,
  type BrokerSession,
  type BrokerValue,
  ProviderError,
  type ProviderErrorKind,
} from '../../service/ports/index.ts';
import { isNothing, magnitude, negated, signOfText } from '../exact.ts';
import { readAlpaca } from './activity-events.ts';
import { dayOfActivity, ZONE } from './activity-row.ts';
import { ACCOUNT, ACTIVITIES, HISTORY, POSITIONS } from './shapes.ts';

const ALPACA = 'alpaca';
const PAGE_SIZE = 100;
/** Beyond so many pages of one window an answer goes in circles. */
const PAGES_MAX = 5_000;

export const ALPACA_TRADING_URL = 'https://api.alpaca.markets';
export const ALPACA_PAPER_URL = 'https://paper-api.alpaca.markets';

export interface AlpacaBrokerOptions {
  /** Where every key is asked; where absent, Alpaca's address for live or for paper accounts. */
  readonly tradingUrl?: string;
}

/** Alpaca's trading API: each user connects with the keys of his own account. */
export function alpacaBroker({ tradingUrl }: AlpacaBrokerOptions, world: ProviderWorld): Broker {
  return {
    provider: ALPACA,
    pauseMs: 5 * 60_000,
    overlapDays: 10,
    windowDays: 366,
    reachDays: null,
    keys: { needed: ['api_key', 'secret_key'], optional: ['paper'] },
    begin: async ({ api_key: keyId, secret_key: secretKey, paper }) => {
      const credentials = JSON.stringify({ keyId, secretKey, paper: paper === 'true' });
      return { credentials, portalUrl: null };
    },
    open: (credentials) => {
      const { keyId, secretKey, paper } = JSON.parse(credentials) as Record<'keyId' | 'secretKey', string> & {
        paper: boolean;
      };
      const baseUrl = tradingUrl ?? (paper ? ALPACA_PAPER_URL : ALPACA_TRADING_URL);
      const headers = { 'APCA-API-KEY-ID': keyId, 'APCA-API-SECRET-KEY': secretKey };
      const http = new ProviderHttp(
        { provider: ALPACA, baseUrl, headers, requestsAMinute: 200, judge },
        world,
      );
      return new AlpacaSession(http);
    },
    read: readAlpaca,
  };
}

/** What the trading API forbids, it forbids to the key. */
const judge = (status: number): ProviderErrorKind | null => (status === 403 ? 'auth' : null);

class AlpacaSession implements BrokerSession {
  private readonly http: ProviderHttp;

  constructor(http: ProviderHttp) {
    this.http = http;
  }

  async accounts(): Promise<readonly BrokerAccount[]> {
    const account = await this.http.json('/v2/account', {}, ACCOUNT);
    return [
      {
        externalId: account.id,
        number: `Alpaca ${account.account_number ?? account.id}`,
        name: account.account_number ?? 'Alpaca',
        broker: 'Alpaca',
        currency: account.currency ?? 'USD',
        type: account.multiplier === '1' ? 'cash' : 'margin',
        openedOn: account.created_at === null ? null : newYorkDay(account.created_at),
        isWhole: true,
      },
    ];
  }

  async holdings(): Promise<BrokerHoldings> {
    const account = await this.http.json('/v2/account', {}, ACCOUNT);
    const positions = (await this.http.json('/v2/positions', {}, POSITIONS)).map((one) => ({
      symbol: one.symbol,
      quantity: one.side === 'short' && signOfText(one.qty) > 0 ? negated(one.qty) : one.qty,
      unitCost: one.avg_entry_price === null ? null : magnitude(one.avg_entry_price),
      price: one.current_price === null ? null : { value: one.current_price, day: null },
      currency: account.currency ?? 'USD',
    }));
    const { long_market_value: long, short_market_value: short } = account;
    const isEmpty = long !== null && short !== null && isNothing(long) && isNothing(short);
    return {
      at: null,
      positions: positions.length === 0 && !isEmpty ? null : positions,
      cash: [{ currency: account.currency ?? 'USD', amount: account.cash }],
      equity: account.equity,
    };
  }

  async activities(_: BrokerAccount, first: number, last: number): Promise<readonly BrokerActivity[]> {
    const found = new Map<string, BrokerActivity>();
    // A day more at each end: whether the days asked for are included is not said.
    const query = { after: text(first - 1), until: text(last + 2), direction: 'asc', page_size: PAGE_SIZE };
    let token: string | undefined;
    for (let page = 1; page <= PAGES_MAX; page++) {
      const rows = await this.http.json(
        '/v2/account/activities',
        { ...query, page_token: token },
        ACTIVITIES,
      );
      for (const row of rows) {
        const activity = activityOf(row);
        if (activity.day >= first && activity.day <= last) found.set(activity.id, activity);
      }
      const end = rows.at(-1)?.id;
      if (rows.length < PAGE_SIZE || end === undefined) return [...found.values()];
      if (end === token) break;
      token = end;
    }
    throw new ProviderError(ALPACA, 'garbage', 'GET /v2/account/activities: its pages have no end');
  }

  async history(account: BrokerAccount, first: number, last: number): Promise<readonly BrokerValue[]> {
    const query = { start: `${text(first)}T00:00:00Z`, end: `${text(last + 1)}T23:59:59Z`, timeframe: '1D' };
    const answer = await this.http.json('/v2/account/portfolio/history', query, HISTORY);
    const byDay = new Map<number, string>();
    answer.timestamp.forEach((stamp, k) => {
      const equity = answer.equity[k] ?? null;
      const day = newYorkDay(stamp.length > 11 ? Number(stamp) : Number(stamp) * 1000);
      // Before the account had money it states zeros: unknown, not worthless.
      if (equity !== null && !isNothing(equity) && day >= (account.openedOn ?? first) && day <= last)
        byDay.set(day, equity);
    });
    return [...byDay].map(([day, equity]) => ({ day, equity, cash: null })).sort((a, b) => a.day - b.day);
  }

  portal = async (): Promise<null> => null;
  renewed = (): null => null;
  /** Keys are revoked at Alpaca. */
  end = async (): Promise<void> => {};
}

function activityOf(row: z.output<typeof ACTIVITIES>[number]): BrokerActivity {
  const { id, activity_type: type, activity_sub_type: subType } = row;
  const day = dayOfActivity(row);
  if (day === null)
    throw new ProviderError(
      ALPACA,
      'garbage',
      `GET /v2/account/activities: an activity ${type} without a day`,
    );
  return { id, type: subType === null ? type : `${type}/${subType}`, day, raw: JSON.stringify(row) };
}

const newYorkDay = (ms: number): Day => utcToLocal(ZONE, instant(Math.floor(ms / 1000))).day;
const text = (day: number): string => formatDay(day as Day);
