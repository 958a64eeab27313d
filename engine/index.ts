/** Everything that the engine offers. Where to start: `pipeline` goes the whole way from files to a report. */
export * from './amounts/index.ts';
export * from './calendar/index.ts';
export * from './explain/index.ts';
export * from './file-source.ts';
export * from './journal/index.ts';
export * from './ledger/index.ts';
export * from './neutral/index.ts';
export * from './pipeline.ts';
export * from './plain-text/index.ts';
export * from './prices/index.ts';
export * from './problems/index.ts';
export * from './report/index.ts';
export * from './returns/index.ts';
export type { Conventions } from './valuation/conventions.ts';
export type { DailyColumns } from './valuation/daily-columns.ts';
export type { Disposal, OpenLot, Position } from './valuation/figures.ts';
export { History } from './valuation/history.ts';
export type { Edit, HistoryInput, Observation } from './valuation/history-input.ts';
export {
  type AccountHoldings,
  type HeldUnits,
  type HoldingsState,
  type OtherMarks,
  type StatedRate,
  type StateValue,
  valueOfAccount,
  valueOfHeld,
  valueOfState,
} from './valuation/holdings-state.ts';
export type { UnitsOnDay } from './valuation/positions.ts';
