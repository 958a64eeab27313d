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
  /** Percent below the highest so far; drawn where `hasDrawdown`. */
  readonly drawdown?: number;
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
  /** A pane below, of how far the line is under its highest. Another value needs another `key`. */
  readonly hasDrawdown?: boolean;
  /** What it shows, for who cannot see it. */
  readonly label: string;
  /** The point under the pointer, by its place; null where there is none. */
  readonly onHover?: (index: number | null) => void;
  /** A point that was clicked, by its place. */
  readonly onPick?: (index: number) => void;
}

interface Drawn {
  readonly chart: IChartApi;
  readonly value: ISeriesApi<'Area'>;
  readonly estimated: ISeriesApi<'Line'>;
  readonly deposits: ISeriesApi<'Line'>;
  readonly benchmark: ISeriesApi<'Line'>;
  readonly drawdown: ISeriesApi<'Area'> | null;
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
    const made = make(host, latest.current);
    drawn.current = made;
    made.chart.subscribeCrosshairMove(({ time }) => {
      const { points, onHover } = latest.current;
      onHover?.(time === undefined ? null : placeOf(points, Number(time)));
    });
    made.chart.subscribeClick(({ time }) => {
      const { points, onPick } = latest.current;
      const index = time === undefined ? null : placeOf(points, Number(time));
      if (index !== null) onPick?.(index);
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

function make(host: HTMLElement, { hasDrawdown = false, text }: ValueChartProps): Drawn {
  const chart = frame(host);
  const deposits = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 1, lineType: LineType.WithSteps });
  const benchmark = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 1 });
  const value = chart.addSeries(AreaSeries, { ...QUIET, lineWidth: 2, crosshairMarkerVisible: true });
  const estimated = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 2, lineStyle: LineStyle.Dashed });
  const drawdown = hasDrawdown ? drawdownPane(chart, text) : null;
  return { chart, value, estimated, deposits, benchmark, drawdown, markers: createSeriesMarkers(value, []) };
}

/** A third of the height, from zero down. */
function drawdownPane(chart: IChartApi, text: ChartText['text']): ISeriesApi<'Area'> {
  const priceFormat = {
    type: 'custom',
    formatter: (percent: number) => text.percent(percent, { digits: 0 }),
  } as const;
  const series = chart.addSeries(
    AreaSeries,
    { ...QUIET, lineWidth: 1, priceFormat, invertFilledArea: true },
    1,
  );
  const [main, below] = chart.panes();
  main?.setStretchFactor(3);
  below?.setStretchFactor(1);
  return series;
}

/** The point of an instant, by its place. Of points of one second the last counts. */
function placeOf(points: readonly ValuePoint[], seconds: number): number | null {
  let [low, high] = [0, points.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (secondsOf(points[middle]?.at ?? '') <= seconds) low = middle;
    else high = middle - 1;
  }
  const found = points[low];
  return found !== undefined && secondsOf(found.at) === seconds ? low : null;
}

interface At {
  readonly time: UTCTimestamp;
}

/** Times only go up: of points of one second the last counts. */
function fill(
  { value, estimated, deposits, benchmark, drawdown }: Drawn,
  points: readonly ValuePoint[],
): void {
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
  drawdown?.setData(line((point) => point.drawdown));
}

function paint(
  { chart, value, estimated, deposits, benchmark, drawdown, markers }: Drawn,
  host: HTMLElement,
  props: ChartText & Pick<ValueChartProps, 'markers'>,
): void {
  dress(chart, host, props);
  chart.applyOptions({ layout: { panes: { separatorColor: colourOf(host, 'line'), enableResize: false } } });
  const tide = colourOf(host, 'tide');
  // A formatter of the whole chart would write the pane below as well.
  chart.applyOptions({ localization: { priceFormatter: undefined as never } });
  for (const series of [value, estimated, deposits, benchmark])
    series.applyOptions({ priceFormat: { type: 'custom', formatter: props.axis, minMove: 0.01 } });
  value.applyOptions({ lineColor: tide, topColor: paleOf(tide, 0.18), bottomColor: paleOf(tide, 0.01) });
  estimated.applyOptions({ color: tide });
  deposits.applyOptions({ color: colourOf(host, 'faint') });
  benchmark.applyOptions({ color: colourOf(host, 'mark') });
  const loss = colourOf(host, 'loss');
  drawdown?.applyOptions({ lineColor: loss, topColor: paleOf(loss, 0.02), bottomColor: paleOf(loss, 0.25) });
  markers.setMarkers((props.markers ?? []).map((marker) => markerOf(marker, host)));
}

/** Each kind has a shape, a place and a colour of its own. */
const MARKERS = {
  deposit: { shape: 'arrowUp', position: 'belowBar', colour: 'gain', size: 0.8 },
  withdrawal: { shape: 'arrowDown', position: 'aboveBar', colour: 'loss', size: 0.8 },
  trade: { shape: 'circle', position: 'inBar', colour: 'tide', size: 0.5 },
  dividend: { shape: 'square', position: 'belowBar', colour: 'mark', size: 0.4 },
} as const;

function markerOf({ at, kind }: ValueMarker, host: HTMLElement): SeriesMarker<Time> {
  const { shape, position, colour, size } = MARKERS[kind];
  return { time: secondsOf(at), shape, position, color: colourOf(host, colour), size };
}
