import { expect } from 'vitest';
import { type Routes, routes } from '../../../contract/index.ts';

/** The document again, after the contract's schema has found in it what it describes, and nothing else. */
export function answer<Document>(operation: keyof Routes, document: Document): Document {
  const { answers } = routes[operation] as { answers: { readonly 200: { schema: Parses } } };
  expect(answers[200].schema.parse(document)).toEqual(document);
  return document;
}

interface Parses {
  parse(document: unknown): unknown;
}
