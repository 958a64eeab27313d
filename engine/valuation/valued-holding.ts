import type { LotScales, SymbolTerms, Timeline } from '../lots/index.ts';
import type { Mark } from './mark.ts';

/** A holding with all that its value depends on. */
export interface ValuedHolding {
  readonly holding: Timeline;
  readonly scales: LotScales;
  readonly terms: SymbolTerms;
  readonly mark: Mark | null;
}
