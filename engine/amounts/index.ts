export * from './crossing.ts';
export * from './currency.ts';
export * from './decimal.ts';
export type { Int } from './int.ts';
export * as int from './int.ts';
export * as money from './money.ts';
export type { Money } from './money.ts';
export * from './rounding.ts';
export * from './scalars.ts';
