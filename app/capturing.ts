import { readFileSync } from 'node:fs';
import type { Log, Metrics } from './api/index.ts';
import {
  Capture,
  type CaptureCounts,
  type CaptureWorld,
  type Loop,
  MarketCalendars,
  PriceJob,
  PriceStream,
  readCalendarFile,
  Schedule,
  startLoop,
} from './capture/index.ts';
import { configuredSources } from './market-data/index.ts';
import { providerWorld } from './provider-world.ts';
import type { ProviderWorld } from './providers/index.ts';
import type { Clock, MarketData, Portfolios, Store } from './service/index.ts';
import { PriceFeed } from './service/prices/index.ts';
import { SettingError, type Settings } from './settings.ts';

/** Between two looks at the clock, in real time: short, because the program's may run faster. */
const PAUSE_MS = 250;
const MINUTE_MS = 60_000;

/** The capture as the settings have it. Throws SettingError. */
export function captureBy(
  settings: Settings,
  { store, portfolios, clock }: { store: Store; portfolios: Portfolios; clock: Clock },
  providers: ProviderWorld = providerWorld(() => {}),
  counted?: CaptureCounts,
): Capture {
  const sources = sourcesBy(settings, providers);
  const world: CaptureWorld = {
    store,
    portfolios,
    clock,
    feed: sources.length === 0 ? null : new PriceFeed({ store, sources, clock }),
    calendars: calendarsBy(settings),
    delayMs: (settings.EOD_DELAY_MINUTES ?? 30) * MINUTE_MS,
    ...(counted !== undefined && { counted }),
  };
  return new Capture(world);
}

/**
 * None where nothing of the environment names one: a program that was told of no source asks nobody. The ECB, which
 * takes no key, is asked beside another one, or where its address or PRICE_UPDATE_ENABLED is set.
 */
function sourcesBy(settings: Settings, providers: ProviderWorld): readonly MarketData[] {
  const { ALPACA_API_KEY, YAHOO_BASE_URL, PRICE_FOLDER, ECB_BASE_URL, PRICE_UPDATE_ENABLED } = settings;
  const named = [ALPACA_API_KEY, YAHOO_BASE_URL, PRICE_FOLDER, ECB_BASE_URL];
  const isAsked = named.some((one) => one !== undefined) || PRICE_UPDATE_ENABLED === true;
  return isAsked ? configuredSources(settings, providers) : [];
}

/** Exchanges, with the closures of CALENDAR_FILE. Throws SettingError. */
export function calendarsBy({ CALENDAR_FILE: file }: Settings): MarketCalendars {
  if (file === undefined) return new MarketCalendars();
  const { exceptions, wrong } = readCalendarFile(textOf(file));
  if (wrong.length > 0) throw new SettingError(wrong.map((one) => `CALENDAR_FILE: ${file}, ${one}.`));
  const calendars = new MarketCalendars(exceptions);
  try {
    for (const name of exceptions.keys()) calendars.of(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SettingError([
      `CALENDAR_FILE: ${file}: ${error.message}. An early close is between the opening and the regular close.`,
    ]);
  }
  return calendars;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingError([`CALENDAR_FILE: ${file} cannot be read (${code}). Name a file that is there.`]);
  }
}

/** Has the capture done what is due, for as long as the program runs. */
export function startCapturing(capture: Capture, settings: Settings, log: Log, metrics: Metrics): Loop {
  const schedule = scheduleBy(capture, settings, log, metrics);
  const loop = startLoop(
    PAUSE_MS,
    () => schedule.turn(),
    (error) => log.error({ err: error }, 'what is due could not be captured'),
  );
  return {
    stop: async () => {
      await loop.stop();
      await schedule.close();
    },
  };
}

/** The first source's stream of trades where one is asked for; null where there is none. */
function streamBy({ world }: Capture, { PRICE_STREAM_ENABLED: isAsked }: Settings): PriceStream | null {
  const { feed } = world;
  const open = feed?.world.sources.find(({ stream }) => stream !== undefined)?.stream;
  return isAsked === true && feed !== null && open !== undefined ? new PriceStream(feed, open) : null;
}

/** Counts what captures do. */
export const countsIn = (metrics: Metrics): CaptureCounts => ({
  sealed: (of, count) => metrics.count('tidemark_snapshots_total', `of="${of}"`, count),
  backfilled: (outcome) => metrics.count('tidemark_backfills_total', `outcome="${outcome}"`),
});

/** What is due when, as the settings have it. */
export function scheduleBy(capture: Capture, settings: Settings, log: Log, metrics: Metrics): Schedule {
  const isAsked = capture.world.feed !== null && settings.PRICE_UPDATE_ENABLED !== false;
  const intervalMs = (settings.PRICE_UPDATE_INTERVAL_SECONDS ?? 10) * 1000;
  return new Schedule(capture, {
    snapshotMs:
      settings.SNAPSHOT_ENABLED === false ? null : (settings.SNAPSHOT_INTERVAL_MINUTES ?? 5) * MINUTE_MS,
    prices: isAsked ? new PriceJob(capture.world, intervalMs, streamBy(capture, settings)) : null,
    told: ({ stored, errors, stretched }) => {
      metrics.count('tidemark_price_updates_total', 'source="providers"', stored);
      for (const error of errors) log.warn({ error }, 'prices could not be had');
      if (stretched !== null) log.debug({ because: stretched }, 'prices are asked for less often');
    },
  });
}
