import { createHmac } from 'node:crypto';
import type { Brokerage, BrokerageActivity } from './brokerage.ts';
import { json, type StandIn, type StandInAnswer, type StandInRequest, standIn } from './http.ts';
import { NOW } from './market.ts';

export const SNAPTRADE_KEYS = { clientId: 'TIDEMARK-STAND-IN', consumerKey: 'a consumer key/of €uro' };
export const USER_SECRET = 'secret-of-a-registered-user';

export interface SnapTradeStandIn extends StandIn {
  /** The user goes through the portal. */
  admit(): void;
}

/** SnapTrade of one user, with commercial keys, which sign for a registered user, or with personal ones. */
export async function snapTradeStandIn(of: Brokerage, isPersonal: boolean): Promise<SnapTradeStandIn> {
  const state = { isAdmitted: false, userId: null as string | null };
  const server = await standIn((request) => answer(of, state, isPersonal, request));
  return {
    ...server,
    admit: () => {
      state.isAdmitted = true;
    },
  };
}

type State = { isAdmitted: boolean; userId: string | null };

function answer(of: Brokerage, state: State, isPersonal: boolean, request: StandInRequest): StandInAnswer {
  const { method, path, query } = request;
  if (!isSigned(request))
    return json({ detail: 'Unable to verify signature sent', status_code: 401, code: '1076' }, 401);
  const at = `${method} ${path}`;
  if (at === 'POST /snapTrade/registerUser') {
    if (isPersonal) return json({ detail: 'Personal keys register nobody', code: 1066 }, 403);
    state.userId = (JSON.parse(request.body) as { userId: string }).userId;
    return json({ userId: state.userId, userSecret: USER_SECRET });
  }
  const isUser = query.get('userId') === state.userId && query.get('userSecret') === USER_SECRET;
  if (isPersonal ? query.has('userId') : !isUser)
    return json({ default_detail: 'no such user', code: 1083 }, 401);
  if (at === 'POST /snapTrade/login') {
    const body = JSON.parse(request.body) as { connectionType: string };
    if (body.connectionType !== 'read') return json({ detail: 'read is asked for here' }, 400);
    return json({ redirectURI: 'https://portal.stand-in/one-time', sessionId: 's' });
  }
  return facts(of, state, path, query);
}

/** Checks the signature by the bytes that were sent. */
function isSigned({ path, rawQuery, query, headers, body }: StandInRequest): boolean {
  if (query.get('clientId') !== SNAPTRADE_KEYS.clientId) return false;
  if (Math.abs(Number(query.get('timestamp')) * 1000 - NOW) > 86_400_000) return false;
  const content = body === '' || body === '{}' ? 'null' : sorted(JSON.parse(body) as Record<string, string>);
  const text = `{"content":${content},"path":${JSON.stringify(path)},"query":${JSON.stringify(rawQuery)}}`;
  const key = encodeURI(SNAPTRADE_KEYS.consumerKey);
  return headers.signature === createHmac('sha256', key).update(text).digest('base64');
}

const sorted = (flat: Record<string, string>): string =>
  `{${Object.keys(flat)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(flat[name])}`)
    .join(',')}}`;

function facts(of: Brokerage, { isAdmitted }: State, path: string, query: URLSearchParams): StandInAnswer {
  const account = `/accounts/${of.externalId}`;
  switch (path) {
    case '/authorizations':
      return json(isAdmitted ? [{ id: 'auth-1', disabled: of.isRevoked, type: 'read' }] : []);
    case '/accounts':
      return json([accountOf(of)]);
    case `${account}/balances`:
      return json([
        { currency: { id: 'u', code: 'USD', name: 'US Dollar' }, cash: Number(of.cash), buying_power: null },
      ]);
    case `${account}/positions/all`:
      return json({ results: positionsOf(of), data_freshness: { as_of: '2024-06-12 15:30:00+00:00' } });
    case `${account}/activities`:
      return activities(of, query);
    case `${account}/balanceHistory`:
      return of.values === null
        ? json({ detail: 'The feature is not enabled', code: 1141 }, 403)
        : json({ history: of.values.map(({ date, equity }) => ({ date, total_value: equity })) });
    default:
      return json({ detail: 'Not found.' }, 404);
  }
}

const accountOf = ({ externalId, number, equity }: Brokerage) => ({
  id: externalId,
  brokerage_authorization: 'auth-1',
  name: 'Margin',
  number: '***012',
  institution_account_id: number,
  institution_name: 'Questrade',
  raw_type: 'Margin',
  balance: { total: { amount: Number(equity), currency: 'USD' } },
  sync_status: {
    transactions: { initial_sync_completed: true, first_transaction_date: '2022-12-30' },
    holdings: { initial_sync_completed: true, holdings_unavailable: false },
  },
});

/** In two rows, as of a margin and a cash account; a money-market fund is in the cash already. */
function positionsOf({ positions }: Brokerage) {
  const rows = positions.flatMap(({ symbol, quantity, unitCost, price }) =>
    [1, Number(quantity) - 1].map((units) => ({
      instrument: { kind: 'stock', symbol, raw_symbol: symbol },
      units: String(units),
      price,
      cost_basis: unitCost,
      currency: 'USD',
      cash_equivalent: false,
    })),
  );
  const fund = {
    instrument: { kind: 'mutualfund', symbol: 'SPAXX' },
    units: '50',
    price: '1',
    currency: 'USD',
    cash_equivalent: true,
  };
  return rows.length === 0 ? [] : [...rows, fund];
}

const TYPES: Readonly<Record<BrokerageActivity['kind'], string>> = {
  deposit: 'CONTRIBUTION',
  withdrawal: 'WITHDRAWAL',
  buy: 'BUY',
  sell: 'SELL',
  dividend: 'DIVIDEND',
  interest: 'INTEREST',
  fee: 'FEE',
  'unheard-of': 'MYSTERY',
};

function activities({ activities: all }: Brokerage, query: URLSearchParams): StandInAnswer {
  const [from, to] = [query.get('startDate') ?? '', query.get('endDate') ?? '9'];
  const rows = all
    .filter(({ date }) => date >= from && date <= to)
    .sort((a, b) => (a.date < b.date ? 1 : -1));
  const offset = Number(query.get('offset') ?? 0);
  // A page of its own size, below what is asked for.
  const limit = Math.min(100, Number(query.get('limit') ?? 1000));
  const data = rows.slice(offset, offset + limit).map((one) => ({
    id: one.id,
    symbol:
      one.symbol === undefined
        ? null
        : { symbol: one.symbol, raw_symbol: one.symbol, currency: { code: 'USD' } },
    option_symbol: null,
    price: one.price === undefined ? null : Number(one.price),
    units: one.quantity === undefined ? null : Number(one.quantity) * (one.kind === 'sell' ? -1 : 1),
    amount: Number(one.amount),
    currency: { code: 'USD' },
    type: TYPES[one.kind],
    description: 'as it came',
    trade_date: `${one.date}T16:27:55Z`,
    settlement_date: null,
    fee: 0,
    fx_rate: null,
  }));
  return json({ data, pagination: { offset, limit, total: rows.length } });
}
