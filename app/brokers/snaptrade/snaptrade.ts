import { type Day, formatDay, parseDay } from '@tidemark/engine';
import type { z } from 'zod';
import { ProviderHttp, type ProviderWorld, type Question } from '../../providers/index.ts';
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
import { readSnapTrade } from './activity-events.ts';
import { holdingsOf } from './holdings.ts';
import {
  ACCOUNTS,
  ACTIVITIES,
  type AccountShape,
  AUTHORIZATIONS,
  BALANCES,
  HISTORY,
  PORTAL,
  POSITIONS,
  REGISTERED,
} from './shapes.ts';
import { type SnapTradeKeys, signed } from './signature.ts';

const SNAPTRADE = 'snaptrade';
const PAGE_SIZE = 1_000;
/** Beyond so many pages an answer goes in circles. */
const PAGES_MAX = 1_000;

export interface SnapTradeOptions {
  /** The operator's commercial keys; where absent, each user brings the personal ones of his own. */
  readonly keys?: { readonly clientId: string; readonly consumerKey: string };
  readonly baseUrl?: string;
}

/** SnapTrade: with the operator's commercial keys, or with a user's personal ones, which register nobody. */
export function snapTradeBroker(
  { keys, baseUrl = 'https://api.snaptrade.com' }: SnapTradeOptions,
  world: ProviderWorld,
): Broker {
  const http = () => new ProviderHttp({ provider: SNAPTRADE, baseUrl, requestsAMinute: 250, judge }, world);
  const shared = http();
  const sessionOf = (own: Partial<SnapTradeKeys>) => {
    const complete = { ...keys, ...own } as SnapTradeKeys;
    return new SnapTradeSession(own.consumerKey === undefined ? shared : http(), complete, world);
  };
  return {
    provider: SNAPTRADE,
    pauseMs: 6 * 3_600_000,
    overlapDays: 30,
    windowDays: 40_000,
    reachDays: null,
    keys: {
      needed: keys === undefined ? ['client_id', 'consumer_key'] : [],
      optional: keys === undefined ? ['broker'] : ['client_id', 'consumer_key', 'broker'],
    },
    begin: async ({ client_id: clientId, consumer_key: consumerKey, broker }, user) => {
      const isPersonal = clientId !== undefined && consumerKey !== undefined;
      const own = isPersonal ? { clientId, consumerKey } : await sessionOf({}).register(user);
      const portalUrl = await sessionOf(own).login(broker === undefined ? {} : { broker });
      return { credentials: JSON.stringify(own), portalUrl };
    },
    open: (credentials) => sessionOf(JSON.parse(credentials) as Partial<SnapTradeKeys>),
    read: readSnapTrade,
  };
}

/** 402: the connection at the broker is disabled. 410 and 501: not offered to this account. */
function judge(status: number): ProviderErrorKind | null {
  if (status === 402) return 'auth';
  return status === 410 || status === 501 ? 'not_entitled' : null;
}

class SnapTradeSession implements BrokerSession {
  private readonly http: ProviderHttp;
  private readonly keys: SnapTradeKeys;
  private readonly world: ProviderWorld;
  private readonly told = new Map<string, AccountShape>();

  constructor(http: ProviderHttp, keys: SnapTradeKeys, world: ProviderWorld) {
    this.http = http;
    this.keys = keys;
    this.world = world;
  }

  /** Of commercial keys alone. The secret is told once. */
  async register(user: string): Promise<Pick<SnapTradeKeys, 'userId' | 'userSecret'>> {
    const body = { userId: user };
    return this.ask({ method: 'POST', path: '/snapTrade/registerUser', body }, REGISTERED);
  }

  async login(more: Readonly<Record<string, string>>): Promise<string> {
    const body = { connectionType: 'read', ...more };
    return (await this.ask({ method: 'POST', path: '/snapTrade/login', body }, PORTAL)).redirectURI;
  }

  async accounts(): Promise<readonly BrokerAccount[] | null> {
    const authorizations = await this.ask({ path: '/authorizations' }, AUTHORIZATIONS);
    if (authorizations.length === 0) return null;
    const active = new Set(authorizations.filter(({ disabled }) => disabled !== true).map(({ id }) => id));
    // What it answers of a disabled connection is what it remembers.
    if (active.size === 0)
      throw new ProviderError(SNAPTRADE, 'auth', 'the connection to the broker is disabled');
    const accounts = await this.ask({ path: '/accounts' }, ACCOUNTS);
    const reached = accounts.filter(({ brokerage_authorization: by }) => by === null || active.has(by));
    for (const one of reached) this.told.set(one.id, one);
    return reached.map(accountOf);
  }

