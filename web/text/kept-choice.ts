/** A choice that this browser keeps, such as the theme; a store for React's useSyncExternalStore. */
export interface KeptChoice<Value extends string> {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Kept under `tidemark.<name>`; the first of the values where nothing is kept. Follows other tabs. */
export function keptChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): KeptChoice<Value> {
  const key = `tidemark.${name}`;
  const listeners = new Set<() => void>();
  const read = (): Value => values.find((value) => value === storage()?.getItem(key)) ?? values[0];
  let value = read();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== key) return;
    value = read();
    tell();
  });
  return {
    get: () => value,
    set: (next) => {
      value = next;
      storage()?.setItem(key, next);
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** None outside a browser, and none where the browser forbids it. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
