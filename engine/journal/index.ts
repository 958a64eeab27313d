/** The journal: fills grouped into round trips, with risk, result and what the account was worth at entry. */
export * from './account-value.ts';
export * from './by-day.ts';
export type { Excursion, ExcursionPlace } from './excursion.ts';
export type { TripFigures } from './figures.ts';
export type { TripGroup } from './group.ts';
export * from './journal.ts';
export { type NamedMoney, namedMoney } from './named-money.ts';
export * from './report.ts';
export type { Fill, RoundTrip, UnitChange } from './round-trip.ts';
export * from './statistics.ts';
export { splitTags, type Trade } from './trade.ts';
