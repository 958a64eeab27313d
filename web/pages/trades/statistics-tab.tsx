import type { Trades } from '@tidemark/contract';
import { useCallback, useMemo, useState } from 'react';
import { BaselineChart } from '../../charts/index.ts';
import { Card, ChangeMark, type Column, Empty, Segments, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Statistics = NonNullable<Trades['statistics']>;
type Outcomes = Statistics['by_strategy'][string];
interface Named extends Outcomes {
  readonly name: string;
}

export const GROUPS = ['strategy', 'tag', 'symbol'] as const;
export type Group = (typeof GROUPS)[number];

/** The curve of results in R, and how each strategy, tag or instrument went. */
export function StatisticsTab({
  statistics,
  base,
  group,
  onGroup,
}: {
  readonly statistics: Statistics;
  readonly base: string;
  readonly group: Group;
  readonly onGroup: (group: Group) => void;
}) {
  const text = useText();
  const rows = useMemo(
    () => Object.entries(statistics[`by_${group}`]).map(([name, outcomes]) => ({ ...outcomes, name })),
    [statistics, group],
  );
  const columns = useMemo(() => columnsFor(text, base, group), [text, base, group]);
  return (
    <div className="space-y-5">
      <Curve days={statistics.by_day} />
      <Card
        title="By kind"
        aside={
          <Segments
            label="Grouped by"
            names={GROUPS}
            chosen={group}
            onChoose={onGroup}
            textOf={(name) => name.charAt(0).toUpperCase() + name.slice(1)}
          />
        }
      >
        {rows.length === 0 ? (
          <p className="text-faint">
            {group === 'symbol'
              ? 'No trade is closed yet.'
              : `No closed trade has a ${group} yet: open a trade to give it one.`}
          </p>
        ) : (
          <Table
            label={`Statistics by ${group}`}
            columns={columns}
            rows={rows}
            keyOf={({ name }) => name}
            height="max-h-[32rem]"
          />
        )}
      </Card>
      <Streaks statistics={statistics} base={base} />
    </div>
  );
}

/** What all trades so far brought in terms of what each risked. */
function Curve({ days }: { readonly days: Statistics['by_day'] }) {
  const text = useText();
  const [hovered, setHovered] = useState<number | null>(null);
  const withR = useMemo(() => days.filter(({ r }) => r !== null), [days]);
  const points = useMemo(
    () => withR.map(({ date, cumulative_r: value }) => ({ at: `${date}T00:00:00Z`, value })),
    [withR],
  );
  const axis = useCallback((value: number) => `${text.plain(value, 0)} R`, [text]);
  const day = withR[hovered ?? withR.length - 1];
  return (
    <Card
      title="Curve in R"
      aside={
        day && (
          <p className="text-right text-sm">
            <span className="text-faint">{text.date(day.date)} · </span>
            <ChangeMark figure={day.cumulative_r} className="font-medium">
              {text.multiple(day.cumulative_r)}
            </ChangeMark>
          </p>
        )
      }
    >
      {points.length === 0 ? (
        <Empty icon="trades" title="No trade with a stop is closed yet">
          R is the result in terms of what was risked: give a trade its stop, and it is known.
        </Empty>
      ) : (
        <div className="h-56">
          <BaselineChart
            points={points}
            text={text}
            axis={axis}
            isIntraday={false}
            onHover={setHovered}
            label={`Sum of R by the day of closing, ${text.multiple(points.at(-1)?.value)} in all.`}
          />
        </div>
      )}
    </Card>
  );
}

function Streaks({ statistics, base }: { readonly statistics: Statistics; readonly base: string }) {
  const text = useText();
  const rows: readonly (readonly [string, string])[] = [
    ['Average win', text.change(statistics.average_win, base)],
    ['Average loss', text.change(statistics.average_loss, base)],
    ['Payoff ratio', text.plain(statistics.payoff_ratio)],
    ['Largest win', text.change(statistics.largest_win, base)],
    ['Largest loss', text.change(statistics.largest_loss, base)],
    ['Longest run of wins', text.count(statistics.longest_win_streak)],
    ['Longest run of losses', text.count(statistics.longest_loss_streak)],
    ['Average days held', text.plain(statistics.average_holding_days, 1)],
  ];
  return (
    <Card title="In detail">
      <dl className="grid gap-x-10 gap-y-1 sm:grid-cols-2">
        {rows.map(([name, shown]) => (
          <div key={name} className="flex justify-between gap-4 border-b border-line py-1.5">
            <dt className="text-faint">{name}</dt>
            <dd className="font-medium">{shown}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function columnsFor(text: Text, base: string, group: Group): Column<Named>[] {
  return [
    {
      id: 'name',
      header: group.charAt(0).toUpperCase() + group.slice(1),
      cell: ({ name }) => <span className="font-medium">{name}</span>,
      sortBy: ({ name }) => name,
    },
    {
      id: 'closed',
      header: 'Closed',
      align: 'end',
      cell: ({ closed }) => text.count(closed),
      sortBy: ({ closed }) => closed,
    },
    {
      id: 'win-rate',
      header: 'Win rate',
      align: 'end',
      cell: ({ win_rate: rate }) => text.ratio(rate, { digits: 0 }),
      sortBy: ({ win_rate: rate }) => rate,
    },
    {
      id: 'r',
      header: 'Average R',
      align: 'end',
      cell: ({ expectancy_r: r }) => text.plain(r),
      sortBy: ({ expectancy_r: r }) => r,
    },
    {
      id: 'expectancy',
      header: 'Expectancy',
      align: 'end',
      from: 'md',
      cell: ({ expectancy }) => text.change(expectancy, base),
      sortBy: ({ expectancy }) => expectancy,
    },
    {
      id: 'factor',
      header: 'Profit factor',
      align: 'end',
      from: 'md',
      cell: ({ profit_factor: factor }) => text.plain(factor),
      sortBy: ({ profit_factor: factor }) => factor,
    },
    {
      id: 'net',
      header: 'Net result',
      align: 'end',
      from: 'sm',
      cell: ({ net_pnl: net }) => <ChangeMark figure={net}>{text.change(net, base)}</ChangeMark>,
      sortBy: ({ net_pnl: net }) => net,
    },
  ];
}
