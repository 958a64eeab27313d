import { type Day, dec, formatDecimal, multiply, negate, parseDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import {
  type BrokerAccount,
  type BrokerSession,
  type EventColumns,
  ProviderError,
} from '../../app/service/ports/index.ts';
import { BROKERAGE_EVENTS, manyDeposits } from '../stand-ins/brokerage.ts';
import { type Fault, json } from '../stand-ins/http.ts';
import { NOW } from '../stand-ins/market.ts';
import type { BrokerKind, BrokerSubject } from './broker-subjects.ts';

const on = (text: string): Day => parseDay(text) as Day;
export const FIRST = on('2022-07-01');
export const LAST = on('2024-06-12');

/** An event as `date type symbol quantity amount`, whichever columns state them. */
export function lineOf({
  date,
  type,
  symbol = '-',
  quantity = '-',
  amount,
  price = '0',
}: EventColumns): string {
  const cash = amount ?? formatDecimal((type === 'buy' ? negate : same)(multiply(dec(quantity), dec(price))));
  const units = type === 'buy' || type === 'sell' ? formatDecimal(dec(quantity)) : '-';
  const name =
    type === 'deposit' || type === 'withdrawal' || type === 'fee' || type === 'interest' ? '-' : symbol;
  return `${date} ${type} ${name} ${units} ${formatDecimal(dec(cash))}`;
}
const same = <T>(a: T): T => a;

/** What every adapter of a provider of brokers does the same. */
export function brokerLaws(kind: BrokerKind, subject: () => BrokerSubject): void {
  const connected = async (): Promise<BrokerSession> => {
    const { broker, admit } = subject();
    const { credentials } = await broker.begin(kind.keys, 'owner-1');
    admit();
    return broker.open(credentials);
  };
  const first = async (session: BrokerSession): Promise<BrokerAccount> => {
    const [account] = (await session.accounts()) ?? [];
    if (account === undefined) throw new Error('no account is reached');
    return account;
  };
  const failing = async (...faults: Fault[]): Promise<ProviderError> => {
    const session = await connected();
    const account = await first(session);
    subject().server.faults.push(...faults);
    const error: unknown = await session.holdings(account).then(
      () => null,
      (refused: unknown) => refused,
    );
    if (!(error instanceof ProviderError)) throw error ?? new Error('it did not fail');
    for (const secret of [...kind.secrets, '?', subject().server.address])
      expect(error.message).not.toContain(secret);
    return error;
  };
  const eventsOf = async (session: BrokerSession): Promise<string[]> => {
    const activities = await session.activities(await first(session), FIRST, LAST);
    const ordered = [...activities].sort((a, b) => a.day - b.day);
    const readings = subject().broker.read(ordered);
    return readings.flatMap(({ events }) => events.map(({ columns }) => lineOf(columns)));
  };

  test('an account is known by the number that its broker gave it, whatever the provider calls it', async () => {
    const before = await first(await connected());
    expect(before).toMatchObject({ externalId: 'first-id', currency: 'USD' });
    subject().account.externalId = 'second-id';
    const after = await first(await connected());
    expect(after).toMatchObject({ externalId: 'second-id', number: before.number });
    expect(before.number).toContain('0012');
  });

  test('holdings are exact, with their cost for each unit', async () => {
    const session = await connected();
    const holdings = await session.holdings(await first(session));
    expect(holdings.positions).toMatchObject([{ symbol: 'ACME', currency: 'USD' }]);
    const [{ quantity = '', unitCost, price } = {}] = holdings.positions ?? [];
    expect(
      [dec(quantity), dec(unitCost ?? '0'), dec(price?.value ?? '0')].map((one) => formatDecimal(one)),
    ).toEqual(['16', '100', '112']);
    expect(holdings.cash?.map(({ currency, amount }) => [currency, formatDecimal(dec(amount))])).toEqual([
      ['USD', '7952.75'],
    ]);
    expect(formatDecimal(dec(holdings.equity ?? '0'))).toBe('9744.75');
  });

  test('activities become the events that they are; twins stay two; what is not known moves what it states', async () => {
    expect(await eventsOf(await connected())).toEqual(BROKERAGE_EVENTS);
  });

  test('what is not known is kept as it came', async () => {
    const session = await connected();
    const activities = await session.activities(await first(session), FIRST, LAST);
    const readings = subject().broker.read(activities);
    const k = readings.findIndex(({ outcome }) => outcome === 'unclassified');
    expect(readings.filter(({ outcome }) => outcome === 'unclassified')).toHaveLength(1);
    expect(readings[k].doubts).toHaveLength(1);
    expect(JSON.parse(activities[k].raw)).toMatchObject({});
    expect(activities[k].raw).toContain('7');
  });

  test('all pages are read', async () => {
    subject().account.activities.push(...manyDeposits(kind.moreThanAPage));
    const events = await eventsOf(await connected());
    expect(events).toHaveLength(BROKERAGE_EVENTS.length + kind.moreThanAPage);
    expect(new Set(events.filter((one) => one.endsWith(' 0.01'))).size).toBe(kind.moreThanAPage);
  });

  test('days that are not asked for are not answered', async () => {
    const session = await connected();
    const found = await session.activities(await first(session), on('2024-02-15'), on('2024-02-29'));
    expect(found.map(({ day }) => day).sort()).toEqual([
      on('2024-02-15'),
      on('2024-02-20'),
      on('2024-02-29'),
    ]);
  });

  test('no positions are none only where the account is worth its cash; else they are unknown', async () => {
    const session = await connected();
    subject().account.positions = [];
    expect((await session.holdings(await first(session))).positions).toBeNull();
    subject().account.equity = subject().account.cash;
    expect((await session.holdings(await first(session))).positions).toEqual([]);
  });

  test('the history of values has a day for each value', async () => {
    const session = await connected();
    const values = await session.history(await first(session), on('2024-06-01'), on('2024-06-11'));
    if (!kind.hasHistory) expect(values).toBeNull();
    else
      expect(values?.map(({ day, equity }) => [day, formatDecimal(dec(equity))])).toEqual([
        [on('2024-06-10'), '9700.5'],
        [on('2024-06-11'), '9720.25'],
      ]);
  });

  test('a wrong key, or access that was taken away, is told as that', async () => {
    const session = await connected();
    subject().account.isRevoked = true;
    const error: unknown = await session.accounts().then(
      () => null,
      (refused: unknown) => refused,
    );
    expect(error).toMatchObject({ kind: 'auth', retryable: false });
    if (kind.wrongKeys === null) return;
    subject().account.isRevoked = false;
    const wrong = async () => {
      const { credentials } = await subject().broker.begin(kind.wrongKeys ?? {}, 'owner-2');
      return subject().broker.open(credentials).accounts();
    };
    await expect(wrong()).rejects.toMatchObject({ kind: 'auth' });
  });

  describe('errors', () => {
    const said = (status: number, headers: Record<string, string> = {}): Fault => ({
      ...json({ detail: `no: ${kind.secrets.join(' ')}` }, status),
      headers,
    });

    test.each([403, 410, 422])('%i is unknown, and never an empty account', async (status) => {
      const error = await failing(said(status));
      expect(error.retryable).toBe(false);
    });

    test.each([425, 503])('%i is asked through, and told when it stays', async (status) => {
      const error = await failing(said(status), said(status), said(status));
      expect([error.kind, error.retryable]).toEqual(['unreachable', true]);
    });

    test('a pause is kept: a short one is waited for, a long one told with its end', async () => {
      const session = await connected();
      const account = await first(session);
      subject().server.faults.push(said(429, { 'retry-after': '2' }));
      expect((await session.holdings(account)).equity).not.toBeNull();
      expect(subject().world.slept).toContain(2000);
      const now = subject().world.now;
      const error = await failing(said(429, { 'retry-after': '600' }));
      expect([error.kind, error.until]).toEqual(['rate_limited', now + 600_000]);
    });

    test('an answer of another shape names the field', async () => {
      const error = await failing(kind.changed.answer);
      expect(error.kind).toBe('garbage');
      expect(error.message).toContain(`${kind.changed.field}: `);
    });

    test('a line that is cut, or a page of HTML, is no answer', async () => {
      expect((await failing('hang_up', 'hang_up', 'hang_up')).kind).toBe('unreachable');
      expect((await failing({ status: 200, body: '<!doctype html>' })).kind).toBe('garbage');
      expect(subject().world.now).toBeGreaterThanOrEqual(NOW);
    });
  });
}
