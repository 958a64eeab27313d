import {
  createSeriesMarkers,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { colourOf, onThemeChange } from './colours.ts';
import { type ChartText, dress, frame, secondsOf } from './frame.ts';

export interface PriceChartProps extends ChartText {
  readonly points: readonly { readonly at: string; readonly price: number }[];
  readonly fills?: readonly { readonly at: string; readonly role: 'entry' | 'exit' }[];
  /** Lines across: a stop, a target. */
  readonly levels?: readonly { readonly name: string; readonly price: number; readonly colour: string }[];
  readonly label: string;
}

interface Drawn {
  readonly chart: IChartApi;
  readonly line: ISeriesApi<'Line'>;
}

/** The price of an instrument, with entries, exits and levels. Draws; fetches nothing. */
export function PriceChart(props: PriceChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const { points, fills, levels, text, axis, isIntraday, label } = props;
  useEffect(() => {
    const host = element.current;
    if (host === null) return;
    const chart = frame(host);
    const drawn = { chart, line: chart.addSeries(LineSeries, { lineWidth: 2, priceLineVisible: false }) };
    drawn.line.setData(points.map(({ at, price }) => ({ time: secondsOf(at), value: price })));
    const markers = createSeriesMarkers(drawn.line, []);
    let lines: IPriceLine[] = [];
    const paint = () => {
      dress(chart, host, { text, axis, isIntraday });
      drawn.line.applyOptions({ color: colourOf(host, 'tide') });
      for (const line of lines) drawn.line.removePriceLine(line);
      lines = (levels ?? []).map((level) => levelLine(drawn, host, level));
      markers.setMarkers((fills ?? []).map((fill) => fillMarker(fill, host)));
    };
    paint();
    chart.timeScale().fitContent();
    const stop = onThemeChange(paint);
    return () => {
      stop();
      chart.remove();
    };
  }, [points, fills, levels, text, axis, isIntraday]);
  return <div ref={element} role="img" aria-label={label} className="h-full w-full" />;
}

function levelLine(
  { line }: Drawn,
  host: HTMLElement,
  level: NonNullable<PriceChartProps['levels']>[number],
) {
  const { name, price, colour } = level;
  const color = colourOf(host, colour);
  return line.createPriceLine({ price, title: name, color, lineStyle: LineStyle.Dashed, lineWidth: 1 });
}

function fillMarker({ at, role }: NonNullable<PriceChartProps['fills']>[number], host: HTMLElement) {
  const isEntry = role === 'entry';
  return {
    time: secondsOf(at),
    shape: isEntry ? 'arrowUp' : 'arrowDown',
    position: isEntry ? 'belowBar' : 'aboveBar',
    color: colourOf(host, isEntry ? 'tide' : 'mark'),
  } as const;
}
