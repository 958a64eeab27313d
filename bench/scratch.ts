/**
 * What a run leaves behind if it is stopped: folders and programs. They are known here, and gone when the process
 * ends, by itself, by Ctrl-C or by SIGTERM.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';

const folders = new Set<string>();
const groups = new Set<number>();

/** A new folder for temporary files. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-bench-'));
  folders.add(folder);
  return folder;
}

/** Makes this folder and forgets it again when the process ends before it is kept. */
export function unfinishedFolder(folder: string): string {
  folders.add(folder);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** A group of processes that must not outlive this one; answers what to call when it has ended. */
export function ownGroup(leader: number | undefined): () => void {
  if (leader === undefined) return () => {};
  groups.add(leader);
  return () => void groups.delete(leader);
}

export function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

process.once('exit', () => {
  for (const leader of groups) endGroup(leader);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
