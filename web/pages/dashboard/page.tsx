import type { Timeframe } from '@tidemark/contract';
import { useState } from 'react';
import { useLive, useMe, usePortfolio, useRead } from '../../data/index.ts';
import { Card, Failure, Figures } from '../../parts/index.ts';
import { useAddress, useCommand, useTitle } from '../../shell/index.ts';
import { RANGES } from './chart-points.ts';
import { FirstDoors } from './first-doors.tsx';
import { GrowthFigures } from './growth-figures.tsx';
import { Headline } from './headline.tsx';
import { Holdings } from './holdings.tsx';
import { DashboardSkeleton } from './skeleton.tsx';
import { StartingBalanceDialog } from './starting-balance-dialog.tsx';
import { ValueCard } from './value-card.tsx';

/** Fetches what the dashboard shows; the parts beside it draw. */
export default function DashboardPage() {
  useTitle('Dashboard');
  const params = { id: usePortfolio() };
  const [range, setRange] = useAddress<Timeframe>('range', RANGES, '1M');
  const [isSetting, setIsSetting] = useState(false);
  useCommand({ id: 'starting-balance', title: 'Set the starting balance', run: () => setIsSetting(true) });
  const live = useLive();
  const me = useMe();
  const accounts = useRead('listAccounts', {});
  const current = useRead('current', { params });
  const today = useRead('performance', { params, query: { timeframe: '1D' } });
  const chart = useRead('performance', { params, query: { timeframe: range } });
  const growth = useRead('growth', { params, query: { basis: 'market' } });

  const failed = [accounts, current, today, chart, growth].find(({ error }) => error !== null);
  if (failed?.error) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!accounts.data || !current.data || !today.data || !chart.data || !growth.data)
    return <DashboardSkeleton />;

  const isNew = accounts.data.items.every(({ first_event }) => first_event === null);
  const value = live.value?.value ?? current.data.total_value;
  const currency = current.data.base_currency;
  return (
    <>
      <h1 className="sr-only">Dashboard</h1>
      <StartingBalanceDialog open={isSetting} onClose={() => setIsSetting(false)} me={me.data} />
      {isNew ? (
        <FirstDoors onStartingBalance={() => setIsSetting(true)} />
      ) : (
        <div className="space-y-5">
          <Headline
            value={value}
            currency={currency}
            today={today.data}
            pricesFresh={current.data.price_fresh}
            updatedAt={current.data.last_updated}
          />
          <ValueCard
            chart={chart.data}
            growth={growth.data}
            range={range}
            onRange={setRange}
            isOld={chart.isPlaceholderData}
          />
          <Card title="Growth since the start">
            <Figures>
              <GrowthFigures growth={growth.data} />
            </Figures>
          </Card>
          <Holdings current={current.data} />
        </div>
      )}
    </>
  );
}
