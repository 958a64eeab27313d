import type { Account } from '@tidemark/contract';
import { useState } from 'react';
import type { ImportTerms } from '../../data/index.ts';
import { Button, Field, Select } from '../../parts/index.ts';

const NEW = 'new account';

/** Whose rows they are, where the file does not say: an account that there is, or one that is made on the way. */
export function AccountChoice({
  accounts,
  account,
  onChoose,
}: {
  readonly accounts: readonly Account[];
  readonly account: ImportTerms['account'];
  readonly onChoose: (account: ImportTerms['account']) => void;
}) {
  const made = 'made' in account ? account.made : '';
  const [isNew, setIsNew] = useState('made' in account);
  const [name, setName] = useState(made);
  const take = () => onChoose({ made: name.trim() });
  const options = [
    ...accounts.map(({ id, name: known }) => ({ value: id, label: known })),
    { value: NEW, label: 'A new account …' },
  ];
  return (
    <div className="grid items-end gap-3 sm:grid-cols-2">
      <Select
        label="Into account"
        options={options}
        value={isNew || !('id' in account) ? NEW : account.id}
        onChoose={(value) => {
          setIsNew(value === NEW);
          if (value !== NEW) onChoose({ id: value });
        }}
      />
      {isNew && (
        <div className="flex items-end gap-2">
          <div className="flex-1">
            <Field
              label="Its name"
              value={name}
              onChange={({ target }) => setName(target.value)}
              onKeyDown={({ key }) => key === 'Enter' && name.trim() !== '' && take()}
            />
          </div>
          <Button className="min-h-11" disabled={name.trim() === '' || name.trim() === made} onClick={take}>
            Take it
          </Button>
        </div>
      )}
    </div>
  );
}
