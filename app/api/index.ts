export { alertReadings } from './alert-readings.ts';
/** The HTTP door: the contract's endpoints, served. */
export { type Auth, type AuthSettings, createAuth } from './auth.ts';
export { cacheReadings, streamReadings } from './cache-readings.ts';
export { createLimits } from './guards/limits.ts';
export type { About, Services } from './handler.ts';
export { LOG_LEVELS, Log, type LogLevel } from './log.ts';
export { Metrics } from './metrics.ts';
export { Credentials } from './principal.ts';
export { createServer, type ServerOptions } from './server.ts';
export type { DemoUser } from './start-page.ts';
export { Streams } from './stream/streams.ts';
export { readWebFiles, type WebFiles } from './web-files.ts';
