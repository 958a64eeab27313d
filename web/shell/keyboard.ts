import { useEffect } from 'react';
import { allCommands } from './commands.ts';

/** Between the keys of a sequence. */
const SEQUENCE_MS = 1_000;

/** What the browser itself does in a field. */
const EDITING: ReadonlySet<string> = new Set(['mod+z', 'mod+shift+z', 'mod+y']);

/** Runs commands by their keys; stands once, in the frame of the app. */
export function useKeyboard(): void {
  useEffect(() => {
    let before = '';
    let beforeAt = 0;
    const listen = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (event.defaultPrevented || event.isComposing || key === null) return;
      // Letters, and the undoing of what was typed, belong to the field, and to the dialog that is open.
      const isOfField = !key.startsWith('mod+') || EDITING.has(key);
      if (isOfField && (isTyping(event.target) || document.querySelector('[role=dialog]'))) return;
      const sequence = event.timeStamp - beforeAt < SEQUENCE_MS ? `${before} ${key}` : key;
      const command = [sequence, key].map(commandOf).find((found) => found !== undefined);
      before = key;
      beforeAt = event.timeStamp;
      if (command === undefined) return;
      event.preventDefault();
      before = '';
      command.run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

const commandOf = (keys: string) => allCommands().find((command) => command.keys === keys);

/** `mod` is Ctrl, and Command on a Mac; null for a key with other modifiers, or a modifier alone. */
function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | null {
  if (altKey || key === 'Shift' || key === 'Control' || key === 'Meta' || key === 'AltGraph') return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const isLetter = /^[a-z]$/.test(name);
  const shifted = shiftKey && (isLetter || key.length > 1) ? `shift+${name}` : name;
  return ctrlKey || metaKey ? `mod+${shifted}` : shifted;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select') ||
    target.closest('[role=menu]') !== null);
