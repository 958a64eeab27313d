/** Secrets that the program keeps for its users, encrypted at rest. */
export { SealError, Secrets } from './secrets.ts';
