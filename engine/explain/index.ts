/** Any figure of any day as a tree of what it was made from. */
export { folded } from './by-calendar.ts';
export { type Explained, type ExplainRequest, explain } from './explain.ts';
export type {
  Certainty,
  Explanation,
  Question,
  Role as ExplanationRole,
  Source as ExplanationSource,
  Value as ExplanationValue,
} from './explanation.ts';
export { type ExplanationDocument, explanationDocument, valueText } from './explanation-document.ts';
export {
  AMOUNT_FIGURES,
  type AmountFigure,
  COLUMN_OF,
  DAILY_FIGURES,
  type DailyFigure,
  type FigureName,
  PERIOD_FIGURES,
  type PeriodFigure,
  POSITION_FIGURES,
  type PositionFigure,
} from './figures.ts';
export { recombine, sameValue } from './recombine.ts';
export { FORMULAS, LEAF_RULES, RULES, type RuleName } from './rules.ts';
export type { Depth } from './workings.ts';
