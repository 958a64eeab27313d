import type { Transaction } from '@tidemark/contract';
import { type FormEvent, useState } from 'react';
import { statedAs, useWrite } from '../../data/index.ts';
import { Button, Dialog, Failure, Field, TextArea, toast } from '../../parts/index.ts';

const FIELDS = ['strategy', 'tags', 'stop', 'target', 'note'] as const;
type Words = Record<(typeof FIELDS)[number], string>;

/** Edits what the opening event of a trade says of plan, strategy, tags and notes: a correction, which can be undone. */
export function WordsDialog({
  opening,
  onClose,
}: {
  readonly opening: Transaction;
  readonly onClose: () => void;
}) {
  const [words, setWords] = useState<Words>(() => wordsOf(opening));
  const correct = useWrite('correctTransaction');
  const input = (name: keyof Words) => ({
    value: words[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setWords({ ...words, [name]: target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const stated = Object.fromEntries(
      FIELDS.map((name) => [name, words[name].trim() === '' ? null : words[name].trim()]),
    );
    const done = () => {
      toast({ text: 'The trade is changed; the revision before is kept.' });
      onClose();
    };
    correct.mutate(
      { params: { id: opening.id }, body: { ...statedAs(opening), ...stated } },
      { onSuccess: done },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Plan and notes"
      lead="They stand in the event that opened the trade; risk and R follow from the stop."
    >
      <form onSubmit={submit} className="space-y-4">
        <Field label="Strategy" autoFocus {...input('strategy')} />
        <Field label="Tags" hint="Apart by commas, or by spaces." {...input('tags')} />
        <div className="grid grid-cols-2 gap-4">
          <Field label="Stop" inputMode="decimal" {...input('stop')} />
          <Field label="Target" inputMode="decimal" {...input('target')} />
        </div>
        <TextArea label="Notes" {...input('note')} />
        {correct.error !== null && <Failure error={correct.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="main" busy={correct.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function wordsOf({ strategy, tags, stop, stop_exact, target, target_exact, note }: Transaction): Words {
  return {
    strategy: strategy ?? '',
    tags: tags ?? '',
    stop: String(stop_exact ?? stop ?? ''),
    target: String(target_exact ?? target ?? ''),
    note: note ?? '',
  };
}
