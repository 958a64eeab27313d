import { useMemo } from 'react';
import { saveCsv, usePortfolio, useRead } from '../../data/index.ts';
import { Empty, Failure } from '../../parts/index.ts';
import { PageHead, useAddress, useAddressText } from '../../shell/index.ts';
import { useAddressPeriod } from './address-period.ts';
import { AttributionCard, GROUPINGS, type Grouping } from './attribution-card.tsx';
import { BenchmarkCard } from './benchmark-card.tsx';
import { BridgeCard } from './bridge-card.tsx';
import { DrawdownCard } from './drawdown-card.tsx';
import { MonthTable } from './month-table.tsx';
import { RangeBar } from './range-bar.tsx';
import { ReturnCard } from './return-card.tsx';
import { RiskCard } from './risk-card.tsx';
import { PerformanceSkeleton } from './skeleton.tsx';

/** Fetches the returns, risk and attribution of a stretch; the parts beside it draw. */
export default function PerformancePage() {
  const params = { id: usePortfolio() };
  const life = useRead('returns', { params, query: { by: 'month' } });
  const { range, period, isKnown, setRange, setPeriod } = useAddressPeriod(life.data?.to ?? undefined);
  const [compared, setCompared] = useAddressText('benchmark');
  const [by, setBy] = useAddress<Grouping>('by', GROUPINGS, 'symbol');
  const benchmark = compared === null ? {} : { benchmark: compared };
  const returns = useRead(
    'returns',
    { params, query: { ...period, ...benchmark, by: 'month' } },
    { enabled: isKnown },
  );
  const risk = useRead(
    'risk',
    { params, query: { ...period, ...benchmark, series: true } },
    { enabled: isKnown },
  );
  const bySource = useRead(
    'attribution',
    { params, query: { ...period, by: 'source' } },
    { enabled: isKnown },
  );
  const attribution = useRead('attribution', { params, query: { ...period, by } }, { enabled: isKnown });
  const accounts = useRead('listAccounts', {});
  const instruments = useRead('listInstruments', { query: { limit: 1000 } });
  const accountNames = useMemo(
    () => new Map(accounts.data?.items.map(({ id, name }) => [id, name])),
    [accounts.data],
  );
  const bar = (
    <RangeBar
      range={range}
      period={period.from === undefined && life.data?.from ? { ...period, from: life.data.from } : period}
      last={life.data?.to ?? undefined}
      onRange={setRange}
      onPeriod={setPeriod}
    />
  );
  const failed = [life, returns, risk, bySource, attribution].find(({ error }) => error !== null);
  return (
    <>
      <PageHead title="Performance">{bar}</PageHead>
      {failed?.error ? (
        <Failure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : !life.data || !returns.data || !risk.data || !bySource.data || !attribution.data ? (
        <PerformanceSkeleton />
      ) : life.data.from === null ? (
        <Empty icon="performance" title="Nothing to measure yet">
          Returns are told from the first event of the ledger on. Record one, or bring a broker's file.
        </Empty>
      ) : (
        <div className="space-y-5" aria-busy={returns.isPlaceholderData}>
          <ReturnCard returns={returns.data} pnl={bySource.data.total_pnl} />
          <BridgeCard bySource={bySource.data} />
          <MonthTable
            calendar={life.data.calendar}
            onPeriod={(next) => {
              setPeriod(next);
              // What is told of it stands at the top.
              scrollTo({ top: 0 });
            }}
            onSave={() => saveCsv('returns', { params, query: { by: 'month' } }, 'returns by month')}
          />
          <DrawdownCard risk={risk.data} />
          <RiskCard risk={risk.data} />
          <BenchmarkCard
            returns={returns.data}
            risk={risk.data}
            symbols={instruments.data?.items.map(({ symbol }) => symbol) ?? []}
            onCompare={setCompared}
          />
          <AttributionCard
            attribution={attribution.data}
            accountNames={accountNames}
            by={by}
            onBy={setBy}
            onSave={() => saveCsv('attribution', { params, query: { ...period, by } }, `result by ${by}`)}
          />
        </div>
      )}
    </>
  );
}
