import { AreaSeries, type IChartApi, type ISeriesApi, LineSeries, LineStyle } from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { colourOf, onThemeChange, paleOf } from './colours.ts';
import { type ChartText, dress, frame, secondsOf } from './frame.ts';

export interface EffectPoint {
  /** RFC 3339. */
  readonly at: string;
  /** Null where there was nothing yet. */
  readonly before: number | null;
  readonly after: number | null;
}

export interface EffectChartProps extends ChartText {
  readonly points: readonly EffectPoint[];
  /** What it shows, for who cannot see it. */
  readonly label: string;
}

interface Drawn {
  readonly chart: IChartApi;
  readonly before: ISeriesApi<'Line'>;
  readonly after: ISeriesApi<'Area'>;
}

const QUIET = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false } as const;

/** Value as it is, dashed, under value as it would be. Draws; fetches nothing. */
export function EffectChart(props: EffectChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const host = element.current;
    if (host === null) return;
    const chart = frame(host);
    const after = chart.addSeries(AreaSeries, { ...QUIET, lineWidth: 2 });
    const before = chart.addSeries(LineSeries, { ...QUIET, lineWidth: 2, lineStyle: LineStyle.Dashed });
    drawn.current = { chart, before, after };
    const stop = onThemeChange(() => paint({ chart, before, after }, host, latest.current));
    return () => {
      stop();
      drawn.current = null;
      chart.remove();
    };
  }, []);

  const { points, text, axis, isIntraday, label } = props;
  useEffect(() => {
    if (drawn.current === null || element.current === null) return;
    const { chart, before, after } = drawn.current;
    before.setData(lineOf(points, 'before'));
    after.setData(lineOf(points, 'after'));
    paint(drawn.current, element.current, { text, axis, isIntraday });
    chart.timeScale().fitContent();
  }, [points, text, axis, isIntraday]);

  return <div ref={element} role="img" aria-label={label} className="h-full w-full" />;
}

const lineOf = (points: readonly EffectPoint[], name: 'before' | 'after') =>
  points.map(({ at, [name]: value }) =>
    value === null ? { time: secondsOf(at) } : { time: secondsOf(at), value },
  );

function paint({ chart, before, after }: Drawn, host: HTMLElement, words: ChartText): void {
  dress(chart, host, words);
  const tide = colourOf(host, 'tide');
  before.applyOptions({ color: colourOf(host, 'faint') });
  after.applyOptions({ lineColor: tide, topColor: paleOf(tide, 0.18), bottomColor: paleOf(tide, 0.01) });
}
