import { createChart, type IChartApi, type Time, type UTCTimestamp } from 'lightweight-charts';
import type { Text } from '../text/index.ts';
import { colourOf } from './colours.ts';

/** How a chart writes the figures of its axis and crosshair. */
export interface ChartText {
  readonly text: Text;
  readonly axis: (value: number) => string;
  /** Whether points are instants within days, not days. */
  readonly isIntraday: boolean;
}

/** An instant as charts take it: seconds since 1970. */
export const secondsOf = (at: string): UTCTimestamp => Math.floor(Date.parse(at) / 1000) as UTCTimestamp;

/** A chart without data, in the look of the app. */
export function frame(element: HTMLElement): IChartApi {
  return createChart(element, {
    autoSize: true,
    // The page of the settings names who made the library.
    layout: { attributionLogo: false, background: { color: 'transparent' }, fontSize: 12 },
    rightPriceScale: {
      borderVisible: false,
      entireTextOnly: true,
      scaleMargins: { top: 0.12, bottom: 0.08 },
    },
    timeScale: { borderVisible: false, fixLeftEdge: true, fixRightEdge: true, timeVisible: true },
    handleScale: false,
    handleScroll: false,
    crosshair: { horzLine: { visible: false, labelVisible: false } },
  });
}

/** Its colours of now, and its words. */
export function dress(chart: IChartApi, element: HTMLElement, { text, axis, isIntraday }: ChartText): void {
  const line = colourOf(element, 'line');
  const label = (time: Time) => {
    const at = new Date(Number(time) * 1000).toISOString();
    return isIntraday ? text.instant(at) : text.date(at);
  };
  chart.applyOptions({
    layout: {
      textColor: colourOf(element, 'faint'),
      fontFamily: getComputedStyle(element).fontFamily,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: line } },
    crosshair: { vertLine: { color: colourOf(element, 'faint'), width: 1, style: 0, labelVisible: false } },
    localization: { priceFormatter: axis, timeFormatter: label },
    timeScale: {
      timeVisible: isIntraday,
      tickMarkFormatter: (time: Time, kind: number) => tick(Number(time), kind, text, isIntraday),
    },
  });
}

/** Kinds 0 to 2 are years, months and days. */
function tick(seconds: number, kind: number, text: Text, isIntraday: boolean): string {
  const at = new Date(seconds * 1000).toISOString();
  if (kind === 0) return at.slice(0, 4);
  if (kind === 1) return text.month(at);
  return kind === 2 || !isIntraday ? text.date(at).replace(/,? \d{4}$/, '') : text.time(at);
}
