import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ownGroup } from '../scratch.ts';

/** A server of this folder, running in a process of its own. */
export interface Served {
  readonly address: string;
  /** What it said when it was ready. */
  readonly said: Readonly<Record<string, unknown>>;
  readonly process: ChildProcess;
  /** After a full collection of garbage, bytes. */
  memory(): Promise<NodeJS.MemoryUsage>;
  stop(): Promise<void>;
}

/** Starts a script of this folder and waits for the line of JSON that says its address. */
export async function start(script: string, ...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, ['--expose-gc', path.join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    detached: true,
  });
  const forget = ownGroup(child.pid);
  const ended = once(child, 'exit');
  void ended.then(forget);
  if (child.stdout === null) throw new Error('a server without an output');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string),
    ended.then(([code]) => Promise.reject(new Error(`${script} ended with ${code}`))),
  ]);
  const said = JSON.parse(line);
  return {
    address: said.address,
    said,
    process: child,
    memory: async () => {
      child.send('memory');
      const [usage] = await once(child, 'message');
      return usage;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
