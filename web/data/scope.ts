import { useSyncExternalStore } from 'react';

/** The portfolio that all pages show; kept by this browser. `default` holds every account. */
const KEY = 'tidemark.portfolio';
const DEFAULT = 'default';

let chosen = kept();
const listeners = new Set<() => void>();

export function usePortfolio(): string {
  return useSyncExternalStore(subscribe, () => chosen);
}

export function choosePortfolio(id: string): void {
  chosen = id;
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? DEFAULT;
  } catch {
    return DEFAULT;
  }
}
