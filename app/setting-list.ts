import { clockSetting } from './clock.ts';
import {
  address,
  anyText,
  hostName,
  mailAddress,
  mailAddresses,
  networks,
  oneOf,
  type Reader,
  wholeNumber,
  yesOrNo,
} from './setting-kinds.ts';

/** A variable of the environment, as it is read and as docs/settings.md describes it. */
export interface Setting<Value = unknown> {
  /** What holds where it is not set, in words. */
  readonly usual: string;
  readonly meaning: string;
  readonly example: string;
  readonly read: Reader<Value>;
  /** Its value is never repeated, not even where it is wrong. */
  readonly isSecret?: true;
}

const setting = <Value>(
  usual: string,
  meaning: string,
  example: string,
  read: Reader<Value>,
): Setting<Value> => ({ usual, meaning, example, read });

const secret = <Value>(of: Setting<Value>): Setting<Value> => ({ ...of, isSecret: true });

const providerAddress = (usual: string, whose: string) =>
  setting(usual, `Where ${whose} is asked; another one for tests.`, usual, address('https', 'http'));
const providerKey = (meaning: string, example: string) => secret(setting('none', meaning, example, anyText));

/** Every setting of the program. docs/settings.md is this list in words. */
export const SETTINGS = {
  PORT: setting(
    '3210, or a free one where that is taken',
    'The port to listen on; 0 for any free one.',
    '8080',
    wholeNumber(0, 65_535, ' (any free port)'),
  ),
  HOST: setting(
    '127.0.0.1',
    'The address to listen on. 0.0.0.0 lets other machines in: put a proxy with TLS before it.',
    '0.0.0.0',
    hostName,
  ),
  DATABASE_URL: secret(
    setting(
      'tidemark.db in the home folder',
      'A PostgreSQL database in place of the embedded one.',
      'postgres://tidemark:secret@localhost/tidemark',
      address('postgres', 'postgresql'),
    ),
  ),
  TIDEMARK_HOME: setting(
    '~/.tidemark',
    'The folder of the embedded database and the secret. Made where there is none.',
    '/var/lib/tidemark',
    anyText,
  ),
  TIDEMARK_SECRET_FILE: setting(
    'secret in the home folder',
    'The file of the key that sessions are signed with: 32 characters or more, readable by its owner alone. Made where there is none.',
    '/run/secrets/tidemark',
    anyText,
  ),
  TIDEMARK_CLOCK: setting(
    'the real time',
    "For tests and demonstrations: the program's clock starts at an instant and runs so many times as fast.",
    '2026-03-02T09:25:00-05:00@60',
    clockSetting,
  ),
  LOG_LEVEL: setting(
    'info; warn where the log goes to a terminal',
    'What is logged: fatal, error, warn, info, debug, trace or silent.',
    'debug',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  ),
  SIGN_UP: setting(
    'open',
    'With closed, nobody but the first user can sign up.',
    'closed',
    oneOf('open', 'closed'),
  ),
  TRUSTED_PROXIES: setting(
    'none',
    'Proxies whose X-Forwarded-For counts, by address or network.',
    '10.0.0.5,192.168.0.0/16',
    networks,
  ),
  WRITE_LIMIT_PER_MINUTE: setting(
    '30000',
    'How many writes a user may make in a minute.',
    '600',
    wholeNumber(1, 100_000_000),
  ),
  CALENDAR_FILE: setting(
    'none',
    'A file of one-off closures of exchanges.',
    '/etc/tidemark/closures.csv',
    anyText,
  ),
  PRICE_UPDATE_ENABLED: setting(
    'true where a source is set up',
    'Whether live prices are fetched.',
    'false',
    yesOrNo,
  ),
  PRICE_STREAM_ENABLED: setting(
    'false',
    "Whether live prices come over the source's stream of trades where it has one; others, and all while it is cut, are fetched.",
    'true',
    yesOrNo,
  ),
  PRICE_UPDATE_INTERVAL_SECONDS: setting(
    '10',
    'How often live prices are fetched.',
    '30',
    wholeNumber(1, 86_400),
  ),
  SNAPSHOT_ENABLED: setting(
    'true',
    'Whether values are captured during sessions and at their close.',
    'false',
    yesOrNo,
  ),
  SNAPSHOT_INTERVAL_MINUTES: setting(
    '5',
    'How often values are captured during a session.',
    '15',
    wholeNumber(1, 1440),
  ),
  EOD_DELAY_MINUTES: setting(
    '30',
    "How long after its close a session's value is sealed.",
    '60',
    wholeNumber(0, 1440),
  ),
  CONNECTION_SYNC_ENABLED: setting(
    'true',
    'Whether connections to brokers are synced by themselves: at the start, then as often as each provider allows.',
    'false',
    yesOrNo,
  ),
  ALPACA_API_KEY: providerKey('The key of Alpaca, with its secret.', 'PK…'),
  ALPACA_SECRET_KEY: providerKey('The secret of that key.', '…'),
  ALPACA_BASE_URL: providerAddress('https://api.alpaca.markets', "Alpaca's trading API"),
  ALPACA_DATA_URL: providerAddress('https://data.alpaca.markets', "Alpaca's market data"),
  SNAPTRADE_CLIENT_ID: providerKey('The client of SnapTrade, with its key.', 'MYFIRM-ABC'),
  SNAPTRADE_CONSUMER_KEY: providerKey('The key of that client.', '…'),
  SNAPTRADE_BASE_URL: providerAddress('https://api.snaptrade.com', 'SnapTrade'),
  PLAID_CLIENT_ID: providerKey('The client of Plaid, with its secret.', '5f…'),
  PLAID_SECRET: providerKey('The secret of that client.', '…'),
  PLAID_BASE_URL: providerAddress('https://production.plaid.com', 'Plaid'),
  YAHOO_BASE_URL: setting(
    'Yahoo is not asked',
    "Where Yahoo's chart is asked. It is unofficial: nobody asks it unless this is set.",
    'https://query2.finance.yahoo.com',
    address('https', 'http'),
  ),
  PRICE_FOLDER: setting(
    'none',
    'A folder of SYMBOL.csv and EURUSD.csv that prices and rates are read from.',
    '/var/lib/prices',
    anyText,
  ),
  ECB_BASE_URL: providerAddress('https://www.ecb.europa.eu', 'the European Central Bank'),
  ALERT_WEBHOOK_URL: secret(
    setting(
      'none',
      'Where what fails is posted to, and that it is over.',
      'https://hooks.example.org/tidemark',
      address('https', 'http'),
    ),
  ),
  ALERT_WEBHOOK_SECRET: secret(
    setting('none: it is not signed', 'Signs what is posted: header Tidemark-Signature.', '…', anyText),
  ),
  SMTP_URL: secret(
    setting(
      'none',
      'The mail server: smtps for TLS, smtp for STARTTLS, which is needed with a password unless ?tls=none is added.',
      'smtps://user:secret@mail.example.org',
      address('smtp', 'smtps'),
    ),
  ),
  ALERT_EMAIL_TO: setting(
    'none',
    'Who is mailed what fails, and that it is over; users are mailed what they asked for.',
    'ann@example.org,ops@example.org',
    mailAddresses,
  ),
  ALERT_EMAIL_FROM: setting(
    'Tidemark <tidemark@localhost>',
    'The sender of mails.',
    'Tidemark <tidemark@example.org>',
    mailAddress,
  ),
  ALERT_PATIENCE_MINUTES: setting(
    '15',
    'How long nothing comes from a provider before that is told.',
    '60',
    wholeNumber(0, 10_080),
  ),
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof SETTINGS;

/** Settings that are nothing without each other. */
export const PAIRS: readonly (readonly [SettingName, SettingName])[] = [
  ['ALPACA_API_KEY', 'ALPACA_SECRET_KEY'],
  ['SNAPTRADE_CLIENT_ID', 'SNAPTRADE_CONSUMER_KEY'],
  ['PLAID_CLIENT_ID', 'PLAID_SECRET'],
];
