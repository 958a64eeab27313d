import type { Account } from '@tidemark/contract';
import { useState } from 'react';
import { Field, Select } from '../../parts/index.ts';

const NEW = 'new account';

/** Whose rows they are, where the file does not say: an account that there is, or one that is made on the way. */
export function AccountChoice({
  accounts,
  account,
  onChoose,
}: {
  readonly accounts: readonly Account[];
  /** An id, or the name of a new one. */
  readonly account: string;
  readonly onChoose: (account: string) => void;
}) {
  const isKnown = accounts.some(({ id }) => id === account);
  const [isNew, setIsNew] = useState(!isKnown);
  const options = [
    ...accounts.map(({ id, name }) => ({ value: id, label: name })),
    { value: NEW, label: 'A new account …' },
  ];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label="Into account"
        options={options}
        value={isNew ? NEW : account}
        onChoose={(value) => {
          setIsNew(value === NEW);
          onChoose(value === NEW ? 'New account' : value);
        }}
      />
      {isNew && (
        <Field
          label="Its name"
          value={account}
          onChange={({ target }) => target.value.trim() !== '' && onChoose(target.value)}
        />
      )}
    </div>
  );
}
