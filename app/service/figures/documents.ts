import type { Routes } from '@tidemark/contract';

type OutputOf<Schema> = Schema extends { readonly _zod: { readonly output: infer Output } } ? Output : never;

/** What an endpoint answers, by the contract. */
type AnswerOf<Name extends keyof Routes> = Routes[Name]['answers'] extends {
  readonly 200: { readonly schema: infer Schema };
}
  ? OutputOf<Schema>
  : never;

export type GrowthDocument = AnswerOf<'growth'>;
export type AccountValueDocument = AnswerOf<'accountValue'>;
export type EquityHistoryDocument = AnswerOf<'equityHistory'>;
export type CurrentDocument = AnswerOf<'current'>;
export type PerformanceDocument = AnswerOf<'performance'>;
export type ValueHistoryDocument = AnswerOf<'history'>;
export type SummaryDocument = AnswerOf<'summary'>;
export type CompleteDocument = AnswerOf<'complete'>;
export type PositionsDocument = AnswerOf<'positions'>;
export type LotsDocument = AnswerOf<'lots'>;
export type TradesDocument = AnswerOf<'trades'>;
export type TradeDetailDocument = AnswerOf<'trade'>;
export type ReturnsDocument = AnswerOf<'returns'>;
export type RiskDocument = AnswerOf<'risk'>;
export type AttributionDocument = AnswerOf<'attribution'>;
export type ExplainedDocument = AnswerOf<'explain'>;
export type ExposuresDocument = AnswerOf<'exposures'>;
export type CorrelationsDocument = AnswerOf<'correlations'>;
export type StressDocument = AnswerOf<'stress'>;
export type CoverageDocument = AnswerOf<'coverage'>;

export type Timeframe = PerformanceDocument['timeframe'];
export type ValueKind = PerformanceDocument['data_points'][number]['kind'];
export type ValueSource = PerformanceDocument['data_points'][number]['source'];
