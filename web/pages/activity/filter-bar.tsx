import type { Account } from '@tidemark/contract';
import { useEffect, useState } from 'react';
import { Button, classes } from '../../parts/index.ts';
import { EVENT_KINDS, EVENT_TYPES } from './event-kinds.ts';
import type { FilterKey, Filters } from './filters.ts';
import { useSettled } from './use-settled.ts';

const BOX = 'min-h-10 rounded-lg border border-line bg-surface px-2.5 hover:border-faint';

/** Chooses events by words, type, account, symbol and days, and jumps to a day. */
export function FilterBar({
  filters,
  accounts,
}: {
  readonly filters: Filters;
  readonly accounts: readonly Account[];
}) {
  const [isOpen, setIsOpen] = useState(false);
  const { values, set, count } = filters;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Typed
        filters={filters}
        name="text"
        label="Search notes, tags, symbols"
        className="min-w-0 flex-1 sm:max-w-72"
      />
      <Button icon="filter" className="sm:hidden" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {count > 0 ? `Filters (${count})` : 'Filters'}
      </Button>
      <div className={classes('flex flex-wrap items-center gap-2 max-sm:w-full', !isOpen && 'max-sm:hidden')}>
        <Choice
          label="Type"
          value={values.type}
          options={EVENT_TYPES.map((type) => ({ value: type, label: EVENT_KINDS[type].name }))}
          onChoose={(type) => set('type', type)}
        />
        {accounts.length > 1 && (
          <Choice
            label="Account"
            value={values.account_id}
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(id) => set('account_id', id)}
          />
        )}
        <Typed filters={filters} name="symbol" label="Symbol" className="w-28" />
        <Day label="From" value={values.from} onSet={(day) => set('from', day)} />
        <Day label="To" value={values.to} onSet={(day) => set('to', day)} />
        <Day label="Jump to" value={filters.at} onSet={filters.jump} />
      </div>
      {count > 0 && (
        <Button kind="quiet" icon="close" onClick={filters.clear}>
          {values.import_id === null ? 'Clear' : 'Clear: of one import'}
        </Button>
      )}
    </div>
  );
}

/** A text that is asked for once it has rested. */
function Typed({
  filters: { values, set },
  name,
  label,
  className,
}: {
  readonly filters: Filters;
  readonly name: FilterKey;
  readonly label: string;
  readonly className: string;
}) {
  const inAddress = values[name] ?? '';
  const [typed, setTyped] = useState(inAddress);
  const settled = useSettled(typed.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address.
  useEffect(() => {
    if (settled !== inAddress) set(name, settled === '' ? null : settled);
  }, [settled]);
  useEffect(() => setTyped((now) => (now.trim() === inAddress ? now : inAddress)), [inAddress]);
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      className={classes(BOX, 'placeholder:text-faint', className)}
    />
  );
}

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string | null) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
      className={BOX}
    >
      <option value="">{`${label}: any`}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Day({
  label,
  value,
  onSet,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onSet: (day: string | null) => void;
}) {
  return (
    <label className="inline-flex items-center gap-1.5 text-sm text-faint">
      {label}
      <input
        type="date"
        value={value ?? ''}
        onChange={({ target }) => {
          // While a date is being typed it is none, or lies before all time.
          if (target.value === '' || target.value >= '1900') onSet(target.value || null);
        }}
        className={classes(BOX, 'w-34 text-ink')}
      />
    </label>
  );
}
