import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChannelError, type Notice, signatureOf, webhook } from '../../app/alerts/index.ts';
import { json, type StandIn, standIn } from '../stand-ins/http.ts';

const NOTICE: Notice = {
  id: 'alert.abc',
  what: 'ended',
  kind: 'provider_down',
  subject: 'provider_down:yahoo',
  message: 'yahoo has not answered',
  remedy: 'It is asked again.',
  user: null,
  beganAt: '2024-06-12T20:30:00.000Z',
  endedAt: '2024-06-12T21:30:00.000Z',
};
const SECRET = 'secret-of-the-hook';
const NOW = Date.UTC(2024, 5, 12, 21, 31);

let server: StandIn;
beforeEach(async () => {
  server = await standIn(() => json({}));
});
afterEach(() => server.close());

const hook = (secret: string | null, path = '/hook/secret-path') =>
  webhook({ url: `${server.address}${path}?token=secret-token`, secret, now: () => NOW });

async function failure(sent: Promise<void>): Promise<string> {
  const error = await sent.then(
    () => null,
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(ChannelError);
  const { message, cause } = error as ChannelError;
  for (const secret of [SECRET, 'secret-path', 'secret-token', 'secret-answer'])
    expect(`${message} ${String(cause)}`).not.toContain(secret);
  return message;
}

test('what is posted is signed over its time and body, and names its delivery', async () => {
  await hook(SECRET).send(NOTICE, null);
  const [{ method, headers, body, path, rawQuery }] = server.requests as never as [
    Record<'method' | 'body' | 'path' | 'rawQuery', string> & { headers: Record<string, string> },
  ];
  expect([method, path, rawQuery, headers['content-type']]).toEqual([
    'POST',
    '/hook/secret-path',
    'token=secret-token',
    'application/json',
  ]);
  expect(headers['tidemark-delivery']).toBe('alert.abc');
  const seconds = NOW / 1000;
  const mac = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');
  expect(headers['tidemark-signature']).toBe(`t=${seconds},v1=${mac}`);
  expect(JSON.parse(body)).toEqual({
    id: 'alert.abc',
    event: 'incident.resolved',
    kind: 'provider_down',
    subject: 'provider_down:yahoo',
    message: 'yahoo has not answered',
    remedy: 'It is asked again.',
    user: null,
    began_at: NOTICE.beganAt,
    ended_at: NOTICE.endedAt,
  });
});

// By openssl: printf '1700000000.{}' | openssl dgst -sha256 -hmac key
test('the signature is the one that openssl gives', () => {
  expect(signatureOf('key', 1_700_000_000, '{}')).toBe(
    't=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae',
  );
});

test('without a secret it is not signed', async () => {
  await hook(null).send(NOTICE, null);
  expect(server.requests[0]?.headers).not.toHaveProperty('tidemark-signature');
});

test.each([400, 401, 404, 410, 429, 500, 503])(
  'an answer of %i is a failure that names nothing else',
  async (status) => {
    server.faults.push(json({ message: 'secret-answer' }, status));
    expect(await failure(hook(SECRET).send(NOTICE, null))).toBe(`the webhook answered ${status}`);
  },
);

test('a redirect is not followed, a line that is cut is a failure', async () => {
  server.faults.push({ status: 302, body: '', headers: { location: `${server.address}/elsewhere` } });
  expect(await failure(hook(SECRET).send(NOTICE, null))).toContain('redirect');
  expect(server.requests).toHaveLength(1);
  server.faults.push('hang_up');
  expect(await failure(hook(SECRET).send(NOTICE, null))).toMatch(/cannot be reached \(\w+\)/);
});
