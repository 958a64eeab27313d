/**
 * The tables of better-auth by its own names for them: its `modelName` for each. Their columns have better-auth's
 * names. They belong to the instance, not to an owner.
 */
export const AUTH_TABLES = {
  user: 'auth_user',
  session: 'auth_session',
  account: 'auth_account',
  verification: 'auth_verification',
  apikey: 'auth_api_key',
  passkey: 'auth_passkey',
  twoFactor: 'auth_two_factor',
  rateLimit: 'auth_rate_limit',
} as const;
