import type { Account } from '@tidemark/contract';
import { Button, Field, Segments, Select, TextArea } from '../../parts/index.ts';
import type { Draft, DraftColumn } from './draft.ts';
import { type Asked, EVENT_KINDS, EVENT_TYPES, type EventType, labelOf } from './event-kinds.ts';

const TEXTS: ReadonlySet<Asked> = new Set<Asked>(['symbol', 'to_symbol', 'to_currency', 'lot']);
const FLOWS = ['deposit', 'withdrawal'] as const;
const TYPE_OPTIONS = EVENT_TYPES.map((type) => ({
  value: type,
  label: `${EVENT_KINDS[type].name}: ${EVENT_KINDS[type].about.toLowerCase()}`,
}));

export interface EventFieldsProps {
  readonly draft: Draft;
  readonly accounts: readonly Account[];
  /** What the ledger refuses, by column. */
  readonly errors: ReadonlyMap<string, string>;
  readonly onType: (name: DraftColumn, value: string) => void;
  readonly onKind: (type: EventType) => void;
}

/** Asks what the type of the event needs, then what it may have; the rest waits under More. */
export function EventFields(props: EventFieldsProps) {
  const { draft, accounts, onType, onKind } = props;
  const { needs, may } = EVENT_KINDS[draft.type];
  const isFlow = draft.type === 'deposit' || draft.type === 'withdrawal';
  return (
    <div className="space-y-4">
      {isFlow ? (
        <div className="flex flex-wrap items-center gap-2">
          <Segments
            label="Deposit or withdrawal"
            names={FLOWS}
            chosen={draft.type as (typeof FLOWS)[number]}
            onChoose={onKind}
            textOf={(type) => EVENT_KINDS[type].name}
          />
          <Button kind="quiet" onClick={() => onKind('buy')}>
            Something else …
          </Button>
        </div>
      ) : (
        <Select label="What happened" options={TYPE_OPTIONS} value={draft.type} onChoose={onKind} />
      )}
      <div className="grid grid-cols-2 gap-3">
        {needs.map((name) => (
          <Column key={name} name={name} {...props} />
        ))}
        <Plain name="date" label="Date" type="date" required {...props} />
        {accounts.length > 1 && (
          <Select
            label="Account"
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.columns.account_id ?? ''}
            onChoose={(id) => onType('account_id', id)}
          />
        )}
        {!isFlow && may.map((name) => <Column key={name} name={name} {...props} />)}
      </div>
      <More {...props} columns={isFlow ? may : []} />
    </div>
  );
}

function More({ columns, ...props }: EventFieldsProps & { readonly columns: readonly Asked[] }) {
  const { draft, onType } = props;
  const isTrade = draft.type === 'buy' || draft.type === 'sell';
  return (
    <details className="rounded-lg border border-line px-3 py-2">
      <summary className="cursor-pointer py-1 font-medium">More: time, currency, note, tags</summary>
      <div className="grid grid-cols-2 gap-3 pt-2 pb-1">
        {columns.map((name) => (
          <Column key={name} name={name} {...props} />
        ))}
        <Plain name="time" label="Time" type="time" step="1" {...props} />
        <Plain name="currency" label="Currency" {...props} />
        {isTrade && (
          <>
            <Plain name="stop" label="Stop" inputMode="decimal" {...props} />
            <Plain name="target" label="Target" inputMode="decimal" {...props} />
            <Plain name="strategy" label="Strategy" {...props} />
          </>
        )}
        <Plain name="tags" label="Tags" {...props} />
        <div className="col-span-2">
          <TextArea
            label="Note"
            rows={2}
            value={draft.columns.note ?? ''}
            onChange={({ target }) => onType('note', target.value)}
          />
        </div>
      </div>
    </details>
  );
}

/** A column that the type asks for. */
function Column({ name, ...props }: EventFieldsProps & { readonly name: Asked }) {
  const { type } = props.draft;
  const hint = EVENT_KINDS[type].hints?.[name];
  return (
    <Plain
      name={name}
      label={labelOf(type, name)}
      required={EVENT_KINDS[type].needs.includes(name)}
      {...(!TEXTS.has(name) && { inputMode: 'decimal' as const })}
      {...(hint !== undefined && { hint })}
      {...props}
    />
  );
}

function Plain({
  name,
  label,
  draft,
  accounts: _,
  errors,
  onType,
  onKind: __,
  ...rest
}: EventFieldsProps & {
  readonly name: DraftColumn;
  readonly label: string;
  readonly hint?: string;
  readonly type?: string;
  readonly step?: string;
  readonly required?: boolean;
  readonly inputMode?: 'decimal';
}) {
  return (
    <Field
      label={label}
      autoComplete="off"
      error={errors.get(name)}
      value={draft.columns[name] ?? ''}
      onChange={({ target }) => onType(name, target.value)}
      {...rest}
    />
  );
}
