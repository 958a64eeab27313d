/** The HTTP door: the contract's endpoints, served. */
export { type Auth, type AuthSettings, createAuth } from './auth.ts';
export type { About, Services } from './handler.ts';
export { Metrics } from './metrics.ts';
export { createServer, type ServerOptions } from './server.ts';
