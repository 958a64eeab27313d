import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { alertingBy, channelsSetUp, startAlerting } from './alerting.ts';
import { ProviderHealth, type ProviderKeys } from './alerts/index.ts';
import {
  alertReadings,
  Credentials,
  cacheReadings,
  createAuth,
  createLimits,
  createServer,
  type DemoUser,
  Log,
  type LogLevel,
  Metrics,
  readWebFiles,
  type Services,
  Streams,
  streamReadings,
} from './api/index.ts';
import { DueFees, startLoop } from './capture/index.ts';
import { calendarsBy, captureBy, countsIn, startCapturing } from './capturing.ts';
import { elapsed, programClock, realClock } from './clock.ts';
import { connectionSyncs } from './connection-syncs.ts';
import { DemoMarket } from './demo-market.ts';
import { demoPortfolio } from './demo-portfolio.ts';
import { bringDemo, DEMO_USER } from './demo-user.ts';
import { closed, listen } from './listening.ts';
import { programRoot } from './program-root.ts';
import { providerWorld } from './provider-world.ts';
import { sealBy, secretOf } from './secret-file.ts';
import { LatestPrices, LedgerEditor, LiveHub, Portfolios, StorageError } from './service/index.ts';
import { holdsGenerated } from './service/prices/index.ts';
import { newUser, waitingOwner } from './service/records/index.ts';
import { databaseOf, type Environment, homeOf, readSettings, type Settings } from './settings.ts';
import { type OpenStore, openStore } from './storage/index.ts';

/** Between two looks for fees that are due, in real time. */
const FEES_PAUSE_MS = 60_000;

/** Between two looks for connections that are to be synced, in real time. */
const SYNCS_PAUSE_MS = 15_000;

/** Between two generated prices of an instrument, in real time, where somebody holds one. */
const DEMO_PAUSE_MS = 3_000;

/** Of a user, where WRITE_LIMIT_PER_MINUTE is not set. */
const WRITES_PER_MINUTE = 30_000;

/** Where the launcher builds the web app (bin/web-app.mjs), from the root of the project. */
const WEB_FOLDER = ['.build', 'web'] as const;

