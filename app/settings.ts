import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** What the environment sets for a server, checked. */
export interface ServerSettings {
  readonly port: number;
  readonly host: string;
  /** `postgres://…` or the path of the embedded file. */
  readonly database: string;
  readonly home: string;
  readonly secret: string;
  readonly signUp: 'open' | 'closed';
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
}

/** A value of the environment that cannot be: it names itself and its remedy. */
export class SettingError extends Error {}

const PORT = 3210;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** Names of the program's own that are known; another one is a misspelling. */
const OWN = ['TIDEMARK_HOME', 'TIDEMARK_SECRET_FILE', 'TIDEMARK_CLOCK'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; makes the home folder and the secret where they are missing. Throws SettingError. */
export function serverSettings(env: Environment): ServerSettings {
  for (const name of Object.keys(env)) {
    if (name.startsWith('TIDEMARK_') && !OWN.includes(name))
      throw new SettingError(`${name} is no setting. Known are ${OWN.join(', ')}.`);
  }
  const home = env.TIDEMARK_HOME || path.join(homedir(), '.tidemark');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return {
    port: portOf(env.PORT),
    host: env.HOST || '127.0.0.1',
    database: env.DATABASE_URL || path.join(home, 'tidemark.db'),
    home,
    secret: secretOf(env.TIDEMARK_SECRET_FILE || path.join(home, 'secret')),
    signUp: oneOf('SIGN_UP', env.SIGN_UP, ['open', 'closed'] as const),
    trustedProxies: (env.TRUSTED_PROXIES ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL ?? 'info', LOG_LEVELS),
  };
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new SettingError(`PORT is ${JSON.stringify(text)}; give a number from 0 (any free port) to 65535.`);
  return port;
}

function oneOf<Choice extends string>(
  name: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice {
  const chosen = choices.find((one) => one === (text || choices[0]));
  if (chosen === undefined)
    throw new SettingError(`${name} is ${JSON.stringify(text)}; it can be ${choices.join(', ')}.`);
  return chosen;
}

/** The key that sessions are signed with: 32 random bytes in a file that nobody else can read. */
function secretOf(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  const { mode } = statSync(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new SettingError(`${file} can be read by others; run: chmod 600 ${file}`);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new SettingError(`${file} is too short for a secret; it needs 32 characters or more.`);
  return secret;
}
