import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../../bin/program.mjs';

export const ROOT = path.join(import.meta.dirname, '..', '..');

/** What the launcher runs. */
export const PROGRAM = await program(ROOT);

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Stdout as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into documents of every shape.
  readonly json: any;
}

/** Runs the command line in a process of its own, as a user does, in `folder`. */
export function tidemark(args: readonly string[], folder = ROOT, env: NodeJS.ProcessEnv = {}): Answer {
  const ran = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, COLUMNS: '80', ...env },
  });
  return {
    code: ran.status,
    out: ran.stdout,
    err: ran.stderr,
    get json() {
      return JSON.parse(ran.stdout);
    },
  };
}

/** A folder with these files, by path; `remove` takes it away. */
export function folderOf(files: Readonly<Record<string, string>>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
