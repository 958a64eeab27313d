import type { Trades } from '@tidemark/contract';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../../data/index.ts';
import { Button, Failure, toast } from '../../parts/index.ts';
import { useCommand } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';

/** What every account value at entry begins with, changed where it stands: all risk follows with the next answer. */
export function StartingBalance({ trades, canEdit }: { readonly trades: Trades; readonly canEdit: boolean }) {
  const text = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const write = useWrite('setStartingBalance');
  const { starting_balance: amount, starting_balance_assumed: isAssumed, base_currency: base } = trades;
  const begin = () => setTyped(isAssumed || amount === null ? '' : String(amount));
  useCommand({ id: 'starting-balance', title: 'Change the starting balance', run: () => canEdit && begin() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(
      { body: { starting_balance: typed ?? '' } },
      {
        onSuccess: () => {
          setTyped(null);
          toast({ text: 'The starting balance is set; every risk follows.' });
        },
      },
    );
  };
  if (typed !== null)
    return (
      <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-2">
          <span className="text-sm text-faint">{`Starting balance in ${base}`}</span>
          <input
            inputMode="decimal"
            required
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the button in its place.
            autoFocus
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={({ key }) => key === 'Escape' && setTyped(null)}
            className="min-h-10 w-36 rounded-lg border border-line bg-surface px-3 text-right hover:border-faint"
          />
        </label>
        <Button type="submit" kind="main" busy={write.isPending}>
          Set
        </Button>
        <Button onClick={() => setTyped(null)}>Cancel</Button>
        {write.error !== null && <Failure error={write.error} />}
      </form>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <span className="text-sm text-faint">{`Starting balance${isAssumed ? ', assumed' : ''}`}</span>
      <span data-figure="starting-balance" className="font-medium">
        {text.money(amount, base)}
      </span>
      {canEdit && (
        <Button kind="quiet" aria-label="Change the starting balance" onClick={begin}>
          Change
        </Button>
      )}
    </p>
  );
}
