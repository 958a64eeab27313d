import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AccountValue,
  aliases,
  Captured,
  Current,
  DryRun,
  EquityHistory,
  EquityTransaction,
  EquityTransactionInput,
  fullPath,
  Growth,
  ImportResult,
  Performance,
  PriceInputs,
  Problem,
  routeList,
  TRANSACTION_COLUMNS,
  Trade,
  TransactionInput,
  ValueHistory,
} from './index.ts';

/** Names, units and nullability of the outer face: bodies as its documentation prints them. */
const BODIES: readonly (readonly [name: string, schema: z.ZodType, example: unknown])[] = [
  [
    'current',
    Current,
    {
      total_value: 125000.5,
      investment_value: 120000,
      cash_balance: 5000.5,
      positions: [
        {
          ticker: 'AAPL',
          shares: 100,
          cost_basis: 15000,
          current_value: 17500,
          price_per_share: 175,
          unrealized_gain_loss: 2500,
          unrealized_gain_loss_percent: 16.67,
        },
      ],
      last_updated: '2024-01-01T10:00:00Z',
      price_fresh: true,
    },
  ],
  [
    'performance',
    Performance,
    {
      timeframe: '1D',
      data_points: [{ timestamp: '2024-01-01T09:30:00Z', value: 120000, kind: 'computed' }],
      start_value: 120000,
      current_value: 125000.5,
      net_flows: 0,
      profit_loss: 5000.5,
      profit_loss_percent: 4.17,
      data_available: true,
    },
  ],
  [
    'growth',
    Growth,
    {
      current_value: 12500,
      starting_balance: 10000,
      realized_pnl: 2800,
      deposits_total: 500,
      withdrawals_total: 800,
      trading_growth_percent: 28,
      total_growth_percent: 25,
      calculation: '10000.00 + 2800.00 + 500.00 - 800.00 = 12500.00',
      starting_balance_assumed: false,
    },
  ],
  [
    'equity-history',
    EquityHistory,
    {
      portfolio_id: 'default',
      portfolio_name: 'All accounts',
      current_equity: 1030000,
      history: [
        {
          date: '2025-10-16',
          equity_balance: 1030000,
          daily_pnl: -20000,
          cumulative_pnl: 30000,
          equity_inflow: 0,
          equity_outflow: 0,
          total_value: 980000,
          cash_value: 50000,
          long_value: 980000,
          short_value: 0,
          gross_exposure: 980000,
          net_exposure: 980000,
          num_positions: 10,
          num_long_positions: 10,
          num_short_positions: 0,
          kind: 'daily_eod',
          source: 'ledger',
        },
      ],
    },
  ],
  [
    'history',
    ValueHistory,
    {
      period: '1W',
      points: [
        {
          date: '2025-10-16',
          value: 1030000,
          cost_basis: 900000,
          gain_loss: 130000,
          gain_loss_percent: 14.44,
          net_flow: 0,
          kind: 'daily_eod',
          source: 'ledger',
          stale: 0,
        },
      ],
      live: { timestamp: '2025-10-17T14:00:00Z', value: 1031000, price_fresh: true },
    },
  ],
  [
    'an equity transaction',
    EquityTransactionInput,
    { transaction_date: '2025-10-05', transaction_type: 'deposit', amount: 100000, notes: 'bonus' },
  ],
  [
    'the answer to it',
    EquityTransaction,
    {
      success: true,
      message: 'Deposit of $100,000.00 recorded',
      new_equity_balance: 1130000,
      effect: { days_changed: 12, from: '2025-10-05' },
    },
  ],
  [
    'a trade',
    Trade,
    {
      id: 'main-ACME-1',
      symbol: 'AAPL',
      side: 'long',
      status: 'closed',
      opened_at: '2024-03-01T10:00:00-05:00',
      closed_at: '2024-03-13',
      quantity: 100,
      entry_price: 150,
      exit_price: 165,
      stop: 145,
      account_value_at_entry: 12500,
      risk_amount: 500,
      risk_percent: 4,
      position_size_percent: 120,
      r_multiple: 3,
      realized_pnl: 1500,
      net_pnl: 1498,
      fees: 2,
      holding_days: 12,
      target: null,
      strategy: null,
      tags: [],
      note: null,
      mae: null,
      mfe: null,
      return_on_risk: 2.996,
    },
  ],
  [
    'account value',
    AccountValue,
    {
      date: '2024-03-01',
      basis: 'realized',
      value: 12500,
      starting_balance: 10000,
      realized_pnl: 2800,
      deposits: 500,
      withdrawals: 800,
    },
  ],
  [
    'an effect',
    DryRun,
    {
      effect: {
        days_changed: 0,
        from: null,
        to: null,
        equity_before: 1,
        equity_after: 1,
        twr_before: null,
        twr_after: null,
        problems: [],
      },
    },
  ],
  [
    'an import',
    ImportResult,
    {
      import_id: 'i1',
      format: 'neutral',
      rows: 3,
      new: 2,
      known: 1,
      refused: 0,
      problems: [],
      transactions: [],
    },
  ],
  [
    'a capture',
    Captured,
    {
      success: true,
      snapshots_created: 30,
      date_range: { start: '2024-01-01', end: '2024-01-31' },
      job_id: 'j1',
    },
  ],
  ['prices', PriceInputs, [{ symbol: 'HOUSE', date: '2024-01-02', price: 500000, currency: 'EUR' }]],
  [
    'a refusal',
    Problem,
    { type: 'about:blank', title: 'T', status: 422, code: 'input_refused', detail: 'D', problems: [] },
  ],
];

