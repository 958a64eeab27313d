import type { Operation, Routes } from '@tidemark/contract';

type OutputOf<Schema> = Schema extends { readonly _zod: { readonly output: infer Output } } ? Output : never;

/** The decoded body of an operation, by the contract. */
export type BodyOf<Name extends Operation> = Routes[Name] extends { readonly body: infer Schema }
  ? OutputOf<Schema>
  : never;

/** One page of a list, as answers have it. */
export interface ListDocument<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** Milliseconds since 1970 as an instant of an answer. */
export const instantText = (ms: number): string => new Date(ms).toISOString();
