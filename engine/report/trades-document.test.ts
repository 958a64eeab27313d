import { describe, expect, test } from 'vitest';
import { journalOf } from '../../test/journals.ts';
import { tradesReport } from '../journal/index.ts';
import { tradesDocument } from './trades-document.ts';

const EVERYTHING = { account: null, basis: 'realized', startingBalance: null, from: null, to: null } as const;

function documentOf(ledger: string, prices?: string) {
  const { journal } = journalOf(prices === undefined ? { ledger } : { ledger, prices });
  return JSON.parse(JSON.stringify(tradesDocument(tradesReport(journal, EVERYTHING), [])));
}

describe('the document of trades', () => {
  test('shows a trade as the formats page does', () => {
    const document = documentOf(
      `date,type,symbol,quantity,price,amount,fee,stop,target,strategy,tags,note,id
      2024-01-02,deposit,,,,12500
      2024-01-03,buy,AAPL,100,150,,1,145,170,breakout,gap,first,b7
      2024-01-15,sell,AAPL,100,165,,1`,
      'date,symbol,price\n2024-01-05,AAPL,147.5\n2024-01-08,AAPL,170',
    );
    expect(document.trades).toEqual([
      {
        id: 'main:AAPL:b7',
        account: 'main',
        symbol: 'AAPL',
        currency: 'USD',
        side: 'long',
        status: 'closed',
        opened_at: '2024-01-03',
        closed_at: '2024-01-15',
        quantity: 100,
        open_quantity: 0,
        entry_price: 150,
        exit_price: 165,
        stop: 145,
        target: 170,
        account_value_at_entry: 12500,
        position_size: 15000,
        position_size_percent: 120,
        risk_amount: 500,
        risk_amount_base: 500,
        risk_percent: 4,
        r_multiple: 3,
        return_on_risk: 2.996,
        realized_pnl: 1500,
        realized_pnl_base: 1500,
        fees: 2,
        taxes: 0,
        net_pnl: 1498,
        net_pnl_base: 1498,
        mae: -250,
        mae_r: -0.5,
        mae_date: '2024-01-05',
        mae_price: 147.5,
        mfe: 2000,
        mfe_r: 4,
        mfe_date: '2024-01-08',
        mfe_price: 170,
        holding_days: 12,
        holding_seconds: null,
        strategy: 'breakout',
        tags: ['gap'],
        note: 'first',
      },
    ]);
    expect(document).toMatchObject({ base_currency: 'USD', basis: 'realized', starting_balance: 12500 });
    expect(document.statistics).toMatchObject({
      closed: 1,
      open: 0,
      wins: 1,
      win_rate: 1,
      profit_factor: null,
    });
    expect(document.statistics.by_day).toEqual([
      {
        ...{ date: '2024-01-15', closed: 1, wins: 1, losses: 0, net_pnl: 1498, r: 3 },
        ...{ cumulative_net_pnl: 1498, cumulative_r: 3 },
      },
    ]);
    expect(document.statistics.by_strategy.breakout).toMatchObject({ closed: 1, net_pnl: 1498 });
    expect(document.problems).toEqual([]);
  });

  test('has exact text beside a number that cannot carry a quantity or price', () => {
    const [trade] = documentOf(`date,type,symbol,quantity,price,amount
      2024-01-03,buy,COIN,123456789.123456789,0.000000001234567891,-1`).trades;
    expect(trade.quantity).toBe(123456789.12345679);
    expect(trade.quantity_exact).toBe('123456789.123456789');
    expect(trade).not.toHaveProperty('stop_exact');
    expect(trade).toMatchObject({ exit_price: null, closed_at: null, r_multiple: null });
  });

  test('rounds amounts to the minor unit, half away from zero, and averages likewise', () => {
    const document = documentOf(`date,type,symbol,quantity,price
      2024-01-03,buy,ACME,1,10
      2024-01-04,sell,ACME,1,10.005
      2024-01-05,buy,ACME,1,10
      2024-01-08,sell,ACME,1,9.995
      2024-01-09,buy,ACME,1,10
      2024-01-10,sell,ACME,1,9.99`);
    expect(document.trades.map((trade: { realized_pnl: number }) => trade.realized_pnl)).toEqual([
      0.01, -0.01, -0.01,
    ]);
    // Two losses of one cent, a third of a cent of loss a trade.
    expect(document.statistics).toMatchObject({ average_loss: -0.01, net_pnl: -0.01, expectancy: 0 });
  });
});
