import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

const MIB = 1024 * 1024;
/** The largest file, as docs/api/README.md says. */
const FILE_MAX = 256 * MIB;
/** What memory a refused file may cost beyond what is received of it, in bytes. */
const SLACK = 128 * MIB;

let server: TestServer;
let ann: SignedUp;

beforeAll(async () => {
  server = await testServer();
  ann = await server.signUp('Ann');
});

afterAll(() => server.close());

const CSV = 'date,type,amount\n2024-01-02,deposit,5\n';
const BOUNDARY = 'the-boundary';
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;

const filePart = (text: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${text}\r\n`;
const fieldPart = (name: string, text: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
const END = `--${BOUNDARY}--\r\n`;

async function send(body: string, type = FORM) {
  const answer = await fetch(`${server.address}/api/v1/imports`, {
    method: 'POST',
    headers: { cookie: ann.cookie, 'content-type': type },
    body,
  });
  return [answer.status, ((await answer.json()) as { code?: string }).code];
}

const imported = async () => (await ann.client.listImports({ query: {} })).items.length;

describe('a form', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => fieldPart(`field${n}`, 'x')).join('');

  test.each<[string, string, number, string]>([
    ['without any part', END, 422, 'request_invalid'],
    ['without a file', fieldPart('format', 'neutral') + END, 422, 'request_invalid'],
    ['with two files', filePart(CSV) + filePart(CSV) + END, 413, 'body_too_large'],
    ['with more than ten fields', many(11) + filePart(CSV) + END, 413, 'body_too_large'],
    ['with a field of a prototype', fieldPart('__proto__', 'x') + filePart(CSV) + END, 400, 'json_invalid'],
    ['with a NUL in a field', fieldPart('format', 'a\0b') + filePart(CSV) + END, 422, 'request_invalid'],
    [
      'with a field that is cut at its limit',
      fieldPart('answers', `{"a":"${'x'.repeat(20_000)}"}`) + filePart(CSV) + END,
      422,
      'request_invalid',
    ],
    ['whose last part has no end', filePart(CSV), 400, 'json_invalid'],
    ['that ends within the head of a part', `--${BOUNDARY}\r\ncontent-dispo`, 400, 'json_invalid'],
    ['of another boundary', `--other\r\n\r\n${CSV}\r\n--other--\r\n`, 400, 'json_invalid'],
  ])('%s is refused, and nothing is imported', async (_, body, status, code) => {
    const before = await imported();
    expect(await send(body)).toEqual([status, code]);
    expect(await imported()).toBe(before);
  });

  test.each<[string, string, number, string]>([
    ['multipart/form-data', filePart(CSV) + END, 400, 'json_invalid'],
    ['text/csv', CSV, 415, 'media_type_unsupported'],
    ['application/octet-stream', CSV, 415, 'media_type_unsupported'],
    ['application/x-www-form-urlencoded', 'file=a', 415, 'media_type_unsupported'],
  ])('of type %s is not read', async (type, body, status, code) => {
    expect(await send(body, type)).toEqual([status, code]);
  });

  test('that breaks off leaves nothing, and the server answers the next', async () => {
    const before = await imported();
    const { hostname, port } = new URL(server.address);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        const head = `POST /api/v1/imports HTTP/1.1\r\nhost: x\r\ncookie: ${ann.cookie}\r\ncontent-type: ${FORM}\r\ncontent-length: 100000\r\n\r\n`;
        socket.write(head + filePart(CSV), () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    expect(await imported()).toBe(before);
    expect(await send(filePart(CSV) + END)).toEqual([201, undefined]);
  });
});

/** Sends a file of so many bytes, as fast as it is taken. Answers the status and how much memory there was at most. */
function stream(bytes: number): Promise<{ status: number | undefined; code: string; most: number }> {
  const before = process.memoryUsage().rss;
  let most = 0;
  return new Promise((resolve, reject) => {
    const head = filePart('').slice(0, -2);
    const outgoing = httpRequest(`${server.address}/api/v1/imports`, {
      method: 'POST',
      headers: { cookie: ann.cookie, 'content-type': FORM },
    });
    outgoing.on('response', (answer) => {
      let text = '';
      answer.on('data', (piece) => {
        text += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, code: JSON.parse(text).code, most }));
    });
    outgoing.on('error', reject);
    const piece = Buffer.alloc(MIB, 'x');
    let left = bytes;
    const more = (): void => {
      while (left > 0) {
        most = Math.max(most, process.memoryUsage().rss - before);
        const size = Math.min(left, MIB);
        left -= size;
        if (!outgoing.write(size === MIB ? piece : piece.subarray(0, size))) {
          outgoing.once('drain', more);
          return;
        }
      }
      outgoing.end(`\r\n${END}`);
    };
    outgoing.write(head);
    more();
  });
}

describe('a large file', () => {
  test('beyond 256 MiB is refused, and is not kept whole twice', async () => {
    const { status, code, most } = await stream(FILE_MAX + MIB);
    expect([status, code]).toEqual([413, 'body_too_large']);
    expect(most).toBeLessThan(FILE_MAX + SLACK);
  });
});
