import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StreamNotice, TradeStream } from '../../app/service/ports/index.ts';
import { KEYS } from '../stand-ins/alpaca.ts';
import type { StreamStandIn } from '../stand-ins/alpaca-stream.ts';
import { NOW } from '../stand-ins/market.ts';
import type { MarketSubject } from './market-data-subjects.ts';

const [QUIET_MS, ANSWER_MS] = [30_000, 15_000];

export function tradeStreamLaws(subject: () => MarketSubject): void {
  let stream: TradeStream;
  let notices: StreamNotice[];
  let onNotice: () => void;
  const server = (): StreamStandIn => subject().stream as StreamStandIn;

  /** Waits until the stream has said something of a kind, and takes all it has said. */
  const until = async (kind: StreamNotice['kind'], of?: string): Promise<StreamNotice[]> => {
    const isThere = () =>
      notices.some((one) => one.kind === kind && (of === undefined || symbolOf(one) === of));
    while (!isThere()) await new Promise<void>((done) => (onNotice = done));
    return notices.splice(0);
  };

  beforeEach(() => {
    // Pauses before the line is made again pass at once; those of a quiet line last until they are ended.
    subject().world.longMs = QUIET_MS / 2;
    notices = [];
    onNotice = () => {};
    stream = (subject().market.stream as NonNullable<MarketSubject['market']['stream']>)((notice) => {
      notices.push(notice);
      onNotice();
    });
  });
  afterEach(() => stream.close());

  const acme = (p: number, i: number) => ({
    T: 't',
    S: 'ACME',
    i,
    x: 'D',
    p,
    s: 1,
    t: '2024-06-12T15:31:05.5Z',
    c: ['@', 'I'],
    z: 'C',
  });

  test('symbols are followed, and their last trades told, before it is live', async () => {
    stream.follow(['ACME', 'BOLT']);
    const told = await until('live');
    expect(
      told.map((one) =>
        one.kind === 'trade' ? [one.price.symbol, one.price.price, one.caughtUp] : one.kind,
      ),
    ).toEqual([['ACME', '129.12', true], ['BOLT', '33.1', true], 'live']);
    expect(server().subscribed()).toEqual(['ACME', 'BOLT']);
  });

  test('a trade is told exactly; so is that it was corrected, or never was', async () => {
    stream.follow(['ACME']);
    await until('live');
    server().send(acme(126.55, 96921), acme(126.6, 96922));
    server().send({
      T: 'c',
      S: 'ACME',
      x: 'D',
      oi: 96921,
      op: 126.55,
      os: 1,
      oc: ['@'],
      ci: 96923,
      cp: 126.5,
      cs: 1,
      cc: ['@'],
      z: 'C',
      t: '2024-06-12T15:31:06Z',
    });
    server().send({
      T: 'x',
      S: 'ACME',
      i: 96922,
      x: 'D',
      p: 126.6,
      s: 1,
      a: 'C',
      z: 'C',
      t: '2024-06-12T15:31:07Z',
    });
    const [first, , corrected, cancelled] = await until('cancelled');
    expect(first).toMatchObject({
      kind: 'trade',
      tradeId: '96921',
      caughtUp: false,
      price: {
        symbol: 'ACME',
        price: '126.55',
        at: NOW + 5_500,
        currency: 'USD',
        source: subject().market.name,
      },
    });
    expect(corrected).toMatchObject({ tradeId: '96921', correctedId: '96923', price: { price: '126.5' } });
    expect(cancelled).toEqual({ kind: 'cancelled', symbol: 'ACME', tradeId: '96922' });
  });

  test('after a cut all symbols are subscribed again, and what was missed is caught up', async () => {
    stream.follow(['ACME', 'BOLT']);
    await until('live');
    server().cut();
    const [cut, ...after] = await until('live');
    expect(cut).toMatchObject({ kind: 'cut', error: { kind: 'unreachable' } });
    expect(after.map(symbolOf)).toEqual(['ACME', 'BOLT', undefined]);
    expect(server().subscribed()).toEqual(['ACME', 'BOLT']);
    expect(server().connections()).toBe(2);
    server().cut();
    await until('live');
    // Three quarters of 1 s and of 2 s: each cut soon after the last one has the longer pause.
    expect(subject().world.slept.filter((ms) => ms < QUIET_MS / 2)).toEqual([750, 1_500]);
  });

  test('another set of symbols takes the place of the one before', async () => {
    stream.follow(['ACME', 'BOLT']);
    await until('live');
    stream.follow(['BOLT', 'COMP']);
    await until('live');
    expect(server().subscribed()).toEqual(['BOLT', 'COMP']);
    expect(server().connections()).toBe(1);
  });

  test('what it does not stream is told by symbol', async () => {
    const many = Array.from({ length: 32 }, (_, n) => `S${n}`);
    stream.follow([...many, 'BTC/USD']);
    const [leftOut] = await until('left_out');
    expect(
      leftOut?.kind === 'left_out' && leftOut.failures.map(({ symbol, reason }) => [symbol, reason]),
    ).toEqual([
      ['BTC/USD', 'unknown_symbol'],
      ['S30', 'not_entitled'],
      ['S31', 'not_entitled'],
    ]);
    await until('live');
    expect(server().subscribed()).toHaveLength(30);
  });

  describe('a refusal', () => {
    test.each([
      [402, 'auth failed', 'auth', null],
      [409, 'insufficient subscription', 'not_entitled', null],
      [406, 'connection limit exceeded', 'rate_limited', NOW + 90_000],
    ])('%s (%s) is %s, and the line is made again at %s', async (code, msg, kind, again) => {
      server().refusals.push({ code, msg });
      stream.follow(['ACME']);
      const [cut] = await until('cut');
      expect(cut).toMatchObject({ error: { kind, message: `alpaca: stream: ${code} ${msg}` }, again });
      expect(JSON.stringify(cut)).not.toContain(KEYS.secretKey);
      expect(server().connections()).toBe(1);
    });
  });

  test('a frame of another shape names its field, and the line is made again', async () => {
    stream.follow(['ACME']);
    await until('live');
    server().send(acme(1, 1), { ...acme(2, 2), p: 'much' });
    const told = await until('live');
    expect(told[0]).toMatchObject({
      kind: 'cut',
      error: { kind: 'garbage', message: 'alpaca: stream: 1 (t).p: expected a decimal number' },
    });
  });

  test('a line that is silent is asked, and given up where it does not answer', async () => {
    stream.follow(['ACME']);
    await until('live');
    server().isMute = true;
    // In the first while the line was made; in the second nothing was heard, and it is asked.
    for (const pause of [QUIET_MS, QUIET_MS, ANSWER_MS]) {
      await settled();
      subject().world.wake(pause);
    }
    const [cut] = await until('cut');
    expect(cut).toMatchObject({
      error: { kind: 'unreachable', message: expect.stringContaining('nothing was heard') },
    });
    server().isMute = false;
    await until('live');
    expect(server().connections()).toBe(2);
  });
}

const settled = () => new Promise((done) => setImmediate(done));

function symbolOf(notice: StreamNotice): string | undefined {
  if (notice.kind === 'trade' || notice.kind === 'corrected') return notice.price.symbol;
  return notice.kind === 'cancelled' ? notice.symbol : undefined;
}
