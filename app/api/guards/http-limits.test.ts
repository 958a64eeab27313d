import { connect } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpLimits } from './http-limits.ts';

const server = Fastify(httpLimits({ headers: 50, request: 100, idle: 1_000, look: 10 }));
server.post('/', async () => 'done');
let port = 0;

beforeAll(async () => {
  port = Number(new URL(await server.listen({ port: 0 })).port);
});
afterAll(() => server.close());

test.each([
  ['headers', 'POST / HTTP/1.1\r\nhost: x\r\n'],
  ['a body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{'],
])('a client that does not finish %s is told so, and the connection ends', async (_, said) => {
  const heard = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(said));
    let all = '';
    socket.on('data', (piece) => {
      all += piece;
    });
    socket.on('close', () => resolve(all));
    socket.on('error', reject);
  });
  expect(heard).toMatch(/^HTTP\/1.1 408 /);
  expect(JSON.parse(heard.split('\r\n\r\n')[1])).toMatchObject({ code: 'request_too_slow', status: 408 });
});
