import { Alerting, mail, type ProviderHealth, webhook } from './alerts/index.ts';
import type { Log } from './api/index.ts';
import { type Loop, startLoop } from './capture/index.ts';
import { realClock } from './clock.ts';
import type { Clock, Portfolios, Store } from './service/index.ts';
import { incidentKindOf, type SetUp } from './service/records/index.ts';
import type { Settings } from './settings.ts';

/** Between two looks for what is wrong, in real time. */
const PAUSE_MS = 10_000;
const MINUTE_MS = 60_000;
/** Of a provider, where ALERT_PATIENCE_MINUTES is not set. */
const PATIENCE_MINUTES = 15;

/** The ways to tell somebody that the settings name. */
export const channelsSetUp = ({ SMTP_URL, ALERT_WEBHOOK_URL }: Settings): SetUp => ({
  webhook: ALERT_WEBHOOK_URL !== undefined,
  email: SMTP_URL !== undefined,
});

/** What sees what is wrong and has it told, as the settings have it. */
export function alertingBy(
  settings: Settings,
  {
    store,
    portfolios,
    clock,
    health,
  }: {
    readonly store: Store;
    readonly portfolios: Portfolios;
    readonly clock: Clock;
    readonly health: ProviderHealth;
  },
  log: Log,
): Alerting {
  const {
    SMTP_URL,
    ALERT_WEBHOOK_URL,
    ALERT_WEBHOOK_SECRET,
    ALERT_EMAIL_TO = [],
    ALERT_EMAIL_FROM,
  } = settings;
  const from = ALERT_EMAIL_FROM ?? 'Tidemark <tidemark@localhost>';
  const channels = {
    ...(SMTP_URL !== undefined && { email: mail({ url: SMTP_URL, from, to: ALERT_EMAIL_TO }) }),
    ...(ALERT_WEBHOOK_URL !== undefined && {
      webhook: webhook({ url: ALERT_WEBHOOK_URL, secret: ALERT_WEBHOOK_SECRET ?? null, now: realClock.now }),
    }),
  };
  return new Alerting({
    store,
    portfolios,
    clock,
    health,
    channels,
    patienceMs: (settings.ALERT_PATIENCE_MINUTES ?? PATIENCE_MINUTES) * MINUTE_MS,
    ways: { ...channelsSetUp(settings), recipients: ALERT_EMAIL_TO.length > 0 },
    failed: (message) => log.warn(`an alert could not be told: ${message}`),
    log: ({ subject, message, endedAt }) => {
      const kind = incidentKindOf(subject);
      if (endedAt === null) log.warn({ kind }, `incident: ${message}`);
      else log.info({ kind }, `incident over: ${message}`);
    },
  });
}

/** Has it look again and again, beside everything else. */
export const startAlerting = (alerting: Alerting, log: Log): Loop =>
  startLoop(
    PAUSE_MS,
    () => alerting.turn(),
    (error) => log.error({ err: error }, 'what is wrong could not be looked for'),
  );
