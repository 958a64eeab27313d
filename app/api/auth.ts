import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { PASSWORD_LENGTH } from '@tidemark/contract';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { AUTH_TABLES } from '../service/index.ts';
import { DEMO_KEPT, deleteWholly, type SignUpRules, signUpHooks } from './sign-up.ts';

/** Where better-auth keeps its rows: the same database as everything else. */
export interface AuthDatabase {
  // Its tables are better-auth's own: their types are too.
  // biome-ignore lint/suspicious/noExplicitAny: better-auth takes a Kysely of any schema
  readonly db: Kysely<any>;
  readonly type: 'sqlite' | 'postgres';
}

export interface AuthSettings extends SignUpRules {
  /** At least 32 random characters. */
  readonly secret: string;
  /** Told what better-auth has to say; what it throws is answered and logged where every fault is. */
  readonly tell?: (message: string) => void;
}

/** The longest life of an API key that ends, in days. */
const KEY_DAYS_MAX = 3_650;

export type Auth = ReturnType<typeof createAuth>;

/** Sign-up, sign-in, sessions, API keys, passkeys and second factors, by better-auth. */
export function createAuth({ db, type }: AuthDatabase, settings: AuthSettings) {
  return betterAuth({
    appName: 'Tidemark',
    basePath: '/api/v1/auth',
    secret: settings.secret,
    database: { db, type },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => settings.tell?.(message) },
    onAPIError: { throw: true },
    // Works from whatever address the client used; what another site sends is refused before (origin.ts).
    trustedOrigins: (request) => (request === undefined ? [] : originsOf(request)),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: {
      modelName: AUTH_TABLES.user,
      additionalFields: { role: { type: 'string', required: false, input: false, defaultValue: 'user' } },
      deleteUser: { enabled: true, beforeDelete: ({ id }) => deleteWholly(settings, id) },
    },
    session: { modelName: AUTH_TABLES.session, cookieCache: { enabled: false } },
    account: { modelName: AUTH_TABLES.account },
    verification: { modelName: AUTH_TABLES.verification },
    // Attempts are counted before (sign-in-attempts.ts), by account too and in bounded memory.
    rateLimit: { enabled: false, modelName: AUTH_TABLES.rateLimit },
    advanced: {
      cookiePrefix: 'tidemark',
      // Whether a client comes by https is known for each request, not for the program (cookies.ts).
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: ['x-tidemark-client'] },
    },
    databaseHooks: {
      user: { create: signUpHooks(settings) },
      session: {
        create: {
          before: async ({ userId }) => {
            if (settings.demo?.isServed === false && userId === (await settings.demo.id()))
              throw new APIError('UNAUTHORIZED', { message: DEMO_KEPT });
          },
        },
      },
    },
    plugins: [
      apiKey({
        schema: { apikey: { modelName: AUTH_TABLES.apikey } },
        // Counted before (guards/limits.ts), without a write for each request.
        rateLimit: { enabled: false },
        keyExpiration: { minExpiresIn: 0, maxExpiresIn: KEY_DAYS_MAX },
        enableMetadata: true,
      }),
      passkey({ schema: { passkey: { modelName: AUTH_TABLES.passkey } } }),
      twoFactor({ schema: { twoFactor: { modelName: AUTH_TABLES.twoFactor } } }),
    ],
  });
}

/** By both schemes: a proxy may speak another one with the client than with this server. */
function originsOf({ url }: Request): string[] {
  const { host } = new URL(url);
  return [`http://${host}`, `https://${host}`];
}
