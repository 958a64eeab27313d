import { createAuth, createServer, Metrics } from './api/index.ts';
import { DueFees, startLoop } from './capture/index.ts';
import { programClock, realClock } from './clock.ts';
import { LedgerEditor, Portfolios } from './service/index.ts';
import { newUser } from './service/records/new-user.ts';
import { type ServerSettings, serverSettings } from './settings.ts';
import { openStore } from './storage/index.ts';

/** Between two looks for fees that are due, in real time. */
const FEES_PAUSE_MS = 60_000;

/** A server that answers. */
export interface Running {
  /** `http://127.0.0.1:3210`. */
  readonly address: string;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

/** Opens the database and serves. Throws SettingError, StorageError, or where the port is taken. */
export async function serve(env: NodeJS.ProcessEnv, version: string): Promise<Running> {
  const settings = serverSettings(env);
  const clock = programClock(env.TIDEMARK_CLOCK);
  const { store, authDatabase } = await openStore({ database: settings.database, clock });
  const portfolios = new Portfolios(store, clock);
  const editor = new LedgerEditor(store, portfolios, clock);
  const auth = createAuth(authDatabase, {
    secret: settings.secret,
    signUp: settings.signUp,
    onSignUp: ({ id }) => newUser(store, id, clock),
    countUsers: () => store.users.count(),
  });
  const about = { version, clockSpeed: clock.speed, clockSimulated: clock.simulated };
  const server = await createServer({
    services: { store, portfolios, editor, clock, metrics: new Metrics(), about },
    auth,
    realClock,
    trustedProxies: settings.trustedProxies,
    logLevel: settings.logLevel,
  });
  const address = await listen(server, settings);
  const fees = new DueFees(store, editor, clock);
  const loop = startLoop(
    FEES_PAUSE_MS,
    () => fees.turn(),
    (error) => server.log.error({ err: error }, 'fees that are due could not be looked for'),
  );
  return {
    address,
    close: async () => {
      await server.close();
      await loop.stop();
      await store.close();
    },
  };
}

async function listen(server: Awaited<ReturnType<typeof createServer>>, { host, port }: ServerSettings) {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    // Somebody has the usual port: any free one will do, and it is printed.
    return server.listen({ host, port: 0 });
  }
}
