import { BaselineSeries, type IChartApi, type ISeriesApi } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { colourOf, onThemeChange, paleOf } from './colours.ts';
import { type ChartText, dress, frame, secondsOf } from './frame.ts';

export interface BaselineChartProps extends ChartText {
  readonly points: readonly { readonly at: string; readonly value: number }[];
  /** The figure is never above zero: all of it has the colour of losses. */
  readonly isBelow?: boolean;
  /** What it shows, for who cannot see it. */
  readonly label: string;
  /** The point under the pointer, by its place; null where there is none. */
  readonly onHover?: (index: number | null) => void;
}

/** A figure around zero, over time: above it in the colour of gains, below in that of losses. Draws; fetches nothing. */
export function BaselineChart(props: BaselineChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<{ readonly chart: IChartApi; readonly line: ISeriesApi<'Baseline'> }>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const host = element.current;
    if (host === null) return;
    const chart = frame(host);
    chart.priceScale('right').applyOptions({ ensureEdgeTickMarksVisible: true });
    const line = chart.addSeries(BaselineSeries, {
      baseValue: { type: 'price', price: 0 },
      lineWidth: 2,
      priceLineVisible: false,
      lastValueVisible: false,
    });
    drawn.current = { chart, line };
    chart.subscribeCrosshairMove(({ time }) => {
      const { points, onHover } = latest.current;
      const index = time === undefined ? -1 : points.findIndex(({ at }) => secondsOf(at) === time);
      onHover?.(index === -1 ? null : index);
    });
    const stop = onThemeChange(() => paint(chart, line, host, latest.current));
    return () => {
      stop();
      drawn.current = null;
      chart.remove();
    };
  }, []);

  const { points, text, axis, isIntraday, isBelow, label } = props;
  useEffect(() => {
    if (drawn.current === null || element.current === null) return;
    const { chart, line } = drawn.current;
    line.setData(points.map(({ at, value }) => ({ time: secondsOf(at), value })));
    paint(chart, line, element.current, { text, axis, isIntraday, isBelow });
    chart.timeScale().fitContent();
  }, [points, text, axis, isIntraday, isBelow]);

  return <div ref={element} role="img" aria-label={label} className="h-full w-full" />;
}

function paint(
  chart: IChartApi,
  line: ISeriesApi<'Baseline'>,
  host: HTMLElement,
  words: ChartText & { readonly isBelow?: boolean | undefined },
): void {
  dress(chart, host, words);
  const loss = colourOf(host, 'loss');
  const gain = words.isBelow ? loss : colourOf(host, 'gain');
  line.applyOptions({
    topLineColor: gain,
    topFillColor1: paleOf(gain, 0.22),
    topFillColor2: paleOf(gain, 0.03),
    bottomLineColor: loss,
    bottomFillColor1: paleOf(loss, 0.03),
    bottomFillColor2: paleOf(loss, 0.22),
  });
}
