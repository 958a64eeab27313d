import { ApiProblem, type Undone } from '@tidemark/contract';
import { useRead, useWrite } from '../data/index.ts';
import { IconButton, toast } from '../parts/index.ts';
import { useCommand } from './commands.ts';

/** Takes the last changes of the ledger back, one after another, and makes them again; each time says what it was. */
export function useUndo() {
  const undoing = useWrite('undo');
  const redoing = useWrite('redo');
  const isBusy = undoing.isPending || redoing.isPending;
  const undo = () => {
    if (isBusy) return;
    const onSuccess = (done: Undone) => say('Undone', done, { label: 'Redo', run: redo });
    undoing.mutate({}, { onSuccess, onError: refused });
  };
  const redo = () => {
    if (isBusy) return;
    const onSuccess = (done: Undone) => say('Made again', done, { label: 'Undo', run: undo });
    redoing.mutate({}, { onSuccess, onError: refused });
  };
  return { undo, redo, isBusy };
}

function say(verb: string, { change }: Undone, action: { label: string; run: () => void }): void {
  toast({ text: `${verb}: ${change.what}.`, action });
}

function refused(error: Error): void {
  const isRefusal = error instanceof ApiProblem;
  toast({ text: isRefusal ? error.problem.detail : 'The server does not answer; nothing has changed.' });
}

/** On the keys that every program has for it, on every page. */
export function UndoCommands() {
  const { undo, redo } = useUndo();
  useCommand({ id: 'undo', title: 'Undo the last change', keys: 'mod+z', run: undo });
  useCommand({ id: 'redo', title: 'Redo what was undone', keys: 'mod+shift+z', run: redo });
  return null;
}

/** The same as buttons, where the ledger is in sight. */
export function UndoButtons() {
  const last = useRead('listChanges', { query: { limit: 1 } }).data?.items[0];
  const { undo, redo, isBusy } = useUndo();
  return (
    <span className="flex">
      <IconButton icon="undo" label="Undo" disabled={isBusy || last === undefined} onClick={undo} />
      <IconButton icon="redo" label="Redo" disabled={isBusy || last?.undone !== true} onClick={redo} />
    </span>
  );
}
