/** Charts that draw what they are given; the page fetches. Import them from pages only, which are loaded when opened. */
export { type Bar, Bars } from './bars.tsx';
export { type HeatCell, HeatMap, type HeatMapProps } from './heat-map.tsx';
export { PriceChart, type PriceChartProps } from './price-chart.tsx';
export { Sparkline } from './sparkline.tsx';
export { ValueChart, type ValueChartProps, type ValueMarker, type ValuePoint } from './value-chart.tsx';
export { type Step, Waterfall } from './waterfall.tsx';
