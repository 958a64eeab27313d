import { expect, test } from 'vitest';
import { SealError, Secrets } from './index.ts';

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
const TEXT = 'consumer key of a broker';

test('what is sealed is opened by the same secret, for the same purpose', () => {
  const sealed = new Secrets(OLD).seal(TEXT, 'connection/1');
  expect(new Secrets(OLD).open(sealed, 'connection/1')).toBe(TEXT);
  expect(() => new Secrets(OLD).open(sealed, 'connection/2')).toThrow(SealError);
});

test('a sealed text shows nothing of the text, and is another one each time', () => {
  const secrets = new Secrets(OLD);
  const sealed = secrets.seal(TEXT, 'x');
  expect(sealed).not.toContain(TEXT);
  expect(Buffer.from(sealed.split('.')[2], 'base64url').includes(TEXT)).toBe(false);
  expect(secrets.seal(TEXT, 'x')).not.toBe(sealed);
});

test('another secret is told from a changed text', () => {
  const sealed = new Secrets(OLD).seal(TEXT, 'x');
  expect(() => new Secrets(NEW).open(sealed, 'x')).toThrow('another secret');
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(() => new Secrets(OLD).open(changed, 'x')).toThrow('It was changed');
  expect(() => new Secrets(OLD).open('plain text', 'x')).toThrow('no sealed text');
});

test('after a change of the secret the one of before still opens, and what it sealed is known as old', () => {
  const before = new Secrets(OLD).seal(TEXT, 'x');
  const secrets = new Secrets(NEW, OLD);
  expect(secrets.open(before, 'x')).toBe(TEXT);
  expect([secrets.isOld(before), secrets.isOld(secrets.seal(TEXT, 'x'))]).toEqual([true, false]);
});
