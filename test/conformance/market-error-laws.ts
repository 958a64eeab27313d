import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../app/service/ports/index.ts';
import { type Fault, json, type StandIn } from '../stand-ins/http.ts';
import { NOW } from '../stand-ins/market.ts';
import type { MarketKind, MarketSubject } from './market-data-subjects.ts';

/** How every adapter that asks a server tells what is wrong with it. */
export function marketErrorLaws(kind: MarketKind, subject: () => MarketSubject): void {
  const server = (): StandIn => subject().server as StandIn;
  const failing = async (...faults: Fault[]): Promise<ProviderError> => {
    server().faults.push(...faults);
    const error: unknown = await kind.ask(subject().market).then(
      () => null,
      (refused: unknown) => refused,
    );
    if (!(error instanceof ProviderError)) throw error ?? new Error('it did not fail');
    expect(error.provider).toBe(subject().market.name);
    for (const secret of [...kind.secrets, '?', server().address])
      expect(error.message).not.toContain(secret);
    return error;
  };
  const down = { status: 503, body: 'Service Unavailable' };
  const throttled = (headers: Record<string, string>): Fault => ({
    status: 429,
    body: 'Too Many Requests\r\n',
    headers,
  });

  describe('errors', () => {
    test('a wrong key is an error of its own, and asking again is in vain', async () => {
      const error = await failing(json({ message: `unauthorized ${kind.secrets.join()}` }, 401));
      expect([error.kind, error.retryable]).toEqual(['auth', false]);
      expect(server().requests).toHaveLength(1);
    });

    test('what the plan does not cover is no wrong key', async () => {
      const error = await failing(
        json({ message: 'subscription does not permit querying recent SIP data' }, 403),
      );
      expect([error.kind, error.retryable]).toEqual(['not_entitled', false]);
    });

    test('an answer of another shape names the field', async () => {
      if (kind.changed === null) throw new Error('no changed shape is given');
      const error = await failing(kind.changed.answer);
      expect(error.kind).toBe('garbage');
      expect(error.message).toContain(`${kind.changed.field}: `);
    });

    test('a page of HTML is garbage', async () => {
      const error = await failing({ status: 200, body: '<!doctype html><html><body>Sign in</body></html>' });
      expect(error.kind).toBe('garbage');
    });

    test('a pause that the provider asks for is kept, and then it is asked again', async () => {
      server().faults.push(throttled({ 'retry-after': '2' }));
      await kind.ask(subject().market);
      expect(subject().world.slept).toEqual([2000]);
      expect(subject().world.told.map((one) => one.split(' ')[1])).toEqual(['429', '200']);
    });

    test('a long pause is told with its end, and until then nobody asks', async () => {
      const error = await failing(throttled({ 'retry-after': '600' }));
      expect([error.kind, error.until, error.retryable]).toEqual(['rate_limited', NOW + 600_000, true]);
      expect((await failing()).kind).toBe('rate_limited');
      expect(server().requests).toHaveLength(1);
      subject().world.now = NOW + 600_000;
      await kind.ask(subject().market);
      expect(server().requests).toHaveLength(2);
    });

    test('a date to come back at counts from the answer’s own date', async () => {
      const date = 'Tue, 01 Jan 2019 00:00:00 GMT';
      const error = await failing(throttled({ date, 'retry-after': 'Tue, 01 Jan 2019 00:05:00 GMT' }));
      expect(error.until).toBe(NOW + 300_000);
    });

    test('a failure that passes is asked through, with pauses that grow', async () => {
      server().faults.push(down, 'hang_up');
      await kind.ask(subject().market);
      // Half of 250 and of 500 ms, and half of the other half: the world draws 0.5.
      expect(subject().world.slept).toEqual([188, 375]);
      expect(subject().world.told.map((one) => one.split(' ')[1])).toEqual(['503', 'unreachable', '200']);
    });

    test('a failure that stays is unreachable; after five in a row nobody asks for a while', async () => {
      const error = await failing(down, down, down);
      expect([error.kind, error.retryable]).toEqual(['unreachable', true]);
      const open = await failing(down, down);
      expect(server().requests).toHaveLength(5);
      expect(open.until).toBeGreaterThan(subject().world.now);
      expect((await failing()).kind).toBe('unreachable');
      expect(server().requests).toHaveLength(5);
      subject().world.now = open.until as number;
      await kind.ask(subject().market);
      await kind.ask(subject().market);
      expect(server().requests).toHaveLength(7);
    });

    test('a redirect is not followed', async () => {
      const away = { status: 302, body: '', headers: { location: `${server().address}/elsewhere` } };
      const error = await failing(away, away, away);
      expect([error.kind, error.message]).toEqual(['unreachable', expect.stringContaining('redirect')]);
      expect(server().requests.map(({ path }) => path)).not.toContain('/elsewhere');
    });
  });
}
