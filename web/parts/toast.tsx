import { useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.tsx';

export interface Toast {
  readonly text: string;
  /** One thing to do about it, such as undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Shown extends Toast {
  readonly id: number;
}

const SHOWN_MS = 8_000;
let shown: readonly Shown[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number) => set(shown.filter((one) => one.id !== id));

/** Says for some seconds that something was done. Errors stand where they happened, not here. */
export function toast(one: Toast): void {
  last += 1;
  const id = last;
  set([...shown.slice(-2), { ...one, id }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts are shown; stands once, in the frame of the app. */
export function Toasts() {
  const all = useSyncExternalStore(subscribe, () => shown);
  return (
    <output className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 lg:bottom-6">
      {all.map(({ id, text, action }) => (
        <div
          key={id}
          className="pointer-events-auto flex items-center gap-2 rounded-xl border border-line bg-surface py-1 pr-1 pl-4 shadow-lift"
        >
          <span>{text}</span>
          {action && (
            <Button
              kind="quiet"
              onClick={() => {
                action.run();
                dismiss(id);
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton icon="close" label="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
    </output>
  );
}
