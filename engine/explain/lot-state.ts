import type { Decimal, Int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';

/** What a lot was after something happened to it, and what it was before: a chain back to its opening. */
export interface LotState {
  readonly quantity: Int;
  readonly cost: Int;
  readonly costBase: Int;
  readonly opened: Day;
  /** The ledger row that opened it. */
  readonly lotRow: number;
  readonly step: Step;
  readonly before: LotState | null;
}

export type LotFigures = Pick<LotState, 'quantity' | 'cost' | 'costBase'>;

/** What happened, by which row; a split known from outside the ledger has the row -1. */
export type Step = { readonly row: number; readonly day: Day } & (
  | { readonly kind: 'opened' }
  /** It came from another holding: `before` is what left there. */
  | { readonly kind: 'arrived' }
  /** A part of it closed or left; this is the part. */
  | { readonly kind: 'taken' }
  /** A part of it closed or left; this is what stayed. */
  | { readonly kind: 'rest'; readonly part: Int }
  | { readonly kind: 'split'; readonly ratio: Decimal }
  /** Its cost changed, not its units. */
  | { readonly kind: 'recost' }
  /** Other units joined the pool. */
  | { readonly kind: 'pooled'; readonly added: LotState }
);

/** The states from the opening to this one. */
export function chainOf(state: LotState): LotState[] {
  const chain: LotState[] = [];
  for (let at: LotState | null = state; at !== null; at = at.before) chain.push(at);
  return chain.reverse();
}
