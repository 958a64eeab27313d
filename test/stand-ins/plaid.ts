import type { Brokerage, BrokerageActivity } from './brokerage.ts';
import { json, type StandIn, type StandInAnswer, type StandInRequest, standIn } from './http.ts';

export const PLAID_KEYS = { clientId: 'plaid-client-7', secret: 'plaid-secret-of-the-operator' };
export const PUBLIC_TOKEN = 'public-stand-in-1';
export const ACCESS_TOKEN = 'access-stand-in-1';

export interface PlaidStandIn extends StandIn {
  /** The user goes through the hosted link. */
  admit(): void;
}

/** Plaid Investments of one item with one account. */
export async function plaidStandIn(of: Brokerage): Promise<PlaidStandIn> {
  const state = { isAdmitted: false };
  const server = await standIn((request) => answer(of, state, request));
  return {
    ...server,
    admit: () => {
      state.isAdmitted = true;
    },
  };
}

const refused = (error_type: string, error_code: string, status = 400): StandInAnswer =>
  json(
    { error_type, error_code, error_message: 'as documented', display_message: null, request_id: 'r' },
    status,
  );

interface Body {
  readonly access_token?: string;
  readonly public_token?: string;
  readonly start_date?: string;
  readonly end_date?: string;
  readonly options?: { readonly count?: number; readonly offset?: number };
}

function answer(of: Brokerage, state: { isAdmitted: boolean }, request: StandInRequest): StandInAnswer {
  const { method, path, headers } = request;
  if (headers['plaid-client-id'] !== PLAID_KEYS.clientId || headers['plaid-secret'] !== PLAID_KEYS.secret)
    return refused('INVALID_INPUT', 'INVALID_API_KEYS');
  if (method !== 'POST' || headers['plaid-version'] !== '2020-09-14')
    return refused('INVALID_REQUEST', 'UNKNOWN_FIELDS');
  const body = JSON.parse(request.body) as Body;
  switch (path) {
    case '/link/token/create':
      return json({ link_token: 'link-stand-in-1', hosted_link_url: 'https://hosted.stand-in/link' });
    case '/link/token/get': {
      const results = { item_add_results: [{ public_token: PUBLIC_TOKEN }] };
      return json({ link_token: 'link-stand-in-1', link_sessions: state.isAdmitted ? [{ results }] : [] });
    }
    case '/item/public_token/exchange':
      return body.public_token === PUBLIC_TOKEN
        ? json({ access_token: ACCESS_TOKEN, item_id: 'item-1' })
        : refused('INVALID_INPUT', 'INVALID_PUBLIC_TOKEN');
  }
  if (body.access_token !== ACCESS_TOKEN) return refused('INVALID_INPUT', 'INVALID_ACCESS_TOKEN');
  if (of.isRevoked) return refused('ITEM_ERROR', 'ITEM_LOGIN_REQUIRED');
  if (path === '/investments/holdings/get') return json(holdingsOf(of));
  return path === '/investments/transactions/get'
    ? transactions(of, body)
    : refused('INVALID_REQUEST', 'NOT_FOUND', 404);
}

const SECURITIES = [
  { security_id: 's-acme', ticker_symbol: 'ACME', name: 'Acme Corp.', type: 'equity', isin: null },
  { security_id: 's-usd', ticker_symbol: 'CUR:USD', name: 'U S Dollar', type: 'cash', isin: null },
];

const accountOf = ({ externalId, number, cash, equity }: Brokerage) => ({
  account_id: externalId,
  persistent_account_id: number,
  name: 'Brokerage',
  mask: number.slice(-4),
  type: 'investment',
  subtype: 'brokerage',
  balances: { current: Number(equity), available: Number(cash), iso_currency_code: 'USD' },
});

/** Cash is a holding, unless nothing is told: then of the balance alone. */
function holdingsOf(of: Brokerage) {
  const common = { account_id: of.externalId, iso_currency_code: 'USD', unofficial_currency_code: null };
  const units = of.positions.map(({ quantity, unitCost, price }) => ({
    ...common,
    security_id: 's-acme',
    quantity: Number(quantity),
    institution_price: Number(price),
    institution_price_as_of: '2024-06-11',
    institution_value: Number(quantity) * Number(price),
    cost_basis: unitCost === null ? null : Number(unitCost) * Number(quantity),
  }));
  const cash = {
    ...common,
    security_id: 's-usd',
    quantity: Number(of.cash),
    institution_price: 1,
    institution_value: Number(of.cash),
    cost_basis: null,
  };
  return {
    accounts: [accountOf(of)],
    holdings: [...units, cash],
    securities: SECURITIES,
    item: { item_id: 'item-1', institution_id: 'ins_12', institution_name: 'Fidelity', error: null },
    request_id: 'r',
  };
}

const TYPES: Readonly<Record<BrokerageActivity['kind'], readonly [string, string]>> = {
  deposit: ['cash', 'deposit'],
  withdrawal: ['cash', 'withdrawal'],
  buy: ['buy', 'buy'],
  sell: ['sell', 'sell'],
  dividend: ['cash', 'dividend'],
  interest: ['cash', 'interest'],
  fee: ['fee', 'account fee'],
  'unheard-of': ['cash', 'mystery'],
};

/** An amount above zero is cash that goes out. Sales have units above zero, as some institutions tell them. */
function transactions(of: Brokerage, { start_date = '', end_date = '9', options = {} }: Body): StandInAnswer {
  const rows = of.activities
    .filter(({ date }) => date >= start_date && date <= end_date)
    .sort((a, b) => (a.date < b.date ? 1 : -1));
  const [offset, count] = [options.offset ?? 0, Math.min(500, options.count ?? 100)];
  return json({
    accounts: [accountOf(of)],
    securities: SECURITIES,
    investment_transactions: rows.slice(offset, offset + count).map((one) => ({
      investment_transaction_id: one.id,
      account_id: of.externalId,
      security_id: one.symbol === undefined ? null : 's-acme',
      date: one.date,
      name: 'as it came',
      quantity: Number(one.quantity ?? 0),
      amount: -Number(one.amount),
      price: Number(one.price ?? 0),
      fees: null,
      type: TYPES[one.kind][0],
      subtype: TYPES[one.kind][1],
      iso_currency_code: 'USD',
    })),
    total_investment_transactions: rows.length,
  });
}
