import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, isUtf8 } from './utf8.ts';

describe('UTF-8', () => {
  test('of any text is read as that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(isUtf8(bytes, 0, bytes.length)).toBe(true);
        expect(decodeUtf8(bytes, 0, bytes.length)).toBe(text);
      }),
    );
  });

  test('is told from other bytes as the platform tells it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const isText = (bytes: Uint8Array): boolean => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const byte = fc.oneof(
      fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf),
      fc.integer({ min: 0xe0, max: 0xff }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4 }), fc.array(byte, { maxLength: 4 }), (any, likely) => {
        for (const bytes of [any, Uint8Array.from(likely)]) {
          expect(isUtf8(bytes, 0, bytes.length)).toBe(isText(bytes));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