/** Whether the schema has every field of the example and takes its value; it may have further ones. */
function misfits(schema: z.ZodType, example: unknown, place: string): string[] {
  const plain = unwrapped(schema);
  if (plain instanceof z.ZodObject && typeof example === 'object' && example !== null) {
    return Object.entries(example).flatMap(([name, value]) => {
      const field: z.ZodType | undefined = plain.shape[name];
      return field ? misfits(field, value, `${place}.${name}`) : [`${place}.${name} is not there`];
    });
  }
  if (plain instanceof z.ZodArray && Array.isArray(example)) {
    return example.flatMap((value, i) => misfits(plain.element as z.ZodType, value, `${place}.${i}`));
  }
  const { success, error } = schema.safeParse(example);
  return success ? [] : [`${place}: ${error.issues[0]?.message}`];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodNullable || schema instanceof z.ZodOptional
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema;
}

test.each(BODIES)('%s has the fields that its documentation prints', (name, schema, example) => {
  expect(misfits(schema, example, name)).toEqual([]);
});

describe('a transaction', () => {
  test('has the columns of transactions.csv, account_id in place of account', () => {
    expect(TRANSACTION_COLUMNS.toSorted()).toEqual(
      [
        'date time account_id type symbol quantity price amount fee tax currency settle_currency ratio to_symbol',
        'to_quantity to_amount to_currency cost_fraction multiplier lot id link stop target strategy tags note',
      ]
        .flatMap((line) => line.split(' '))
        .toSorted(),
    );
  });

  test('takes amounts as text or numbers, and x_ fields beside', () => {
    const event = {
      date: '2024-01-02',
      type: 'Deposit',
      amount: '1000.00',
      fee: 1,
      x_memo: { any: 'thing' },
    };
    expect(TransactionInput.safeParse(event).success).toBe(true);
  });

  test('refuses a field that it does not know, and names it', () => {
    const { error } = TransactionInput.safeParse({ date: '2024-01-02', type: 'deposit', amout: 1 });
    expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['amout'] }]);
  });
});

/** Method and path of everything that is promised, below /api/v1 unless it says otherwise. */
const ENDPOINTS = `
GET /me; PUT /me/starting-balance
GET /accounts; POST /accounts; GET /accounts/{id}; PATCH /accounts/{id}; DELETE /accounts/{id}
GET /portfolios; POST /portfolios; GET /portfolios/{id}; PATCH /portfolios/{id}; DELETE /portfolios/{id}
GET /transactions; POST /transactions; GET /transactions/{id}; PUT /transactions/{id}; DELETE /transactions/{id}
GET /transactions/{id}/revisions; POST /imports; GET /imports; DELETE /imports/{id}
GET /portfolios/{id}/current; GET /portfolios/{id}/performance; GET /portfolios/{id}/history
GET /portfolios/{id}/equity-history; POST /portfolios/{id}/equity-transactions; GET /portfolios/{id}/growth
GET /portfolios/{id}/account-value; GET /portfolios/{id}/positions; GET /portfolios/{id}/trades
GET /portfolios/{id}/trades/{trade_id}; GET /portfolios/{id}/lots; GET /portfolios/{id}/returns
GET /portfolios/{id}/risk; GET /portfolios/{id}/attribution; GET /portfolios/{id}/explain
GET /portfolios/{id}/coverage; GET /portfolios/{id}/reconciliation; POST /capture/snapshot
POST /capture/daily-snapshot; POST /capture/backfill; GET /jobs; POST /undo; POST /redo; GET /alerts; POST /alerts
GET /prices/held-back; POST /prices/held-back/{id}/release; POST /reconciliation/{id}/apply
GET /portfolios/{id}/stream; GET /connections; POST /connections; POST /connections/{id}/sync
GET /instruments; GET /prices; PUT /prices; POST /prices/refresh; GET /portfolios/{id}/exposures
GET /portfolios/{id}/correlations; GET /portfolios/{id}/stress; GET /portfolios/{id}/summary
GET /portfolios/{id}/complete; GET /export
POST /auth/sign-up/email; POST /auth/sign-in/email; POST /auth/sign-out; GET /auth/get-session
POST /auth/api-key/create
`;
const AT_ROOT = 'GET /healthz; GET /readyz; GET /metrics; GET /docs; GET /openapi.json';

const listed = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

test('every endpoint that is promised is in the table', () => {
  const there = new Set(routeList.map((route) => `${route.method} ${fullPath(route)}`));
  const promised = [...listed(ENDPOINTS).map((line) => line.replace(' ', ' /api/v1')), ...listed(AT_ROOT)];
  expect(promised).toHaveLength(73);
  expect(promised.filter((line) => !there.has(line))).toEqual([]);
  expect(aliases).toHaveLength(16);
});
