import type { z } from 'zod';
import { whatIsWrong } from '../providers/index.ts';
import {
  type CorporateActions,
  ProviderError,
  type SymbolFailure,
  type SymbolFailureReason,
} from '../service/ports/index.ts';

export const failure = (symbol: string, reason: SymbolFailureReason, message: string): SymbolFailure => ({
  symbol,
  reason,
  message,
});

export const unknownSymbol = (provider: string, symbol: string): SymbolFailure =>
  failure(symbol, 'unknown_symbol', `${provider}: ${symbol} is not known there`);

export const noData = (provider: string, symbol: string): SymbolFailure =>
  failure(symbol, 'no_data', `${provider}: nothing of ${symbol} in that time`);

/** Reads what an answer says of one symbol; what is wrong with it is a failure of that symbol alone. */
export function readOf<Shape>(
  provider: string,
  symbol: string,
  at: string,
  value: unknown,
  shape: z.ZodType<Shape>,
): Shape | SymbolFailure {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  return failure(symbol, 'garbage', `${provider}: ${whatIsWrong(parsed.error, at)}`);
}

export const isFailure = (value: unknown): value is SymbolFailure =>
  typeof value === 'object' && value !== null && 'reason' in value && 'message' in value;

/** Asks for each symbol by itself, so many at a time. Where no symbol has an answer by the same error, it is thrown. */
export async function eachSymbol<Result>(
  symbols: readonly string[],
  atATime: number,
  ask: (symbol: string) => Promise<Result | SymbolFailure>,
): Promise<{ readonly results: Result[]; readonly failures: SymbolFailure[] }> {
  const results: Result[] = [];
  const failures: SymbolFailure[] = [];
  const errors: ProviderError[] = [];
  const waiting = symbols.values();
  const run = async (): Promise<void> => {
    for (const symbol of waiting) {
      try {
        const result = await ask(symbol);
        if (isFailure(result)) failures.push(result);
        else results.push(result);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        errors.push(error);
        failures.push(failure(symbol, error.kind, error.message));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, symbols.length) }, run));
  const [error] = errors;
  if (error !== undefined && errors.length === symbols.length) throw error;
  return { results, failures };
}

export const NO_ACTIONS: CorporateActions = { splits: [], dividends: [], failures: [] };
