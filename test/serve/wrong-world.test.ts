import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newHome, ServeProcess } from './process.ts';

const { home, remove } = newHome();
afterAll(remove);

/** A home with a database that this program has made, and closed. */
beforeAll(async () => {
  const server = new ServeProcess({ TIDEMARK_HOME: home });
  await server.address();
  expect((await server.stop()).code).toBe(0);
});

/** A copy of that home, with something done to it; `lock` holds the database locked. */
function homeWhere(name: string, change: (file: string) => void): string {
  const folder = path.join(home, name);
  mkdirSync(folder);
  const file = path.join(folder, 'tidemark.db');
  writeFileSync(file, readFileSync(path.join(home, 'tidemark.db')));
  change(file);
  return folder;
}

async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const server = new ServeProcess(env);
  const { code } = await server.ended;
  expect(code, server.err).toBe(3);
  expect(server.out).toBe('');
  expect(server.err).toMatch(/^tidemark: [^\n]+\n$/);
  return server.err;
}

describe.concurrent('where the world is wrong the server says what to do, and ends with 3', () => {
  test('a database of a newer version is left as it is', async ({ expect }) => {
    const folder = homeWhere('newer', (file) => {
      const database = new DatabaseSync(file);
      database.exec("insert into migrations values (999, 'from the future', 'x', 0)");
      database.close();
    });
    const message = await refusal({ TIDEMARK_HOME: folder });
    expect(message).toContain('the database has migration 999 (from the future)');
    expect(message).toContain('Start the newer version of Tidemark');
  });

  test.each([
    ['is no database', (bytes: Buffer) => bytes.fill('no database ', 0, 4_096)],
    ['is damaged inside', (bytes: Buffer) => bytes.fill(0xa5, 8_192)],
  ] as const)('a file that %s is left as it is', async (name, damage) => {
    let bytes = Buffer.alloc(0);
    const folder = homeWhere(name, (file) => {
      bytes = Buffer.from(damage(readFileSync(file)));
      writeFileSync(file, bytes);
    });
    const message = await refusal({ TIDEMARK_HOME: folder });
    expect(message).toContain(path.join(folder, 'tidemark.db'));
    expect(message).toContain('Restore the last backup');
    expect(readFileSync(path.join(folder, 'tidemark.db')).equals(bytes)).toBe(true);
  });

  test('a file that another program keeps locked', async () => {
    let other: DatabaseSync | null = null;
    const folder = homeWhere('locked', (file) => {
      other = new DatabaseSync(file);
      other.exec('pragma locking_mode = exclusive; begin immediate; delete from migrations where 0; commit');
      other.exec('begin exclusive');
    });
    const message = await refusal({ TIDEMARK_HOME: folder });
    expect(message).toContain('locked');
    expect(message).toContain('Another process');
    (other as DatabaseSync | null)?.close();
  });

  test('a home that cannot be made', async () => {
    const file = path.join(home, 'a-file');
    writeFileSync(file, '');
    const message = await refusal({ TIDEMARK_HOME: path.join(file, 'home') });
    expect(message).toContain('cannot be made (ENOTDIR)');
    expect(message).toContain('TIDEMARK_HOME');
  });

  test('a folder where the database should be', async () => {
    const folder = homeWhere('folder', (file) => {
      rmSync(file);
      mkdirSync(file);
    });
    expect(await refusal({ TIDEMARK_HOME: folder })).toContain('is a folder');
  });

  test('a database server that does not answer, without its password in the message', async () => {
    const DATABASE_URL = 'postgres://ann:topsecret@127.0.0.1:1/none';
    const message = await refusal({ TIDEMARK_HOME: path.join(home, 'unreachable'), DATABASE_URL });
    expect(message).not.toContain('topsecret');
  });

  test('an address that is none of this machine', async () => {
    const message = await refusal({ TIDEMARK_HOME: home, HOST: '192.0.2.1' });
    expect(message).toContain('192.0.2.1 is no address of this machine');
    expect(message).toContain('Set HOST');
  });
});

test('a secret that others can read is refused as a wrong setting', async () => {
  const file = path.join(home, 'open-secret');
  writeFileSync(file, 'x'.repeat(64), { mode: 0o644 });
  const server = new ServeProcess({ TIDEMARK_HOME: home, TIDEMARK_SECRET_FILE: file });
  expect(await server.ended).toMatchObject({ code: 2 });
  expect(server.err).toContain(`chmod 600`);
});
