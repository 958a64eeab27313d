import { describe, expect, test } from 'vitest';
import { HIDDEN, signOf, UNKNOWN } from './figures.ts';
import { languagesOf, textFor } from './use-text.ts';

const american = textFor({ locale: 'en-US', timeZone: 'America/New_York', isHidden: false });
const german = textFor({ locale: 'de-DE', timeZone: 'Europe/Berlin', isHidden: false });
const hiding = textFor({ ...american.reader, isHidden: true });

/** Locales write spaces that do not break. */
const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  test.each([
    [american, '$1,234,567.80'],
    [german, '1.234.567,80 $'],
  ])('is written as the reader is used to', (text, expected) => {
    expect(spaced(text.money(1_234_567.8, 'USD'))).toBe(expected);
  });

  test('has the minor unit of its currency', () => {
    expect(american.money(1234, 'JPY')).toBe('¥1,234');
    expect(spaced(american.money('0.12345678', 'USDT'))).toBe('0.12345678 USDT');
  });

  test('as decimal text keeps digits that no double has', () => {
    expect(american.money('90071992547409931.07', 'USD')).toBe('$90,071,992,547,409,931.07');
    expect(american.quantity('0.100000000000000000000001')).toBe('0.100000000000000000000001');
  });

  test('of a change has a sign, and zero has none', () => {
    expect(american.change(12.5, 'USD')).toBe('+$12.50');
    expect(american.change(-12.5, 'USD')).toBe('-$12.50');
    expect(american.change(0, 'USD')).toBe('$0.00');
  });

  test('is short where there is little room', () => {
    expect(american.shortMoney(12_540, 'USD')).toBe('$12.5K');
    expect(american.shortChange(12_540, 'USD')).toBe('+$12.5K');
    expect(american.shortChange(-840, 'USD')).toBe('-$840');
    expect(american.shortChange(646.43, 'USD')).toBe('+$646');
    expect(hiding.shortChange(-840, 'USD')).toBe(HIDDEN);
  });
});

test('A number of percent and a fraction are not mixed up', () => {
  expect(american.percent(28)).toBe('28.00%');
  expect(american.ratio(0.28)).toBe('28.00%');
  expect(american.percent(4.166, { signed: true })).toBe('+4.17%');
});

test('What is unknown is a dash, never zero', () => {
  for (const unknown of [null, undefined]) {
    expect(american.money(unknown, 'USD')).toBe(UNKNOWN);
    expect(american.percent(unknown)).toBe(UNKNOWN);
    expect(american.quantity(unknown)).toBe(UNKNOWN);
    expect(american.date(unknown)).toBe(UNKNOWN);
    expect(american.ratio(unknown)).toBe(UNKNOWN);
  }
});

test('Hidden values show no digit of an amount or a quantity, and the same mask for all', () => {
  const masked = [
    hiding.money(1, 'USD'),
    hiding.money(1_000_000, 'USD'),
    hiding.change(-3, 'USD'),
    hiding.shortMoney(3, 'USD'),
    hiding.quantity('12.5'),
  ];
  expect(new Set(masked)).toEqual(new Set([HIDDEN]));
  expect(hiding.percent(4.2)).toBe('4.20%');
});

describe('dates', () => {
  test('A day is the same day in every time zone', () => {
    const far = textFor({ ...american.reader, timeZone: 'Pacific/Kiritimati' });
    expect(american.date('2024-03-01')).toBe('Mar 1, 2024');
    expect(far.date('2024-03-01')).toBe('Mar 1, 2024');
  });

  test("An instant is shown in the reader's time zone", () => {
    expect(spaced(american.instant('2024-03-01T21:00:00Z'))).toBe('Mar 1, 2024, 4:00 PM');
    expect(spaced(german.instant('2024-03-01T21:00:00Z'))).toBe('1. März 2024, 22:00');
  });

  test('An age is said in the largest unit that it fills', () => {
    const now = Date.parse('2024-03-01T12:00:00Z');
    expect(american.age('2024-03-01T11:57:10Z', now)).toBe('2 minutes ago');
    expect(american.age('2024-02-28T12:00:00Z', now)).toBe('2 days ago');
  });
});

test.each([
  ['0.00', 0],
  ['-0', 0],
  [0, 0],
  ['-0.01', -1],
  [3, 1],
  [1e-9, 1],
  [null, null],
])('The sign of %s is %s', (figure, sign) => {
  expect(signOf(figure)).toBe(sign);
});

test('R has its sign, and is no secret', () => {
  expect(american.multiple(2.5)).toBe('+2.50 R');
  expect(german.multiple(-0.5)).toBe('-0,50 R');
  expect(hiding.multiple(1)).toBe('+1.00 R');
  expect(american.multiple(null)).toBe(UNKNOWN);
});

test('Weeks begin where the reader lives as they are used to, and their days have names', () => {
  expect(american.firstWeekday).toBe(7);
  expect(german.firstWeekday).toBe(1);
  expect([1, 7].map((day) => american.weekdayName(day))).toEqual(['Mon', 'Sun']);
  expect(american.longMonth('2024-03-02')).toBe('March 2024');
  expect(american.dayOfMonth('2024-03-02')).toBe('2');
});

test('A language that a system names otherwise is passed over, not a fault', () => {
  expect(languagesOf(['en-US@posix', 'de-CH', 'C'])).toEqual(['de-CH']);
  expect(languagesOf([])).toEqual([]);
});
