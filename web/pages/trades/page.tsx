import { useNavigate } from '@tanstack/react-router';
import type { Trade } from '@tidemark/contract';
import { saveCsv, useList, usePortfolio, useRead } from '../../data/index.ts';
import { Card, Failure, SkeletonRows, Tabs } from '../../parts/index.ts';
import { PageHead, useAddress, useAddressValues } from '../../shell/index.ts';
import { BasisChoice } from './basis-choice.tsx';
import { CalendarTab, UNITS, type Unit } from './calendar-tab.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useFilters } from './filters.ts';
import { NoneOfThese, NoTrades } from './no-trades.tsx';
import { StartingBalance } from './starting-balance.tsx';
import { GROUPS, type Group, StatisticsTab } from './statistics-tab.tsx';
import { TradeSummary } from './summary.tsx';
import { useTradeSorting } from './trade-sorting.ts';
import { TradesTable } from './trades-table.tsx';

const VIEWS = ['journal', 'calendar', 'statistics'] as const;
type View = (typeof VIEWS)[number];

/** The journal: round trips with their risk at entry, their calendar and statistics. Fetches; the parts draw. */
export default function TradesPage() {
  const portfolio = usePortfolio();
  const params = { id: portfolio };
  const navigate = useNavigate();
  const [view, setView] = useAddress<View>('view', VIEWS, 'journal');
  const [unit, setUnit] = useAddress<Unit>('unit', UNITS, 'money');
  const [group, setGroup] = useAddress<Group>('group', GROUPS, 'strategy');
  const [{ month, day }, setDays] = useAddressValues(['month', 'day']);
  const filters = useFilters();
  const { sorting, setSorting, query: order } = useTradeSorting();
  const all = useRead('trades', { params, query: { statistics: true, limit: 1 } });
  const trades = useList('trades', { params, query: { ...filters.query, ...order, statistics: true } });
  const ofDay = useRead(
    'trades',
    { params, query: { ...filters.query, closed_on: day ?? '', limit: 1000 } },
    { enabled: day !== null && view === 'calendar' },
  );
  const open = ({ id }: Trade) => void navigate({ to: `/trades/${encodeURIComponent(id)}`, search: true });
  const failed = [trades, all, ofDay].find(({ error }) => error !== null);
  const { first } = trades;
  const statistics = first?.statistics;
  const latest = statistics?.by_day.at(-1)?.date.slice(0, 7) ?? first?.items[0]?.opened_at.slice(0, 7);
  return (
    <>
      <PageHead title="Trades">
        {first && <BasisChoice basis={first.basis} onBasis={filters.setBasis} />}
        {first && <StartingBalance trades={first} canEdit={portfolio === 'default'} />}
      </PageHead>
      {failed?.error ? (
        <Failure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : trades.items === undefined || first === undefined || statistics === undefined ? (
        <SkeletonRows />
      ) : trades.items.length === 0 && !filters.isFiltered ? (
        <NoTrades />
      ) : (
        <div className="space-y-5" aria-busy={trades.isFetching}>
          <FilterBar
            filters={filters}
            known={all.data?.statistics}
            onSave={() => saveCsv('trades', { params, query: { ...filters.query, ...order } }, 'trades')}
          />
          {trades.items.length === 0 ? (
            <NoneOfThese onClear={filters.clear} />
          ) : (
            <>
              <Card title="How it went">
                <TradeSummary statistics={statistics} base={first.base_currency} />
              </Card>
              <Tabs
                label="Trades as"
                chosen={view}
                onChoose={setView}
                tabs={[
                  {
                    name: 'journal',
                    label: 'Journal',
                    content: (
                      <TradesTable
                        trades={trades.items}
                        base={first.base_currency}
                        onOpen={open}
                        onEnd={trades.readOn}
                        sorting={sorting}
                        onSort={setSorting}
                      />
                    ),
                  },
                  {
                    name: 'calendar',
                    label: 'Calendar',
                    content: latest && (
                      <CalendarTab
                        days={statistics.by_day}
                        base={first.base_currency}
                        month={month ?? latest}
                        onMonth={(next) => setDays({ month: next, day: null })}
                        unit={unit}
                        onUnit={setUnit}
                        day={day}
                        onDay={(next) => setDays({ day: next })}
                        ofDay={ofDay.isPlaceholderData ? undefined : ofDay.data?.items}
                        onOpen={open}
                      />
                    ),
                  },
                  {
                    name: 'statistics',
                    label: 'Statistics',
                    content: (
                      <StatisticsTab
                        statistics={statistics}
                        base={first.base_currency}
                        group={group}
                        onGroup={setGroup}
                      />
                    ),
                  },
                ]}
              />
            </>
          )}
        </div>
      )}
    </>
  );
}
