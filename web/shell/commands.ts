import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something to do, by the palette and by keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** As they are typed, apart by spaces: `n`, `g d`, `mod+k`. */
  readonly keys?: string;
  readonly run: () => void;
}

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

/** Every command that the pages and the frame offer now; the newest of an id or of keys comes first. */
export const allCommands = (): readonly Command[] => commands;
export const useCommands = (): readonly Command[] => useSyncExternalStore(subscribe, allCommands);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers a command while the component is there: `useCommand({ id: 'record', title: 'Record…', keys: 'n', run })`. */
export function useCommand({ id, title, keys, run }: Command): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const own: Command = { id, title, ...(keys !== undefined && { keys }), run: () => latest.current() };
    set([own, ...commands]);
    return () => set(commands.filter((one) => one !== own));
  }, [id, title, keys]);
}
