import {
  AreaSeries,
  createSeriesMarkers,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  LineType,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { colourOf, onThemeChange, paleOf } from './colours.ts';
import { type ChartText, dress, frame, secondsOf } from './frame.ts';

export interface ValuePoint {
  /** RFC 3339. */
  readonly at: string;
  readonly value: number;
  /** Net deposits up to here; absent where the line is not drawn. */
  readonly deposits?: number;
  /** Of the benchmark; absent where it is not drawn. */
  readonly benchmark?: number;
  /** Estimated, or by stale prices: drawn dashed. */
  readonly isEstimated: boolean;
}

export interface ValueMarker {
  readonly at: string;
  readonly kind: 'deposit' | 'withdrawal' | 'trade' | 'dividend';
}

export interface ValueChartProps extends ChartText {
  readonly points: readonly ValuePoint[];
  readonly markers?: readonly ValueMarker[];
  /** What it shows, for who cannot see it. */
  readonly label: string;
  /** The point under the pointer, by its place; null where there is none. */
  readonly onHover?: (index: number | null) => void;
}

interface Drawn {
  readonly chart: IChartApi;
  readonly value: ISeriesApi<'Area'>;
  readonly estimated: ISeriesApi<'Line'>;
  readonly deposits: ISeriesApi<'Line'>;
  readonly benchmark: ISeriesApi<'Line'>;
  readonly markers: ISeriesMarkersPluginApi<Time>;
}

const QUIET = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false } as const;

/** Value over time, with a thin line of net deposits and marks of what happened. Draws; fetches nothing. */
export function ValueChart(props: ValueChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const host = element.current;
    if (host === null) return;
    const made = make(host);
    drawn.current = made;
    made.chart.subscribeCrosshairMove(({ time }) => {
      const { points, onHover } = latest.current;
      const index = time === undefined ? -1 : points.findIndex(({ at }) => secondsOf(at) === time);
      onHover?.(index === -1 ? null : index);
    });
    const stop = onThemeChange(() => paint(made, host, latest.current));
    return () => {
      stop();
      drawn.current = null;
      made.chart.remove();
    };
  }, []);

  const { points, markers, text, axis, isIntraday, label } = props;
  useEffect(() => {
    if (drawn.current === null || element.current === null) return;
    fill(drawn.current, points);
    paint(drawn.current, element.current, { text, axis, isIntraday, markers });
    drawn.current.chart.timeScale().fitContent();
  }, [points, markers, text, axis, isIntraday]);

  return <div ref={element} role="img" aria-label={label} className="h-full w-full" />;
}

function make(host: HTMLElement): Drawn {
  const chart = frame(host);
  const deposits = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 1, lineType: LineType.WithSteps });
  const benchmark = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 1 });
  const value = chart.addSeries(AreaSeries, { ...QUIET, lineWidth: 2, crosshairMarkerVisible: true });
  const estimated = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 2, lineStyle: LineStyle.Dashed });
  return { chart, value, estimated, deposits, benchmark, markers: createSeriesMarkers(value, []) };
}

interface At {
  readonly time: UTCTimestamp;
}

/** Times only go up: of points of one second the last counts. */
function fill({ value, estimated, deposits, benchmark }: Drawn, points: readonly ValuePoint[]): void {
  const rows = points
    .map((point) => ({ time: secondsOf(point.at), point }))
    .filter(({ time }, at, all) => time !== all[at + 1]?.time);
  const line = (pick: (point: ValuePoint) => number | undefined) =>
    rows.flatMap(({ time, point }): ({ readonly value: number } & At)[] => {
      const picked = pick(point);
      return picked === undefined ? [] : [{ time, value: picked }];
    });
  value.setData(
    rows.map(({ time, point }, at) => {
      // A line is drawn towards its point in the point's colour: an estimated stretch leaves the dashes to the other.
      const isDashed = point.isEstimated && at > 0;
      return { time, value: point.value, ...(isDashed && { lineColor: 'transparent' }) };
    }),
  );
  estimated.setData(
    rows.map(({ time, point }, at) =>
      point.isEstimated || rows[at + 1]?.point.isEstimated ? { time, value: point.value } : { time },
    ),
  );
  deposits.setData(line((point) => point.deposits));
  benchmark.setData(line((point) => point.benchmark));
}

function paint(
  { chart, value, estimated, deposits, benchmark, markers }: Drawn,
  host: HTMLElement,
  props: ChartText & Pick<ValueChartProps, 'markers'>,
): void {
  dress(chart, host, props);
  const tide = colourOf(host, 'tide');
  value.applyOptions({ lineColor: tide, topColor: paleOf(tide, 0.18), bottomColor: paleOf(tide, 0.01) });
  estimated.applyOptions({ color: tide });
  deposits.applyOptions({ color: colourOf(host, 'faint') });
  benchmark.applyOptions({ color: colourOf(host, 'mark') });
  markers.setMarkers((props.markers ?? []).map((marker) => markerOf(marker, host)));
}

/** Each kind has a shape, a place and a colour of its own. */
const MARKERS = {
  deposit: { shape: 'arrowUp', position: 'belowBar', colour: 'gain' },
  withdrawal: { shape: 'arrowDown', position: 'aboveBar', colour: 'loss' },
  trade: { shape: 'circle', position: 'inBar', colour: 'tide' },
  dividend: { shape: 'square', position: 'belowBar', colour: 'mark' },
} as const;

function markerOf({ at, kind }: ValueMarker, host: HTMLElement): SeriesMarker<Time> {
  const { shape, position, colour } = MARKERS[kind];
  return { time: secondsOf(at), shape, position, color: colourOf(host, colour), size: 0.8 };
}
