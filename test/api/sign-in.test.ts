import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneTimeCode, secretOfAddress } from './one-time-code.ts';
import { type TestServer, testServer } from './server.ts';
import {
  type CreationOptions,
  type RequestOptions,
  SoftwareAuthenticator,
} from './software-authenticator.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ TRUSTED_PROXIES: '127.0.0.1' });
});

afterAll(() => server.close());

/** A browser: keeps cookies, and says where its page is from. */
class Browser {
  readonly cookies = new Map<string, string>();
  /** As sent, with their attributes. */
  setCookies: string[] = [];
  private readonly extra: Record<string, string>;

  constructor(extra: Record<string, string> = {}) {
    this.extra = extra;
  }

  async send<Body = object>(address: string, body?: unknown): Promise<{ status: number; body: Body }> {
    const answer = await fetch(server.address + address, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(this.cookies.size > 0 && {
          cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...(body !== undefined && { 'content-type': 'application/json', origin: server.address }),
        ...this.extra,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    this.setCookies = answer.headers.getSetCookie();
    for (const one of this.setCookies) {
      const [pair] = one.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (/max-age=0/i.test(one)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const said = await answer.text();
    return { status: answer.status, body: said === '' ? {} : JSON.parse(said) };
  }

  auth = <Body = object>(address: string, body?: unknown) => this.send<Body>(`/api/v1/auth${address}`, body);
}

/** What enabling a second factor answers. */
interface Enrolled {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

const PASSWORD = 'correct horse battery';

let users = 0;
/** Somebody new, signed in. */
async function newUser(extra?: Record<string, string>): Promise<{ browser: Browser; email: string }> {
  const browser = new Browser(extra);
  const email = `user${users++}@example.com`;
  const { status } = await browser.auth('/sign-up/email', { name: 'User', email, password: PASSWORD });
  expect(status).toBe(200);
  return { browser, email };
}

const me = async (browser: Browser): Promise<number> => (await browser.send('/api/v1/me')).status;

describe('a second factor by one-time codes', () => {
  test('is the code of RFC 6238 (appendix B: 94287082 at 59 s, of which the last six)', () => {
    expect(oneTimeCode(Buffer.from('12345678901234567890'), 59_000)).toBe('287082');
  });

  test('holds once it has been proved: then a password alone opens nothing', async () => {
    const { browser, email } = await newUser();
    const wrong = await browser.auth('/two-factor/enable', { password: 'not the password' });
    expect(wrong.status).toBe(422);
    const { status, body } = await browser.auth<Enrolled>('/two-factor/enable', { password: PASSWORD });
    expect(status).toBe(200);
    const { totpURI, backupCodes } = body;
    const secret = secretOfAddress(totpURI);
    const code = () => oneTimeCode(secret, Date.now());

    // Not proved yet: a password is enough.
    const before = new Browser();
    await before.auth('/sign-in/email', { email, password: PASSWORD });
    expect(await me(before)).toBe(200);

    expect((await browser.auth('/two-factor/verify-totp', { code: code() })).status).toBe(200);
    expect(await me(browser)).toBe(200);

    const again = new Browser();
    const first = await again.auth('/sign-in/email', { email, password: PASSWORD });
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await me(again)).toBe(401);
    const guess = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
    expect((await again.auth('/two-factor/verify-totp', { code: guess })).status).toBe(401);
    expect(await me(again)).toBe(401);
    expect((await again.auth('/two-factor/verify-totp', { code: code() })).status).toBe(200);
    expect(await me(again)).toBe(200);

    // A backup code opens once.
    const spend = async (): Promise<number> => {
      const other = new Browser();
      await other.auth('/sign-in/email', { email, password: PASSWORD });
      await other.auth('/two-factor/verify-backup-code', { code: backupCodes[0] });
      return me(other);
    };
    expect(await spend()).toBe(200);
    expect(await spend()).toBe(401);
  });

  test('is kept encrypted: neither its secret, nor codes, passwords or keys are in the database', async () => {
    const { browser } = await newUser();
    const { body } = await browser.auth<Enrolled>('/two-factor/enable', { password: PASSWORD });
    const { totpURI, backupCodes } = body;
    const { body: made } = await browser.auth<{ key: string }>('/api-key/create', { name: 'secret' });
    const { key } = made;
    const base32 = new URL(totpURI).searchParams.get('secret') ?? '';
    const plain = secretOfAddress(totpURI).toString();
    expect(plain).toMatch(/^[\w-]{32}$/);
    const secrets = [base32, plain, ...backupCodes, PASSWORD, key, key.slice(6)];
    const bytes = await server.database.stored();
    expect(bytes.includes('user0@example.com')).toBe(true);
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
  });
});

describe('a passkey', () => {
  const register = async (browser: Browser, key: SoftwareAuthenticator, origin: string) => {
    const options = await browser.auth<CreationOptions>('/passkey/generate-register-options');
    expect(options.status).toBe(200);
    const response = key.create(options.body, origin);
    return browser.auth('/passkey/verify-registration', { response, name: 'laptop' });
  };
  const signIn = async (browser: Browser, key: SoftwareAuthenticator, origin: string) => {
    const options = await browser.auth<RequestOptions>('/passkey/generate-authenticate-options');
    const response = key.get(options.body, origin);
    return browser.auth('/passkey/verify-authentication', { response });
  };

  test('is registered by who is signed in, and signs in without a password', async () => {
    const { browser } = await newUser();
    const key = new SoftwareAuthenticator();
    expect((await register(browser, key, server.address)).status).toBe(200);
    const other = new Browser();
    expect((await signIn(other, key, server.address)).status).toBe(200);
    expect(await me(other)).toBe(200);
    const ids = await Promise.all([browser, other].map(async (one) => (await one.send('/api/v1/me')).body));
    expect(ids[0]).toEqual(ids[1]);
  });

  test('of another site, another key or an old challenge opens nothing', async () => {
    const { browser } = await newUser();
    const key = new SoftwareAuthenticator();
    await register(browser, key, server.address);
    const elsewhere = new Browser();
    expect((await signIn(elsewhere, key, 'https://evil.example')).status).toBeGreaterThanOrEqual(400);
    expect(await me(elsewhere)).toBe(401);
    const stranger = new Browser();
    expect((await signIn(stranger, new SoftwareAuthenticator(), server.address)).status).toBe(401);
    const late = new Browser();
    const options = await late.auth<RequestOptions>('/passkey/generate-authenticate-options');
    const response = key.get(options.body, server.address);
    expect((await late.auth('/passkey/verify-authentication', { response })).status).toBe(200);
    const replay = await late.auth('/passkey/verify-authentication', { response });
    expect(replay.status).toBeGreaterThanOrEqual(400);
  });

  test('is not registered by nobody', async () => {
    expect((await new Browser().auth('/passkey/generate-register-options')).status).toBe(401);
  });

  test('works behind a proxy with https, by the address that the browser shows', async () => {
    const host = 'money.example';
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': host, origin: `https://${host}` };
    const { browser } = await newUser(proxied);
    const key = new SoftwareAuthenticator();
    expect((await register(browser, key, `https://${host}`)).status).toBe(200);
    const other = new Browser(proxied);
    expect((await signIn(other, key, `https://${host}`)).status).toBe(200);
    expect(await me(other)).toBe(200);
  });
});

describe('the cookie of a session', () => {
  test('is out of reach of scripts and of other sites', async () => {
    const { browser } = await newUser();
    expect(browser.setCookies).toHaveLength(2);
    for (const cookie of browser.setCookies) {
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Lax/i);
      expect(cookie).not.toMatch(/; Secure|Domain=/i);
    }
  });

  test('goes over https alone where the client came by https', async () => {
    const { browser } = await newUser({ 'x-forwarded-proto': 'https' });
    for (const cookie of browser.setCookies) {
      expect(cookie).toMatch(/^__Host-tidemark\./);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; Path=\//);
    }
    expect(await me(browser)).toBe(200);
    // A cookie that another host, or somebody without https, has put there does not count.
    const planted = new Browser({ 'x-forwarded-proto': 'https' });
    for (const [name, value] of browser.cookies) planted.cookies.set(name.replace('__Host-', ''), value);
    expect(await me(planted)).toBe(401);
  });

  test('is a new one at each sign-in: one that was planted before opens nothing', async () => {
    const { browser: attacker } = await newUser();
    const { email } = await newUser();
    const victim = new Browser();
    for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
    await victim.auth('/sign-in/email', { email, password: PASSWORD });
    expect(victim.cookies.get('tidemark.session_token')).not.toBe(
      attacker.cookies.get('tidemark.session_token'),
    );
    const [own, other] = [await victim.send('/api/v1/me'), await attacker.send('/api/v1/me')];
    expect(own.body).toMatchObject({ email });
    expect(other.body).not.toMatchObject({ email });
  });

  test('is nothing after signing out, whoever has a copy', async () => {
    const { browser } = await newUser();
    const copy = new Browser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect((await browser.auth('/sign-out', {})).status).toBe(200);
    expect(browser.cookies.has('tidemark.session_token')).toBe(false);
    expect(await me(copy)).toBe(401);
  });
});

describe('another site', () => {
  const doors: [string, object][] = [
    ['/sign-up/email', { name: 'X', email: 'x@example.com', password: PASSWORD }],
    ['/sign-in/email', { email: 'x@example.com', password: PASSWORD }],
    ['/sign-out', {}],
    ['/api-key/create', { name: 'x' }],
    ['/api-key/update', { keyId: 'x', name: 'y' }],
    ['/api-key/delete', { keyId: 'x' }],
    ['/change-password', { currentPassword: PASSWORD, newPassword: 'another password' }],
    ['/two-factor/enable', { password: PASSWORD }],
    ['/two-factor/disable', { password: PASSWORD }],
    ['/passkey/verify-registration', { response: {} }],
    ['/passkey/delete-passkey', { id: 'x' }],
    ['/update-user', { name: 'x' }],
    ['/revoke-sessions', {}],
  ];
  test.each(doors)('cannot make a browser send %s', async (address, body) => {
    const { browser } = await newUser();
    const claims: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const named of claims) {
      const answer = await fetch(`${server.address}/api/v1/auth${address}`, {
        method: 'POST',
        headers: {
          cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'content-type': 'application/json',
          ...named,
        },
        body: JSON.stringify(body),
      });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        403,
        'origin_refused',
      ]);
    }
    expect(await me(browser)).toBe(200);
  });
});

describe('a password', () => {
  const attempt = (password: string, email = `p${users++}@example.com`) =>
    new Browser().auth('/sign-up/email', { name: 'P', email, password });

  test.each([
    ['7 characters', 'a234567', 422],
    ['8 characters', 'a2345678', 200],
    ['128 characters', 'x'.repeat(128), 200],
    ['129 characters', 'x'.repeat(129), 422],
  ])('of %s', async (_, password, status) => {
    expect((await attempt(password)).status).toBe(status);
  });

  test('is not the e-mail address', async () => {
    expect((await attempt('same@example.com', 'Same@example.com')).status).toBe(422);
  });

  test('that is wrong and an address that nobody has are told apart by nothing, the time they take included', async () => {
    const { email } = await newUser();
    const least = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
    const answers = new Set<string>();
    for (let n = 0; n < 3; n++) {
      for (const [kind, address] of [
        ['known', email],
        ['unknown', `nobody${n}@example.com`],
      ] as const) {
        const began = performance.now();
        // From an address of its own: those of the other tests count together.
        const elsewhere = new Browser({ 'x-forwarded-for': '192.0.2.7' });
        const { status, body } = await elsewhere.auth('/sign-in/email', {
          email: address,
          password: 'wrong one',
        });
        least[kind] = Math.min(least[kind], performance.now() - began);
        answers.add(JSON.stringify([status, { ...(body as object), instance: '' }]));
      }
    }
    expect(answers.size).toBe(1);
    // A hash of a password takes tens of milliseconds; without one an answer takes one or two.
    expect(least.unknown).toBeGreaterThan(least.known / 5);
  });
});
