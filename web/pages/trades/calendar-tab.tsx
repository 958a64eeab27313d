import type { Trade, Trades } from '@tidemark/contract';
import { MonthGrid } from '../../charts/index.ts';
import { Card, ChangeMark, IconButton, Segments, SkeletonRows } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { monthOf, shiftMonth, sumOfMonth } from './months.ts';
import { TradesTable } from './trades-table.tsx';

type TradingDay = NonNullable<Trades['statistics']>['by_day'][number];

export const UNITS = ['money', 'R'] as const;
export type Unit = (typeof UNITS)[number];

/** A month of results by the day of closing; a day shows its trades. */
export function CalendarTab({
  days,
  base,
  month,
  onMonth,
  unit,
  onUnit,
  day,
  onDay,
  ofDay,
  onOpen,
}: {
  readonly days: readonly TradingDay[];
  readonly base: string;
  readonly month: string;
  readonly onMonth: (month: string) => void;
  readonly unit: Unit;
  readonly onUnit: (unit: Unit) => void;
  readonly day: string | null;
  readonly onDay: (day: string | null) => void;
  /** Trades closed on the chosen day; undefined while they load. */
  readonly ofDay: readonly Trade[] | undefined;
  readonly onOpen: (trade: Trade) => void;
}) {
  const text = useText();
  const shown = monthOf(days, month);
  const sum = sumOfMonth(shown);
  const valueOf = (one: TradingDay) => (unit === 'money' ? one.net_pnl : (one.r ?? 0));
  const written = (one: TradingDay) =>
    unit === 'money' ? text.shortChange(one.net_pnl, base) : one.r === null ? '' : text.multiple(one.r);
  return (
    <div className="space-y-5">
      <Card
        title={text.longMonth(`${month}-01`)}
        aside={
          <div className="flex items-center gap-1">
            <Segments
              label="Shown in"
              names={UNITS}
              chosen={unit}
              onChoose={onUnit}
              textOf={(name) => (name === 'money' ? base : 'In R')}
            />
            <IconButton icon="left" label="Month before" onClick={() => onMonth(shiftMonth(month, -1))} />
            <IconButton icon="right" label="Month after" onClick={() => onMonth(shiftMonth(month, 1))} />
          </div>
        }
      >
        <p className="mb-3 flex flex-wrap gap-x-3 text-sm text-faint">
          <ChangeMark figure={sum.netPnl} className="font-medium">
            {text.change(sum.netPnl, base)}
          </ChangeMark>
          {sum.r !== null && <span>{text.multiple(sum.r)}</span>}
          <span>{`${text.count(sum.closed)} closed, ${text.count(sum.wins)} won`}</span>
        </p>
        <MonthGrid
          label={`Results of ${text.longMonth(`${month}-01`)}`}
          month={month}
          firstWeekday={text.firstWeekday}
          weekdayNames={[1, 2, 3, 4, 5, 6, 7].map(text.weekdayName)}
          dayText={text.dayOfMonth}
          monthText={text.month}
          full={Math.max(...shown.map((one) => Math.abs(valueOf(one))), 0)}
          chosen={day}
          onChoose={(next) => onDay(next === day ? null : next)}
          days={shown.map((one) => ({
            day: one.date,
            value: valueOf(one),
            content: (
              <>
                <span className="mt-auto w-full truncate text-center text-[0.6875rem] font-medium tracking-tight sm:text-left sm:text-sm">
                  {written(one)}
                </span>
                <span className="text-xs max-sm:hidden">
                  {one.closed === 1 ? '1 trade' : `${text.count(one.closed)} trades`}
                </span>
              </>
            ),
          }))}
        />
      </Card>
      {day !== null && (
        <Card title={`Closed on ${text.date(day)}`}>
          {ofDay === undefined ? (
            <SkeletonRows rows={3} />
          ) : ofDay.length === 0 ? (
            <p className="text-faint">Nothing was closed on this day.</p>
          ) : (
            <TradesTable label="Trades of the day" trades={ofDay} base={base} onOpen={onOpen} />
          )}
        </Card>
      )}
    </div>
  );
}