/** A server that answers. */
export interface Running {
  /** `http://127.0.0.1:3210`. */
  readonly address: string;
  /** The file of the embedded database; null with PostgreSQL. */
  readonly file: string | null;
  readonly demo: DemoUser | null;
  readonly log: Log;
  /** What it works with. */
  readonly services: Services;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

export interface ServeOptions {
  /** With the demo user, made or brought up to today. */
  readonly demo?: boolean;
  /** What is logged unless LOG_LEVEL says it. */
  readonly logLevel?: LogLevel;
}

/** Opens the database and serves. Throws SettingError, StorageError, AddressError. */
export async function serve(env: Environment, version: string, options: ServeOptions = {}): Promise<Running> {
  const settings = readSettings(env);
  const clock = programClock(settings.TIDEMARK_CLOCK);
  const level = settings.LOG_LEVEL ?? options.logLevel ?? 'info';
  const log = new Log({ level, write: (line) => void process.stderr.write(line), now: clock.now });
  const database = databaseOf(settings);
  if (settings.DATABASE_URL === undefined || settings.TIDEMARK_SECRET_FILE === undefined)
    makeHome(homeOf(settings));
  const secret = secretOf(settings.TIDEMARK_SECRET_FILE ?? path.join(homeOf(settings), 'secret'));
  const open = await openStore({
    database,
    clock,
    secretSeal: sealBy(secret),
    onLost: (error) => log.error(error, 'a connection to the database was lost'),
  });
  const { store } = open;
  try {
    const calendars = calendarsBy(settings);
    const latest = new LatestPrices(store, elapsed);
    const portfolios = new Portfolios(store, clock, latest, undefined, (name) => calendars.of(name));
    const editor = new LedgerEditor(store, portfolios, clock);
    const fault = (what: string) => (error: unknown) => log.error({ err: error }, what);
    const hub = new LiveHub({ store, portfolios, clock, fault: fault('live values could not be brought') });
    const streams = new Streams(
      { hub, now: () => clock.now(), elapsed },
      () => store.meta.databaseId,
      fault('a stream was ended'),
    );
    const health = new ProviderHealth(clock);
    const alerting = alertingBy(settings, { store, portfolios, clock, health }, log);
    const metrics = new Metrics([
      ...cacheReadings(portfolios),
      ...streamReadings(streams),
      ...alertReadings(alerting, clock),
    ]);
    const about = { version, clockSpeed: clock.speed, clockSimulated: clock.simulated };
    const asked = (keys: ProviderKeys) =>
      providerWorld((provider, status) => {
        metrics.count('tidemark_provider_answers_total', `provider="${provider}",status="${status}"`);
        health.answered(provider, status, keys);
      });
    const capture = captureBy(settings, { store, portfolios, clock }, asked("operator's"), countsIn(metrics));
    const world = { store, editor, clock };
    const connections = connectionSyncs(world, settings, secret.text, asked("users'"), log);
    const demoMarket = new DemoMarket({ store, latest: portfolios.latest, clock });
    const services = {
      demo: demoPortfolio({ store, portfolios, editor, clock }, demoMarket),
      store,
      portfolios,
      editor,
      clock,
      capture,
      connections,
      channels: channelsSetUp(settings),
      feed: capture.world.feed,
      metrics,
      about,
    };
    const auth = authOver(open, settings, secret.text, services, options, log);
    const demo = options.demo === true ? DEMO_USER : null;
    if (demo !== null) await bringDemo(auth, services);
    const server = await createServer({
      services,
      auth,
      credentials: new Credentials(auth, store, realClock),
      streams,
      limits: createLimits(settings.WRITE_LIMIT_PER_MINUTE ?? WRITES_PER_MINUTE, elapsed),
      signingSecret: secret.text,
      trustedProxies: settings.TRUSTED_PROXIES ?? [],
      log,
      demo,
      web: readWebFiles(path.join(programRoot(import.meta.dirname), ...WEB_FOLDER)),
    });
    const address = await listen(server, settings);
    const fees = new DueFees(store, editor, clock);
    const loop = startLoop(
      FEES_PAUSE_MS,
      () => fees.turn(),
      fault('fees that are due could not be looked for'),
    );
    const syncing = startLoop(
      SYNCS_PAUSE_MS,
      () =>
        settings.CONNECTION_SYNC_ENABLED === false ? connections.lookForWaiting() : connections.lookForDue(),
      fault('connections that are due could not be looked for'),
    );
    const demoPrices = startLoop(
      DEMO_PAUSE_MS,
      async () => {
        if (!(await demoMarket.hasBegun())) return;
        if (!(await holdsGenerated(store, portfolios.today()))) return;
        await demoMarket.bring();
        await demoMarket.tick();
      },
      fault('generated prices could not be put'),
    );
    const capturing = startCapturing(capture, settings, log, metrics);
    const telling = startAlerting(alerting, log);
    const set = clock.simulated ? { clock: env.TIDEMARK_CLOCK } : {};
    log.info({ address, database: store.meta.kind, version, ...set }, 'serving');
    const file = store.meta.kind === 'sqlite' ? database : null;
    const close = async () => {
      await closed(server);
      await loop.stop();
      await demoPrices.stop();
      await capturing.stop();
      await syncing.stop();
      await connections.stop();
      await telling.stop();
      await store.close();
      log.info('stopped');
    };
    return { address, file, demo, log, services, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy = 'Let the program make or write that folder, or name another one by TIDEMARK_HOME.';
    throw new StorageError('cannot_open', `the folder ${home} cannot be made (${code})`, remedy, error);
  }
}

function authOver(
  { store, authDatabase }: OpenStore,
  settings: Settings,
  secret: string,
  { clock }: Parameters<typeof createServer>[0]['services'],
  options: ServeOptions,
  log: Log,
) {
  const demoId = async () => (await store.users.findByEmail(DEMO_USER.email))?.id ?? null;
  return createAuth(authDatabase, {
    secret,
    signUp: settings.SIGN_UP ?? 'open',
    onSignUp: ({ id }) => newUser(store, id, clock),
    users: {
      count: async () => (await store.users.count()) - ((await demoId()) === null ? 0 : 1),
      waitingOwner: () => waitingOwner(store),
      claimAdministration: store.users.claimAdministration,
      delete: store.users.delete,
      isLastAdministrator: store.users.isLastAdministrator,
    },
    demo: { email: DEMO_USER.email, isServed: options.demo === true, id: demoId },
    tell: (message) => log.info(`sign-in: ${message}`),
  });
}
