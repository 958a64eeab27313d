import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderOf, ROOT, tidemark } from './tidemark.ts';

/** Workloads take minutes, and a server runs until it is stopped: their own tests call them. */
const NOT_RUN = ['bench', 'serve'];

const { folder, remove } = folderOf({});
afterAll(remove);
cpSync(path.join(ROOT, 'examples'), path.join(folder, 'examples'), { recursive: true });

const commands = [...tidemark(['--help']).out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name);

describe.each(commands.filter((name) => !NOT_RUN.includes(name)))(
  'the examples in tidemark %s --help',
  (name) => {
    const page = tidemark([name, '--help'], ROOT, { COLUMNS: '160' }).out;
    const calls = [...page.matchAll(/^ {2}\$ tidemark (.*)$/gm)].map(([, call]) => call);

    test.each(calls)('%s', (call) => {
      const home = { TIDEMARK_HOME: path.join(folder, 'home'), DATABASE_URL: undefined };
      const { code, out, err } = tidemark(call.split(' '), folder, home);
      expect(code, err).toBe(0);
      expect(out).not.toBe('');
    });
  },
);
