import type { Trades } from '@tidemark/contract';
import { Button, SaveButton, Segments } from '../../parts/index.ts';
import { type Filters, STATUSES } from './filters.ts';

type Statistics = NonNullable<Trades['statistics']>;

const STATUS_WORDS = { all: 'All', open: 'Open', closed: 'Closed' } as const;

/** Chooses trades by status, instrument, strategy, tag and day of opening. */
export function FilterBar({
  filters,
  known,
  onSave,
}: {
  readonly filters: Filters;
  /** Of all trades: what there is to choose from. */
  readonly known: Statistics | undefined;
  readonly onSave: () => Promise<void>;
}) {
  const { values, set } = filters;
  const choice = (key: 'symbol' | 'strategy' | 'tag', label: string, groups: object | undefined) => (
    <Choice
      label={label}
      value={values[key]}
      names={Object.keys(groups ?? {}).sort()}
      onChoose={(name) => set(key, name)}
    />
  );
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Segments
        label="Status"
        names={STATUSES}
        chosen={filters.status}
        onChoose={filters.setStatus}
        textOf={(status) => STATUS_WORDS[status]}
      />
      {choice('symbol', 'Symbol', known?.by_symbol)}
      {choice('strategy', 'Strategy', known?.by_strategy)}
      {choice('tag', 'Tag', known?.by_tag)}
      <Day label="Opened from" value={values.from} onSet={(day) => set('from', day)} />
      <Day label="Opened until" value={values.to} onSet={(day) => set('to', day)} />
      {filters.isFiltered && (
        <Button kind="quiet" icon="close" className="min-h-9" onClick={filters.clear}>
          Clear
        </Button>
      )}
      <span className="sm:ml-auto">
        <SaveButton label="these trades" onSave={onSave} />
      </span>
    </div>
  );
}

const BOX = 'min-h-9 rounded-lg border border-line bg-surface px-2 text-sm hover:border-faint';

function Choice({
  label,
  value,
  names,
  onChoose,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly names: readonly string[];
  readonly onChoose: (name: string | null) => void;
}) {
  if (names.length === 0 && value === null) return null;
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
      className={BOX}
    >
      <option value="">{`${label}: any`}</option>
      {(value === null || names.includes(value) ? names : [value, ...names]).map((name) => (
        <option key={name} value={name}>
          {name}
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
    <input
      type="date"
      aria-label={label}
      title={label}
      value={value ?? ''}
      onChange={({ target }) => {
        // While a date is being typed it is none, or lies before all time.
        if (target.value === '' || target.value >= '1900') onSet(target.value || null);
      }}
      className={`${BOX} w-36 max-sm:hidden`}
    />
  );
}
