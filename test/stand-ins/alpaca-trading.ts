import type { Brokerage, BrokerageActivity } from './brokerage.ts';
import { json, type StandIn, type StandInAnswer, type StandInRequest, standIn } from './http.ts';

export const ALPACA_KEYS = { api_key: 'PKBROKER7', secret_key: 'secret-of-a-broker' };

/** Alpaca's trading API of one account. */
export function alpacaTradingStandIn(of: Brokerage): Promise<StandIn> {
  return standIn((request) => answer(of, request));
}

function answer(of: Brokerage, { path, query, headers }: StandInRequest): StandInAnswer {
  const isKey =
    headers['apca-api-key-id'] === ALPACA_KEYS.api_key &&
    headers['apca-api-secret-key'] === ALPACA_KEYS.secret_key;
  if (!isKey || of.isRevoked) return json({ code: 40110000, message: 'request is not authorized' }, 401);
  switch (path) {
    case '/v2/account':
      return json(accountOf(of));
    case '/v2/positions':
      return json(
        of.positions.map(({ symbol, quantity, unitCost, price }) => ({
          asset_id: '904837e3',
          symbol,
          exchange: 'NASDAQ',
          asset_class: 'us_equity',
          qty: quantity,
          side: quantity.startsWith('-') ? 'short' : 'long',
          avg_entry_price: unitCost,
          current_price: price,
        })),
      );
    case '/v2/account/activities':
      return activities(of, query);
    case '/v2/account/portfolio/history':
      return json({
        // 20:00 in New York on 10 and 11 June 2024.
        timestamp: [1718064000, 1718150400],
        equity: [9700.5, 9720.25],
        profit_loss: [0, 19.75],
        base_value: null,
        timeframe: '1D',
      });
    default:
      return json({ code: 40410000, message: 'endpoint not found.' }, 404);
  }
}

const accountOf = ({ number, externalId, cash, equity }: Brokerage) => ({
  id: externalId,
  account_number: number,
  status: 'ACTIVE',
  currency: 'USD',
  cash,
  equity,
  long_market_value: String(Number(equity) - Number(cash)),
  short_market_value: '0',
  multiplier: '2',
  created_at: '2022-12-30T15:00:00.123456Z',
});

function activities({ activities: all }: Brokerage, query: URLSearchParams): StandInAnswer {
  const rows = all
    .filter(({ date }) => date > (query.get('after') ?? '') && date < (query.get('until') ?? '9'))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(rowOf);
  const size = Math.min(100, Number(query.get('page_size') ?? 100));
  const token = query.get('page_token');
  const from = token === null ? 0 : rows.findIndex(({ id }) => id === token) + 1;
  return json(rows.slice(from, from + size));
}

const TYPES: Readonly<Record<string, string>> = {
  deposit: 'CSD',
  withdrawal: 'CSW',
  dividend: 'DIV',
  interest: 'INT',
  fee: 'FEE',
  'unheard-of': 'ZZZ',
};

function rowOf(one: BrokerageActivity) {
  const { kind, date, symbol, quantity, price, amount } = one;
  const id = `${date.replaceAll('-', '')}000000000::${one.id}`;
  if (kind === 'buy' || kind === 'sell')
    return {
      activity_type: 'FILL',
      id,
      symbol,
      side: kind,
      qty: quantity,
      cum_qty: quantity,
      leaves_qty: '0',
      price,
      order_id: 'order-of-a-day',
      type: 'fill',
      transaction_time: `${date}T15:30:00.123456Z`,
    };
  return {
    activity_type: TYPES[kind],
    id,
    date,
    net_amount: amount,
    symbol,
    status: 'executed',
    currency: 'USD',
  };
}
