/**
 * The floor of a server in a process of its own: a bare Fastify route for each file of a folder, which sends its bytes
 * and does nothing else. `node bare.ts FOLDER`; `/figure-name` answers `figure-name.json`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Fastify from 'fastify';

const [folder] = process.argv.slice(2);
const server = Fastify();
for (const file of readdirSync(folder)) {
  const bytes = readFileSync(path.join(folder, file));
  server.get(`/${path.parse(file).name}`, (_, reply) =>
    reply.type('application/json; charset=utf-8').send(bytes),
  );
}
const address = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ address })}\n`);
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
