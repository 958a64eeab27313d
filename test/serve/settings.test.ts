import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS, type Setting } from '../../app/setting-list.ts';
import { readSettings, SettingError } from '../../app/settings.ts';

const PAGE = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'settings.md'), 'utf8');

/** A value of each setting that cannot be. Texts and keys can be anything. */
const WRONG: readonly (readonly [name: string, value: string, remedy: RegExp])[] = [
  ['PORT', '99999', /^PORT is "99999"; give a whole number from 0 \(any free port\) to 65535\.$/],
  ['PORT', '3210x', /whole number/],
  ['HOST', 'http://here', /^HOST is .*; name an address of this machine/],
  ['DATABASE_URL', 'mysql://ann:topsecret@here/db', /^DATABASE_URL is not what it can be; .*postgres:\/\/…/],
  ['TIDEMARK_CLOCK', '2026-03-02', /2026-03-02T09:25:00-05:00@60/],
  ['TIDEMARK_CLOCK', '2026-03-02T09:25:00', /an instant with its offset/],
  ['TIDEMARK_CLOCK', '2026-03-02T09:25:00Z@fast', /how many times as fast/],
  ['TIDEMARK_CLOCK', '2026-03-02T09:25:00Z@', /how many times as fast/],
  ['LOG_LEVEL', 'loud', /fatal, error, warn, info, debug, trace, silent/],
  ['SIGN_UP', 'no', /open, closed/],
  ['TRUSTED_PROXIES', '10.0.0.5,everybody', /addresses or networks/],
  ['TRUSTED_PROXIES', '10.0.0.0/99', /addresses or networks/],
  ['WRITE_LIMIT_PER_MINUTE', '0', /whole number from 1/],
  ['PRICE_UPDATE_ENABLED', 'yes', /true or false/],
  ['PRICE_STREAM_ENABLED', 'yes', /true or false/],
  ['PRICE_UPDATE_INTERVAL_SECONDS', '0.5', /whole number/],
  ['SNAPSHOT_ENABLED', '1', /true or false/],
  ['SNAPSHOT_INTERVAL_MINUTES', '-5', /whole number/],
  ['EOD_DELAY_MINUTES', 'soon', /whole number/],
  ['CONNECTION_SYNC_ENABLED', 'no', /true or false/],
  ['ALPACA_BASE_URL', 'api.alpaca.markets', /https:\/\/…/],
  ['ALPACA_DATA_URL', 'ftp://data', /https:\/\/…/],
  ['SNAPTRADE_BASE_URL', '/', /https:\/\/…/],
  ['PLAID_BASE_URL', 'plaid', /https:\/\/…/],
  ['YAHOO_BASE_URL', 'yahoo', /https:\/\/…/],
  ['ECB_BASE_URL', 'ecb', /https:\/\/…/],
  ['SMTP_URL', 'mail.example.org', /smtp:\/\/… or smtps:\/\/…/],
  ['ALERT_WEBHOOK_URL', 'hook', /https:\/\/…/],
  ['ALERT_EMAIL_TO', 'ann', /separated by commas/],
  ['ALERT_EMAIL_FROM', 'Ann <ann>', /tidemark@example.org/],
  ['ALERT_PATIENCE_MINUTES', '-1', /whole number/],
];

const FREE = [
  'ALERT_WEBHOOK_SECRET',
  'PRICE_FOLDER',
  'TIDEMARK_HOME',
  'TIDEMARK_SECRET_FILE',
  'CALENDAR_FILE',
  'ALPACA_API_KEY',
  'ALPACA_SECRET_KEY',
  'SNAPTRADE_CLIENT_ID',
  'SNAPTRADE_CONSUMER_KEY',
  'PLAID_CLIENT_ID',
  'PLAID_SECRET',
];

function messagesOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingError) return error.messages;
    throw error;
  }
}

describe('the settings', () => {
  test.each(WRONG)('%s=%s names itself and its remedy', (name, value, remedy) => {
    const messages = messagesOf({ [name]: value });
    expect(messages).toEqual([expect.stringMatching(remedy)]);
    expect(messages[0]).toMatch(new RegExp(`^${name} `));
    expect(messages[0]).not.toContain('topsecret');
  });

  test('each that can be wrong is tried with a wrong value', () => {
    expect([...new Set(WRONG.map(([name]) => name)), ...FREE].sort()).toEqual(Object.keys(SETTINGS).sort());
  });

  test('everything that is wrong is told at once', () => {
    expect(messagesOf({ PORT: 'x', SIGN_UP: 'x', TIDEMARK_X: '1' })).toHaveLength(3);
  });

  test('a misspelt name of its own is refused, with the one that was meant', () => {
    expect(messagesOf({ TIDEMARK_HOEM: '/a' })).toEqual([
      'TIDEMARK_HOEM is no setting. Did you mean TIDEMARK_HOME?',
    ]);
    expect(messagesOf({ TIDEMARK_SOMETHING_ELSE: 'x' })).toEqual([
      'TIDEMARK_SOMETHING_ELSE is no setting. Known are TIDEMARK_HOME, TIDEMARK_SECRET_FILE, TIDEMARK_CLOCK.',
    ]);
  });

  test('a key without its secret is refused, and neither is repeated', () => {
    expect(messagesOf({ PLAID_SECRET: 'topsecret' })).toEqual([
      'PLAID_SECRET is set and PLAID_CLIENT_ID is not. Set both or neither.',
    ]);
  });

  test('an empty value is as none', () => {
    expect(readSettings({ PORT: '', TRUSTED_PROXIES: '', TIDEMARK_CLOCK: '' })).toEqual({});
  });

  test('the examples of the page can be set, all together', () => {
    const env = Object.fromEntries(Object.entries(SETTINGS).map(([name, { example }]) => [name, example]));
    expect(Object.keys(readSettings(env)).sort()).toEqual(Object.keys(SETTINGS).sort());
  });
});

test('docs/settings.md has exactly the settings, each with default, meaning and example', () => {
  const rowOf = ([name, { usual, meaning, example }]: [string, Setting]) =>
    `| \`${name}\` | ${usual} | ${meaning} | \`${example}\` |`;
  const all = Object.entries<Setting>(SETTINGS);
  const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows(PAGE)).toEqual(all.map(rowOf));
});
