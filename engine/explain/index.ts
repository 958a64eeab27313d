/** Any figure of any day as a tree of what it was made from. */
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
  COLUMN_OF,
  DAILY_FIGURES,
  type DailyFigure,
  type FigureName,
  POSITION_FIGURES,
  type PositionFigure,
} from './figures.ts';
export { recombine, sameValue } from './recombine.ts';
export { LEAF_RULES, RULES, type RuleName } from './rules.ts';
export type { Depth } from './workings.ts';
