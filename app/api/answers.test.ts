import { describe, expect, test } from 'vitest';
import { Answers } from './answers.ts';

const body = (bytes: number): Buffer => Buffer.alloc(bytes, 'x');

describe('answers that are kept', () => {
  test('are found by their ETag, and no other', () => {
    const answers = new Answers(1000);
    answers.keep('"a"', Buffer.from('one'));
    expect(String(answers.find('"a"'))).toBe('one');
    expect(answers.find('"b"')).toBeNull();
  });

  test('never take more bytes than they may; the one sent longest ago goes first', () => {
    const answers = new Answers(1000);
    for (const etag of ['"a"', '"b"', '"c"', '"d"']) answers.keep(etag, body(250));
    answers.find('"a"');
    answers.keep('"e"', body(250));
    expect(answers.size).toBe(1000);
    expect(answers.find('"b"')).toBeNull();
    expect(answers.find('"a"')).not.toBeNull();
  });

  test('one that is too large to share the room is not kept', () => {
    const answers = new Answers(1000);
    answers.keep('"a"', body(251));
    expect(answers.find('"a"')).toBeNull();
    expect(answers.size).toBe(0);
  });
});
