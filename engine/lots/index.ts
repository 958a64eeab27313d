export type { ClosedLot, Rate } from './disposal.ts';
export type { BookedGain, GroupLots, KindFlow, LotTotal, Market, TotalEntry } from './effects.ts';
export { changesUnits, foldGroup } from './fold-events.ts';
export type { Holding } from './holding.ts';
export { OptionLinks } from './links.ts';
export type { Lot, LotScales } from './lot.ts';
export type { AccountTerms, LotSettings, OuterSplit, SymbolTerms } from './settings.ts';
