import type { Account } from '@tidemark/contract';
import { useState } from 'react';
import { useWrite } from '../../data/index.ts';
import { Button, Dialog, Failure, toast } from '../../parts/index.ts';

/** Says that what is shown is generated, and takes it away whole; nothing where nothing is. */
export function GeneratedNote({ accounts }: { readonly accounts: readonly Account[] }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useWrite('removeDemo');
  if (!accounts.some(({ broker, name }) => broker === 'generated' && name.endsWith('(generated)')))
    return null;
  return (
    <aside className="flex flex-wrap items-center justify-between gap-3 rounded-2xl border border-line px-4 py-3 text-faint">
      <p>Accounts named “(generated)” are a demonstration: no company, price or person in them is real.</p>
      <Button onClick={() => setIsAsking(true)}>Remove the generated data</Button>
      <Dialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Remove the generated data?"
        lead="The generated accounts go, with everything in them. What you entered in other accounts stays."
      >
        {remove.error !== null && <Failure error={remove.error} />}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => setIsAsking(false)}>Keep it</Button>
          <Button
            kind="danger"
            busy={remove.isPending}
            onClick={() =>
              remove.mutate(
                {},
                {
                  onSuccess: () => {
                    setIsAsking(false);
                    toast({ text: 'The generated data is gone.' });
                  },
                },
              )
            }
          >
            Remove
          </Button>
        </div>
      </Dialog>
    </aside>
  );
}
