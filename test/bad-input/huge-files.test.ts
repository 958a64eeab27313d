import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from './run.ts';

const MEBIBYTE = 1 << 20;
const RSS_MAX = 300 * MEBIBYTE;
const MINUTES = 60_000;

/** Tells the largest memory of the process on its last line of stderr. */
// The kernel's high-water mark of the process itself: maxRSS begins with that of the process that started it.
const TELL = `import { existsSync, readFileSync } from 'node:fs';
const own = () => Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
process.on('exit', () => {
  const peak = existsSync('/proc/self/status') ? own() : process.resourceUsage().maxRSS;
  process.stderr.write('rss ' + peak);
});`;
const METER = ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-huge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A file of so many mebibytes: a beginning, then one piece again and again. */
function write(name: string, mebibytes: number, beginning: string, piece: Uint8Array): void {
  const size = mebibytes * MEBIBYTE;
  const file = openSync(path.join(folder, name), 'w');
  writeSync(file, beginning);
  for (let written = 0; written < size; written += piece.length) writeSync(file, piece);
  closeSync(file);
  expect(statSync(path.join(folder, name)).size).toBeGreaterThanOrEqual(size);
}

/** About a mebibyte of a text. */
const repeated = (text: string) => Buffer.from(text.repeat(Math.ceil(MEBIBYTE / text.length)));

/** Bytes of a fixed sequence in which every value comes (Lehmer's generator: 48271 modulo 2^31 − 1). */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return state >> 8;
  });
}

interface Met {
  readonly code: number;
  readonly rss: number;
  readonly problems: readonly { code: string; file: string; line: number | null }[];
}

async function meet(call: string): Promise<Met> {
  const { code, out, err } = await run([...call.split(' '), '--json'], folder, METER);
  const rss = Number(/rss (\d+)/.exec(err)?.[1]) * 1024;
  return { code, rss, problems: JSON.parse(out).problems };
}

describe('a huge file is refused without being held in memory', () => {
  test(
    'of one line of 200 MiB',
    async () => {
      write('ledger.csv', 200, 'date,type,amount,note\n2024-01-02,deposit,1,', repeated('x'));
      const { code, rss, problems } = await meet('value --ledger ledger.csv');
      expect([code, problems]).toMatchObject([2, [{ code: 'line_too_long', file: 'ledger.csv', line: 2 }]]);
      expect(rss).toBeLessThan(RSS_MAX);
    },
    5 * MINUTES,
  );

  test(
    'of one quoted field with line ends',
    async () => {
      write('ledger.csv', 10, 'date,type,amount,note\n2024-01-02,deposit,1,"', repeated('x\n'));
      const { code, rss, problems } = await meet('value --ledger ledger.csv');
      expect(code).toBe(2);
      expect(problems[0]).toMatchObject({ code: 'quote_unclosed', file: 'ledger.csv', line: 2 });
      expect(problems.at(-1)).toMatchObject({ code: 'problems_omitted' });
      expect(rss).toBeLessThan(RSS_MAX);
    },
    5 * MINUTES,
  );

  test(
    'of rows that are wrong, one like the other',
    async () => {
      write('ledger.csv', 10, 'date,type,amount,note\n', repeated('2024-13-01,gift,NaN,Grüße\n'));
      const { code, rss, problems } = await meet('value --ledger ledger.csv');
      expect(code).toBe(2);
      expect(problems.slice(0, 3).map((found) => [found.code, found.line])).toEqual([
        ['date_invalid', 2],
        ['type_unknown', 2],
        ['number_invalid', 2],
      ]);
      expect(problems.length).toBeLessThan(1100);
      expect(problems.at(-1)).toMatchObject({ code: 'problems_omitted' });
      expect(rss).toBeLessThan(RSS_MAX);
    },
    5 * MINUTES,
  );

  test(
    'of 200 MiB of noise',
    async () => {
      write('ledger.csv', 200, '', noise(MEBIBYTE));
      const { code, rss, problems } = await meet('value --ledger ledger.csv');
      expect(code).toBe(2);
      expect(['encoding_unsupported', 'file_binary']).toContain(problems[0].code);
      expect(rss).toBeLessThan(RSS_MAX);
    },
    5 * MINUTES,
  );

  test(
    'of prices that are none',
    async () => {
      write('ledger.csv', 10, 'date,type,amount\n2024-01-02,deposit,1\n', repeated('\n'));
      write('prices.csv', 10, 'date,symbol,price\n', repeated('2024-01-02,ACME,free\n'));
      const { code, rss, problems } = await meet('value --ledger ledger.csv --prices prices.csv');
      expect(code).toBe(2);
      expect(problems[0]).toMatchObject({ code: 'price_invalid', file: 'prices.csv', line: 2 });
      expect(rss).toBeLessThan(RSS_MAX);
    },
    5 * MINUTES,
  );
});
