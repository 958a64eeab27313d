/**
 * One PostgreSQL for every file of these tests, in a process of its own: `shared.ts` starts it, is told the address,
 * and ends it by hanging up. In the process of the runner the package's hook for its end would make the code of a
 * failed run 0.
 */
import { startPostgres } from '../../conformance/postgres.ts';

const server = await startPostgres();
process.once('disconnect', () => void server.stop().then(() => process.exit()));
process.send?.(server.address);
