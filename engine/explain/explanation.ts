import type { Decimal, Int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { EventType } from '../ledger/index.ts';
import type { FigureName } from './figures.ts';
import type { RuleName } from './rules.ts';

/** An exact quotient that need not end as a decimal: an inverse rate. */
export interface Fraction {
  readonly numerator: Int;
  readonly denominator: Int;
}

/** Amounts, quantities, prices: exact decimals. Rates: decimals or fractions. Returns: numbers. Kinds: text. */
export type Value = Decimal | Fraction | number | string;

/**
 * How sure a value is, worst last: stated or computed from what is stated; with a price or rate carried forward from
 * an earlier day; with a price that is older than the convention allows; with an estimate (trade price, cost, first
 * rate).
 */
export const CERTAINTIES = ['exact', 'carried', 'stale', 'estimated'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Where a value comes from. */
export type Source =
  | {
      readonly kind: 'event';
      readonly type: EventType;
      readonly account: string;
      readonly day: Day;
      readonly file: string | null;
      /** The header is line 1. */
      readonly line: number | null;
      readonly id: string | null;
    }
  | {
      readonly kind: 'price';
      readonly symbol: string;
      /** Who gave the quote. */
      readonly source: string;
      readonly quoted: Day;
      readonly ageDays: number;
      readonly stale: boolean;
    }
  | {
      readonly kind: 'rate';
      /** The pairs that make it, as they are quoted. */
      readonly path: readonly string[];
      readonly day: Day;
      /** Of a single quote. */
      readonly quoted: Day | null;
      readonly source: string | null;
    }
  | {
      readonly kind: 'split';
      readonly symbol: string;
      readonly day: Day;
      readonly file: string | null;
      readonly line: number | null;
    }
  | { readonly kind: 'report'; readonly account: string; readonly day: Day };

/** A figure that can be asked for by itself. */
export interface Question {
  readonly figure: FigureName;
  readonly day: Day;
  readonly account: string | null;
  readonly symbol: string | null;
  /** First day of what is of a period; the history's first where absent. */
  readonly from?: Day;
}

/** How a parent takes a child; `plus` where nothing is said. */
export type Role =
  | 'plus'
  | 'minus'
  | 'times'
  | 'over'
  | 'before'
  | 'units'
  | 'part'
  | 'value'
  | 'opening'
  | 'inflow'
  | 'outflow'
  /** Not by its own value: by each of its parts, in their order. */
  | 'each';

/** One number, what it is, and what it was made from. */
export interface Explanation {
  readonly label: string;
  /** The outer name of the figure, where the node is one. */
  readonly figure?: FigureName;
  readonly value: Value;
  /** A currency, `units`, `ratio`, a pair (USD per EUR: `USD/EUR`), or `text`. */
  readonly unit: string;
  readonly rule: RuleName;
  /** Digits after the point that the rule rounds to. */
  readonly digits?: number;
  /** The convention that the rule follows, where it has a choice. */
  readonly convention?: string;
  readonly as?: Role;
  /** The day of a dated part. */
  readonly day?: Day;
  /** The days that the node is of. */
  readonly period?: { readonly from: Day; readonly to: Day };
  /** Of a part of a long list, by months and years: how many it has. Shown folded, it is to be asked for by `ask`. */
  readonly count?: number;
  readonly source?: Source;
  /** A leaf's own explanation. */
  readonly ask?: Question;
  /** The worst of the children's; a leaf's own. */
  readonly certainty: Certainty;
  readonly children: readonly Explanation[];
  /** Other ways to the same number; each has the same value. */
  readonly checks?: readonly Explanation[];
}
