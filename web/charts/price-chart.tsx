import {
  type AutoscaleInfo,
  createSeriesMarkers,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type SeriesMarker,
  type Time,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { colourOf, onThemeChange } from './colours.ts';
import { type ChartText, dress, frame, secondsOf } from './frame.ts';

/** Units bought or sold at a price, which opens or closes a trade. */
export interface PriceFill {
  readonly at: string;
  readonly role: 'entry' | 'exit';
  readonly isBuy: boolean;
  readonly price: number;
}

export interface PriceMark {
  readonly at: string;
  readonly price: number;
  readonly name: string;
  readonly colour: string;
  readonly isAbove: boolean;
}

export interface PriceChartProps extends ChartText {
  readonly points: readonly { readonly at: string; readonly price: number }[];
  readonly fills?: readonly PriceFill[];
  /** Where something of note was: a worst and a best price. */
  readonly marks?: readonly PriceMark[];
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
  const { points, fills, marks, levels, text, axis, isIntraday, label } = props;
  useEffect(() => {
    const host = element.current;
    if (host === null) return;
    const chart = frame(host);
    chart.priceScale('right').applyOptions({ ensureEdgeTickMarksVisible: true });
    const drawn = {
      chart,
      line: chart.addSeries(LineSeries, { lineWidth: 2, priceLineVisible: false, lastValueVisible: false }),
    };
    drawn.line.setData(points.map(({ at, price }) => ({ time: secondsOf(at), value: price })));
    drawn.line.applyOptions({ autoscaleInfoProvider: withLevels(levels ?? []) });
    const markers = createSeriesMarkers(drawn.line, []);
    let lines: IPriceLine[] = [];
    const paint = () => {
      dress(chart, host, { text, axis, isIntraday });
      drawn.line.applyOptions({ color: colourOf(host, 'tide') });
      for (const line of lines) drawn.line.removePriceLine(line);
      lines = (levels ?? []).map((level) => levelLine(drawn, host, level));
      const shown = [
        ...(fills ?? []).map((fill) => fillMarker(fill, host)),
        ...(marks ?? []).map((mark) => markMarker(mark, host)),
      ];
      markers.setMarkers(shown.sort((a, b) => Number(a.time) - Number(b.time)));
    };
    paint();
    chart.timeScale().fitContent();
    const stop = onThemeChange(paint);
    return () => {
      stop();
      chart.remove();
    };
  }, [points, fills, marks, levels, text, axis, isIntraday]);
  return <div ref={element} role="img" aria-label={label} className="h-full w-full" />;
}

/** A level that lies no farther off than the prices reach is in sight; one beyond would press them flat. */
function withLevels(levels: NonNullable<PriceChartProps['levels']>) {
  return (original: () => AutoscaleInfo | null): AutoscaleInfo | null => {
    const info = original();
    const range = info?.priceRange;
    if (!info || !range) return info;
    const { minValue, maxValue } = range;
    const reach = maxValue - minValue;
    const near = levels
      .map(({ price }) => price)
      .filter((price) => price > minValue - reach && price < maxValue + reach);
    return {
      ...info,
      priceRange: { minValue: Math.min(minValue, ...near), maxValue: Math.max(maxValue, ...near) },
    };
  };
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

/** An arrow at its price: up for a purchase, down for a sale; entries and exits differ in colour. */
function fillMarker({ at, role, isBuy, price }: PriceFill, host: HTMLElement): SeriesMarker<Time> {
  return {
    time: secondsOf(at),
    shape: isBuy ? 'arrowUp' : 'arrowDown',
    position: isBuy ? 'atPriceBottom' : 'atPriceTop',
    price,
    color: colourOf(host, role === 'entry' ? 'tide' : 'mark'),
    size: 1.1,
  };
}

function markMarker({ at, price, name, colour, isAbove }: PriceMark, host: HTMLElement): SeriesMarker<Time> {
  const color = colourOf(host, colour);
  const position = isAbove ? 'atPriceTop' : 'atPriceBottom';
  return { time: secondsOf(at), shape: 'circle', position, price, color, text: name, size: 0.6 };
}
