import { useState } from 'react';
import { classes, Dialog, Field } from '../parts/index.ts';
import { type Command, useCommands } from './commands.ts';

/** Keys as a reader knows them. */
function Keys({ keys }: { readonly keys: string }) {
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  return (
    <span className="flex gap-1">
      {keys.split(' ').map((key) => (
        <kbd key={key} className="rounded border border-line bg-well px-1.5 font-mono text-xs text-faint">
          {key.replace('mod', mod).replace('shift', 'Shift').replaceAll('+', ' ').toUpperCase()}
        </kbd>
      ))}
    </span>
  );
}

/** Every command, found by typing. */
export function Palette({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useCommands().filter(({ title, id }) => id !== 'palette' && matches(title, typed));
  const close = () => {
    setTyped('');
    setAt(0);
    onClose();
  };
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const move = (by: number) => setAt((at + by + found.length) % Math.max(found.length, 1));
  return (
    <Dialog open={open} onClose={close} title="Commands">
      <Field
        label="What to do"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-commands"
        aria-activedescendant={found[at] && `command-${found[at].id}`}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') run(found[at]);
          else return;
          event.preventDefault();
        }}
      />
      <div
        id="palette-commands"
        role="listbox"
        aria-label="Commands"
        className="mt-3 max-h-80 overflow-y-auto"
      >
        {found.map((command, index) => (
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onClick={() => run(command)}
            onKeyDown={(event) => event.key === 'Enter' && run(command)}
            className={classes(
              'flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-lg px-3',
              index === at && 'bg-well',
            )}
          >
            {command.title}
            {command.keys !== undefined && <Keys keys={command.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="px-3 py-2 text-faint">Nothing is called that.</p>}
    </Dialog>
  );
}

/** All keys, on one card. */
export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const withKeys = useCommands().filter(({ keys }) => keys !== undefined);
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className="space-y-2">
        {withKeys.map(({ id, title, keys = '' }) => (
          <div key={id} className="flex justify-between gap-4">
            <dt>{title}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Every word of what is typed begins somewhere in the title. */
const matches = (title: string, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word));
