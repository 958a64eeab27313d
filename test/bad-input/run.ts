import { type ChildProcess, execFile, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = path.join(import.meta.dirname, '..', '..', 'app', 'main.ts');

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The words of a call; `{…}` keeps blanks in one. */
export function wordsOf(call: string): string[] {
  return (call.match(/\{[^}]*\}|\S+/g) ?? []).map((word) => word.replace(/^\{(.*)\}$/, '$1'));
}

/** Runs one call in a process of its own, as a user does. */
export function run(args: readonly string[], folder: string, node: readonly string[] = []): Promise<Answer> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, COLUMNS: '160' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...node, PROGRAM, ...args],
      { cwd: folder, env, maxBuffer: 1 << 28 },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

/** Answers calls in one process of its own, one after another; see session.ts. */
export class Session {
  private readonly child: ChildProcess = fork(path.join(import.meta.dirname, 'session.ts'), { execArgv: [] });

  ask(args: readonly string[], folder: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) =>
        reject(new Error(`the session ended with ${code} on ${args.join(' ')}`));
      this.child.once('exit', ended);
      this.child.once('message', (answer: Answer) => {
        this.child.off('exit', ended);
        resolve(answer);
      });
      this.child.send({ args, folder });
    });
  }

  end(): void {
    this.child.disconnect();
  }
}

/** A folder with these files; `remove` takes it away. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): {
  folder: string;
  remove: () => void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-bad-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Every path of a folder with what is in it: two equal ones are byte for byte the same. */
export function contentsOf(folder: string): Record<string, string> {
  const paths = globSync('**/*', { cwd: folder }).sort();
  return Object.fromEntries(
    paths.map((name) => {
      const full = path.join(folder, name);
      const isFolder = lstatSync(full).isDirectory();
      return [name, isFolder ? 'folder' : createHash('sha256').update(readFileSync(full)).digest('hex')];
    }),
  );
}
