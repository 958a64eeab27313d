import { useState } from 'react';
import { toldSince, useLive, useMe, usePortfolio, useRead } from '../../data/index.ts';
import { Failure } from '../../parts/index.ts';
import { useCommand, useTitle } from '../../shell/index.ts';
import { Allocation } from './allocation.tsx';
import { Attention } from './attention.tsx';
import { ChartOptions } from './chart-options.tsx';
import { ConnectBroker } from './connect-broker.tsx';
import { FirstDoors } from './first-doors.tsx';
import { GeneratedNote } from './generated-note.tsx';
import { GrowthFigures } from './growth-figures.tsx';
import { Headline } from './headline.tsx';
import { HoldingsCard } from './holdings-card.tsx';
import { grownBy, nowOf } from './now.ts';
import { RangeChoice } from './range-choice.tsx';
import { DashboardSkeleton } from './skeleton.tsx';
import { StartingBalanceDialog } from './starting-balance-dialog.tsx';
import { useMatters } from './use-matters.ts';
import { useChosen, useRange } from './use-range.ts';
import { ValueCard } from './value-card.tsx';

/** Fetches what the dashboard shows; the parts beside it draw. */
export default function DashboardPage() {
  useTitle('Dashboard');
  const params = { id: usePortfolio() };
  const [door, setDoor] = useState<'balance' | 'broker' | null>(null);
  const close = () => setDoor(null);
  useCommand({ id: 'starting-balance', title: 'Set the starting balance', run: () => setDoor('balance') });
  useCommand({ id: 'connect', title: 'Connect a broker', run: () => setDoor('broker') });
  const chosen = useChosen();
  const live = useLive();
  const me = useMe();
  const accounts = useRead('listAccounts', {});
  const portfolio = useRead('getPortfolio', { params });
  const current = useRead('current', { params });
  const today = useRead('performance', { params, query: { timeframe: '1D' } });
  const growth = useRead('growth', { params, query: { basis: 'market' } });
  const chart = useRange(chosen);
  const matters = useMatters();

  const failed = [accounts, current, today, growth, chart].find(({ error }) => error !== null);
  if (failed?.error) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!accounts.data || !current.data || !today.data || !growth.data || !chart.range)
    return <DashboardSkeleton />;

  const isNew = accounts.data.items.every(({ first_event }) => first_event === null);
  const now = nowOf(current.data, today.data, toldSince(live, current.dataUpdatedAt));
  const held = current.data.positions.map(({ ticker }) => ticker);
  const own = portfolio.data?.benchmark;
  const benchmarks = own ? [own, ...held.filter((symbol) => symbol !== own)] : held;
  const filled = (
    <div className="space-y-4 sm:space-y-5">
      <Headline now={now} growth={grownBy(growth.data, now.value)} />
      <ValueCard
        range={chart.range}
        markers={chart.markers}
        view={chosen.view}
        onView={chosen.setView}
        benchmark={chosen.days === null ? chosen.benchmark : null}
        hasDrawdown={chosen.hasDrawdown}
        choice={
          <RangeChoice
            range={chosen.range}
            days={chosen.days}
            onRange={chosen.setRange}
            onDays={chosen.setDays}
          />
        }
        options={<ChartOptions chosen={chosen} benchmarks={benchmarks} />}
        isOld={chart.isOld}
      />
      <Attention matters={matters} />
      <HoldingsCard current={current.data} />
      <div className="grid items-start gap-4 sm:gap-5 lg:grid-cols-2">
        <Allocation />
        <GrowthFigures growth={growth.data} />
      </div>
      <GeneratedNote accounts={accounts.data.items} />
    </div>
  );
  // The dialogs keep their place while the doors give way to the dashboard.
  return (
    <>
      <h1 className="sr-only">Dashboard</h1>
      <StartingBalanceDialog open={door === 'balance'} onClose={close} me={me.data} />
      <ConnectBroker open={door === 'broker'} onClose={close} />
      {isNew ? <FirstDoors onOpen={setDoor} /> : filled}
    </>
  );
}
