import type { Me } from '@tidemark/contract';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../../data/index.ts';
import { Button, Dialog, Failure, Field, toast } from '../../parts/index.ts';

/** Sets what account `main` begins with, and when. */
export function StartingBalanceDialog({
  open,
  onClose,
  me,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly me: Me | undefined;
}) {
  const write = useWrite('setStartingBalance');
  const [amount, setAmount] = useState('');
  const [since, setSince] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { starting_balance: amount, ...(since !== '' && { starting_balance_date: since }) };
    write.mutate(
      { body },
      {
        onSuccess: () => {
          toast({ text: 'The starting balance is set.' });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Starting balance"
      lead="Every figure follows; it can be changed at any time."
    >
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={`Amount in ${me?.base_currency ?? 'the currency of the account'}`}
          hint="With a point before the decimals, as 10000.00."
          inputMode="decimal"
          required
          autoFocus
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
        <Field
          label="Since"
          hint="Left empty: the day of the first event, else today."
          type="date"
          value={since}
          onChange={(event) => setSince(event.target.value)}
        />
        {write.error !== null && <Failure error={write.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="main" busy={write.isPending}>
            Set
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
