/** Charts that draw what they are given; the page fetches. Import them from pages only, which are loaded when opened. */
export { type Bar, Bars } from './bars.tsx';
export { BaselineChart, type BaselineChartProps } from './baseline-chart.tsx';
export { DivergingBar } from './diverging-bar.tsx';
export { EffectChart, type EffectChartProps, type EffectPoint } from './effect-chart.tsx';
export { type HeatCell, HeatMap, type HeatMapProps } from './heat-map.tsx';

export { MarkerShape } from './marker-shape.tsx';

export { type DayCell, MonthGrid, type MonthGridProps, weeksOf } from './month-grid.tsx';
export { PriceChart, type PriceChartProps, type PriceFill, type PriceMark } from './price-chart.tsx';

export { Sparkline } from './sparkline.tsx';
export { ValueChart, type ValueChartProps, type ValueMarker, type ValuePoint } from './value-chart.tsx';
export { type Step, Waterfall } from './waterfall.tsx';