  async holdings({ externalId }: BrokerAccount): Promise<BrokerHoldings> {
    const of = `/accounts/${encodeURIComponent(externalId)}`;
    const balances = await this.ask({ path: `${of}/balances` }, BALANCES);
    const positions = await this.ask({ path: `${of}/positions/all` }, POSITIONS);
    const account = this.told.get(externalId);
    if (account === undefined) throw new Error('holdings of an account that was not listed');
    return holdingsOf(account, balances, positions);
  }

  async activities(
    { externalId }: BrokerAccount,
    first: number,
    last: number,
  ): Promise<readonly BrokerActivity[]> {
    if (this.told.get(externalId)?.sync_status?.transactions?.initial_sync_completed === false)
      throw new ProviderError(SNAPTRADE, 'unreachable', 'the activities are still being gathered');
    const found = new Map<string, BrokerActivity>();
    const path = `/accounts/${encodeURIComponent(externalId)}/activities`;
    const range = { startDate: formatDay(first as Day), endDate: formatDay(last as Day), limit: PAGE_SIZE };
    let offset = 0;
    for (let page = 1; page <= PAGES_MAX; page++) {
      const { data, pagination } = await this.ask({ path, query: { ...range, offset } }, ACTIVITIES);
      for (const row of data) {
        const activity = activityOf(row);
        if (activity.day >= first && activity.day <= last) found.set(activity.id, activity);
      }
      offset += data.length;
      const total = pagination?.total ?? null;
      if (data.length === 0 && total !== null && offset < total)
        throw new ProviderError(SNAPTRADE, 'garbage', `GET ${path}: ${offset} of ${total} activities came`);
      if (data.length === 0 || (total === null ? data.length < PAGE_SIZE : offset >= total))
        return [...found.values()];
    }
    throw new ProviderError(SNAPTRADE, 'garbage', `GET ${path}: its pages have no end`);
  }

  /** Off for most keys: then there is none. */
  async history(
    { externalId }: BrokerAccount,
    first: number,
    last: number,
  ): Promise<readonly BrokerValue[] | null> {
    try {
      const path = `/accounts/${encodeURIComponent(externalId)}/balanceHistory`;
      const { history } = await this.ask({ path }, HISTORY);
      return history
        .flatMap(({ date, total_value: equity }) =>
          equity === null ? [] : [{ day: date, equity, cash: null }],
        )
        .filter(({ day }) => day >= first && day <= last)
        .sort((a, b) => a.day - b.day);
    } catch (error) {
      if (error instanceof ProviderError && error.kind === 'not_entitled') return null;
      throw error;
    }
  }

  async portal(): Promise<string> {
    const authorizations = await this.ask({ path: '/authorizations' }, AUTHORIZATIONS);
    const broken = authorizations.find(({ disabled }) => disabled === true);
    return this.login(broken === undefined ? {} : { reconnect: broken.id });
  }

  renewed = (): null => null;

  /** Connections of personal keys may serve others as well, and are left to their owner. */
  async end(): Promise<void> {
    if (this.keys.userId === undefined) return;
    for (const { id } of await this.ask({ path: '/authorizations' }, AUTHORIZATIONS)) {
      const path = `/connection/${encodeURIComponent(id)}`;
      await this.http.say({ ...this.own, method: 'DELETE', path });
    }
  }

  private get own(): Pick<Question, 'authorize' | 'secrets'> {
    const { consumerKey, userSecret = '', clientId } = this.keys;
    return {
      authorize: (request) => signed(request, this.keys, this.world.clock.now()),
      secrets: [consumerKey, userSecret, clientId],
    };
  }

  private ask<Shape>(question: Question, shape: z.ZodType<Shape>): Promise<Shape> {
    return this.http.ask({ ...question, ...this.own }, shape);
  }
}

function accountOf(account: AccountShape): BrokerAccount {
  const { id, name, number, institution_account_id: own, institution_name: institution } = account;
  const broker = institution ?? 'SnapTrade';
  return {
    externalId: id,
    number: `${broker} ${own ?? number ?? id}`,
    name: name ?? number ?? broker,
    broker,
    currency: account.balance?.total?.currency ?? 'USD',
    type: /margin/i.test(account.raw_type ?? '') ? 'margin' : 'cash',
    openedOn: account.sync_status?.transactions?.first_transaction_date ?? null,
    isWhole: false,
  };
}

function activityOf(row: z.output<typeof ACTIVITIES>['data'][number]): BrokerActivity {
  const { id, type, trade_date, settlement_date } = row;
  const day = parseDay((trade_date ?? settlement_date ?? '').slice(0, 10));
  if (day === null) throw new ProviderError(SNAPTRADE, 'garbage', 'activities: one without trade_date');
  return { id, type: type ?? '', day, raw: JSON.stringify(row) };
}
