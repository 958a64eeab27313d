/** What crosses the wire. Where to start: `routes`, the one table; `openapi()` writes it down, `createClient()` speaks it. */
export * from './aliases.ts';
export { ApiProblem, NOT_A_PROBLEM } from './client/api-problem.ts';
export type { AnswerOf, CallOptions, Client, RequestOf } from './client/call-types.ts';
export { type ClientOptions, createClient } from './client/client.ts';
export { CONTRACT_VERSION, type OpenApiDocument, openapi } from './openapi/document.ts';
export { IdempotencyKey } from './openapi/operation.ts';
export { REFUSALS, type Refusal, refusalsOf } from './openapi/refusals.ts';
export * from './problem.ts';
export * from './route.ts';
export * from './routes.ts';
export * from './schemas/index.ts';
export { type AnswerTable, tableOf } from './table.ts';
