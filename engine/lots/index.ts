export type { ClosedLot, Rate } from './disposal.ts';
export type { BookedGain, GroupLots, KindFlow, LotTotal, Market, TotalEntry } from './effects.ts';
export { changesUnits, foldEvents, foldGroup } from './fold-events.ts';
export { OptionLinks } from './links.ts';
export type { Lot, LotScales } from './lot.ts';
export { PlainRows, type PlainTrades, plainTradesOf } from './plain-rows.ts';
export type { AccountTerms, LotSettings, OuterSplit, SymbolTerms } from './settings.ts';
export type { Timeline } from './timeline.ts';
