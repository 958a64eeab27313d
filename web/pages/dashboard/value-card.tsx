import type { Growth, Performance, Timeframe } from '@tidemark/contract';
import { useMemo, useState } from 'react';
import { ValueChart } from '../../charts/index.ts';
import { Card, ChangeMark, classes, Empty, Segments } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { chartPoints, flowMarkers, RANGES } from './chart-points.ts';

const INTRADAY: ReadonlySet<Timeframe> = new Set(['1D', '1W', '1M', '3M']);

const KINDS: Readonly<Record<string, string>> = {
  daily_eod: 'official close',
  intraday: 'taken during the session',
  reconstructed: "from the broker's history",
  computed: 'computed from the ledger',
  estimated: 'estimated',
};

/** Value over a range, over the line of net deposits; what is under the pointer is read out above. */
export function ValueCard({
  chart,
  growth,
  range,
  onRange,
  isOld,
}: {
  readonly chart: Performance;
  readonly growth: Growth;
  readonly range: Timeframe;
  readonly onRange: (range: Timeframe) => void;
  /** The range before, while the chosen one loads. */
  readonly isOld: boolean;
}) {
  const text = useText();
  const [hovered, setHovered] = useState<number | null>(null);
  const points = useMemo(() => chartPoints(chart, growth), [chart, growth]);
  const markers = useMemo(() => flowMarkers(chart), [chart]);
  const { base_currency: currency } = chart;
  const axis = useMemo(() => (value: number) => text.shortMoney(value, currency), [text, currency]);
  return (
    <Card
      title="Value"
      aside={<Readout chart={chart} index={hovered} />}
      className={classes(isOld && 'opacity-70')}
    >
      <div className="h-64 sm:h-80">
        {points.length > 0 ? (
          <ValueChart
            points={points}
            markers={markers}
            text={text}
            axis={axis}
            isIntraday={INTRADAY.has(chart.timeframe)}
            onHover={setHovered}
            label={`Account value over ${chart.timeframe}: from ${text.money(chart.start_value, currency)} to ${text.money(chart.current_value, currency)}.`}
          />
        ) : (
          <Empty icon="performance" title="Nothing to draw in this range">
            A longer range, such as ALL, begins earlier.
          </Empty>
        )}
      </div>
      <div className="mt-3">
        <Segments label="Range" names={RANGES} chosen={range} onChoose={onRange} />
      </div>
    </Card>
  );
}

/** Of the point under the pointer; of the whole range where there is none. */
function Readout({ chart, index }: { readonly chart: Performance; readonly index: number | null }) {
  const text = useText();
  const point = index === null ? undefined : chart.data_points[index];
  const percent = point === undefined ? chart.profit_loss_percent : point.return_percent;
  return (
    <p className="flex flex-wrap justify-end gap-x-3 text-right text-sm">
      {point !== undefined && (
        <>
          <span className="text-faint">
            {text.instant(point.timestamp)} · {KINDS[point.kind]}
          </span>
          <span className="font-medium">{text.money(point.value, chart.base_currency)}</span>
        </>
      )}
      <ChangeMark figure={percent} className="font-medium">
        {point === undefined && `${text.change(chart.profit_loss, chart.base_currency)} `}
        {text.percent(percent, { signed: true })}
      </ChangeMark>
    </p>
  );
}
