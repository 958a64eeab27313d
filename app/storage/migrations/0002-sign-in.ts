import type { Migration } from './migration.ts';

/**
 * The tables of better-auth 1.7.5 with its plugins api-key, passkey, two-factor and admin, by the names of
 * AUTH_TABLES; the columns are better-auth's own.
 */
export const signIn: Migration = {
  number: 2,
  name: 'sign-in',
  statements: [
    `create table auth_user (
       "id" {text} not null primary key, "name" {text} not null, "email" {text} not null unique,
       "emailVerified" {bool} not null, "image" {text}, "createdAt" {time} not null, "updatedAt" {time} not null,
       "twoFactorEnabled" {bool}, "role" {text}, "banned" {bool}, "banReason" {text}, "banExpires" {time}
     )`,
    `create table auth_session (
       "id" {text} not null primary key, "expiresAt" {time} not null, "token" {text} not null unique,
       "createdAt" {time} not null, "updatedAt" {time} not null, "ipAddress" {text}, "userAgent" {text},
       "userId" {text} not null references auth_user ("id") on delete cascade, "impersonatedBy" {text}
     )`,
    `create index auth_session_by_user on auth_session ("userId")`,
    `create table auth_account (
       "id" {text} not null primary key, "accountId" {text} not null, "providerId" {text} not null,
       "userId" {text} not null references auth_user ("id") on delete cascade, "accessToken" {text},
       "refreshToken" {text}, "idToken" {text}, "accessTokenExpiresAt" {time}, "refreshTokenExpiresAt" {time},
       "scope" {text}, "password" {text}, "createdAt" {time} not null, "updatedAt" {time} not null
     )`,
    `create index auth_account_by_user on auth_account ("userId")`,
    `create table auth_verification (
       "id" {text} not null primary key, "identifier" {text} not null, "value" {text} not null,
       "expiresAt" {time} not null, "createdAt" {time} not null, "updatedAt" {time} not null
     )`,
    `create index auth_verification_by_identifier on auth_verification ("identifier")`,
    `create table auth_api_key (
       "id" {text} not null primary key, "configId" {text} not null, "name" {text}, "start" {text},
       "referenceId" {text} not null, "prefix" {text}, "key" {text} not null, "refillInterval" {number},
       "refillAmount" {number}, "lastRefillAt" {time}, "enabled" {bool}, "rateLimitEnabled" {bool},
       "rateLimitTimeWindow" {number}, "rateLimitMax" {number}, "requestCount" {number}, "remaining" {number},
       "lastRequest" {time}, "expiresAt" {time}, "createdAt" {time} not null, "updatedAt" {time} not null,
       "permissions" {text}, "metadata" {text}
     )`,
    `create index auth_api_key_by_config on auth_api_key ("configId")`,
    `create index auth_api_key_by_reference on auth_api_key ("referenceId")`,
    `create index auth_api_key_by_key on auth_api_key ("key")`,
    `create table auth_passkey (
       "id" {text} not null primary key, "name" {text}, "publicKey" {text} not null,
       "userId" {text} not null references auth_user ("id") on delete cascade, "credentialID" {text} not null,
       "counter" {number} not null, "deviceType" {text} not null, "backedUp" {bool} not null, "transports" {text},
       "createdAt" {time}, "aaguid" {text}
     )`,
    `create index auth_passkey_by_user on auth_passkey ("userId")`,
    `create index auth_passkey_by_credential on auth_passkey ("credentialID")`,
    `create table auth_two_factor (
       "id" {text} not null primary key, "secret" {text} not null, "backupCodes" {text} not null,
       "userId" {text} not null references auth_user ("id") on delete cascade, "verified" {bool},
       "failedVerificationCount" {number}, "lockedUntil" {time}
     )`,
    `create index auth_two_factor_by_secret on auth_two_factor ("secret")`,
    `create index auth_two_factor_by_user on auth_two_factor ("userId")`,
    `create table auth_rate_limit (
       "id" {text} not null primary key, "key" {text} not null unique, "count" {number} not null,
       "lastRequest" {int} not null
     )`,
  ],
};
