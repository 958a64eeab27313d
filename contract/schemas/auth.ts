import { z } from 'zod';
import { SCOPES, type Scope } from '../route.ts';
import { flag, id, instant, instantOrNull, name, text, textOrNull } from './scalars.ts';

/** better-auth's own bodies: camelCase, and more fields than the ones that are promised here. */

const AuthUser = z
  .looseObject({
    id: id('Of the user.'),
    email: text('Of the sign-in.'),
    name: text('As the user gave it.'),
    emailVerified: flag('Whether the address was confirmed.'),
    createdAt: instant('When the user signed up.'),
    updatedAt: instant('When something of it changed last.'),
  })
  .meta({ id: 'AuthUser', description: 'The user as the sign-in knows it.' });

/** The fewest and most characters of a password. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

export const SignUp = z
  .looseObject({
    name: name('What the user is called.'),
    email: z.email().max(254).describe('Signs in by it.'),
    password: z
      .string()
      .min(PASSWORD_LENGTH.min)
      .max(PASSWORD_LENGTH.max)
      .describe('At least 8 characters, and not the e-mail address.'),
  })
  .refine(({ email, password }) => email.toLowerCase() !== password.toLowerCase(), {
    path: ['password'],
    message: 'is the e-mail address',
  });

export const SignIn = z.looseObject({
  email: text('Of the user.'),
  password: text('Of the user.'),
  rememberMe: flag('Whether the session outlives the browser; it does where absent.').optional(),
});

export const SignedIn = z
  .looseObject({
    token: textOrNull('Of the session, which the cookie carries; null where sign-up gives no session.'),
    user: AuthUser,
  })
  .meta({ id: 'SignedIn', description: 'The user; the session is in the cookie.' });

export const AccountDeletion = z.strictObject({ password: text('Of the user, to confirm it.') });

export const AccountDeleted = z.looseObject({
  success: flag('True.'),
  message: text('That it is done.'),
});

export const SignedOut = z.looseObject({ success: flag('True.') });

export const Session = z
  .looseObject({
    session: z
      .looseObject({ id: id('Of the session.'), expiresAt: instant('When it ends.') })
      .describe('The session.'),
    user: AuthUser,
  })
  .nullable();

const scope = z.enum(Object.keys(SCOPES) as [Scope, ...Scope[]]);

export const ApiKeyInput = z.looseObject({
  name: z.string().min(1).max(32).describe('What the user calls it.').optional(),
  expiresIn: z
    .int()
    .min(1)
    .nullable()
    .describe('Seconds until it ends; never where absent or null.')
    .optional(),
  scopes: z
    .array(scope)
    .min(1)
    .describe('What it may do; all but `capture:all` where absent. `capture:all` is for administrators.')
    .optional(),
});

const apiKey = {
  id: id('Of the key; not the key itself.'),
  name: textOrNull('What the user calls it.'),
  start: textOrNull('Its first characters.'),
  scopes: z.array(scope).describe('What it may do.'),
  enabled: flag('Whether it is accepted.'),
  expiresAt: instantOrNull('When it ends; null: never.'),
  createdAt: instant('When it was made.'),
};

export const ApiKey = z
  .looseObject(apiKey)
  .meta({ id: 'ApiKey', description: 'An API key, without the key.' });

export const ApiKeyCreated = z
  .looseObject({ ...apiKey, key: text('The key; shown this once.') })
  .meta({ id: 'ApiKeyCreated', description: 'A new API key.' });

export const ApiKeys = z.looseObject({ apiKeys: z.array(ApiKey).describe('Of the user.') });

export const ApiKeyId = z.strictObject({ keyId: id('Of the key.') });

export const Revoked = z.looseObject({ success: flag('True.') });
