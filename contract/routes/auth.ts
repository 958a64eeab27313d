import { endpoints, ok } from '../route.ts';
import {
  AccountDeleted,
  AccountDeletion,
  ApiKeyCreated,
  ApiKeyId,
  ApiKeyInput,
  ApiKeys,
  Revoked,
  Session,
  SignedIn,
  SignedOut,
  SignIn,
  SignUp,
} from '../schemas/auth.ts';

const PUBLIC = { access: 'public', scope: null, auth: true } as const;
/** Keys are made and revoked by whoever is signed in, never by a key. */
const SIGNED_IN = { access: 'user', scope: null, auth: true } as const;

/** better-auth's routes that clients begin with; it has more (passkeys, TOTP, sessions, passwords), by its own pages. */
export const authRoutes = endpoints('Sign-in', {
  signUp: {
    ...PUBLIC,
    method: 'POST',
    path: '/auth/sign-up/email',
    summary: 'Sign up, and be signed in',
    description: 'The first user of an instance is its administrator. An operator can close sign-up.',
    body: SignUp,
    answers: ok(SignedIn, 'Signed up; the session cookie is set.'),
  },
  signIn: {
    ...PUBLIC,
    method: 'POST',
    path: '/auth/sign-in/email',
    summary: 'Sign in',
    body: SignIn,
    answers: ok(SignedIn, 'Signed in; the session cookie is set.'),
  },
  signOut: {
    ...PUBLIC,
    method: 'POST',
    path: '/auth/sign-out',
    summary: 'Sign out',
    answers: ok(SignedOut, 'Signed out; the session has ended.'),
  },
  getSession: {
    ...PUBLIC,
    method: 'GET',
    path: '/auth/get-session',
    summary: 'The session, or null',
    answers: ok(Session, 'The session and its user; null without one.'),
  },
  deleteUser: {
    ...SIGNED_IN,
    method: 'POST',
    path: '/auth/delete-user',
    summary: 'Delete the user for good',
    description:
      'Everything of the user goes with him at once: accounts, ledger, prices, connections, jobs, sessions, keys. It cannot be undone; export first. The only administrator of a server that others use stays.',
    body: AccountDeletion,
    answers: ok(AccountDeleted, 'The user is gone, and signed out.'),
  },
  createApiKey: {
    ...SIGNED_IN,
    method: 'POST',
    path: '/auth/api-key/create',
    summary: 'Make an API key',
    body: ApiKeyInput,
    answers: ok(ApiKeyCreated, 'The key; it is not shown again.'),
  },
  listApiKeys: {
    ...SIGNED_IN,
    method: 'GET',
    path: '/auth/api-key/list',
    summary: 'The API keys',
    answers: ok(ApiKeys, 'The keys of the user, without the keys themselves.'),
  },
  revokeApiKey: {
    ...SIGNED_IN,
    method: 'POST',
    path: '/auth/api-key/delete',
    summary: 'Revoke an API key',
    body: ApiKeyId,
    answers: ok(Revoked, 'The key is refused from now on.'),
  },
});
