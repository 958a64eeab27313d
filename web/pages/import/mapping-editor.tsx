import type { ImportResult } from '@tidemark/contract';
import { useState } from 'react';
import { Button, Card, Field, Select } from '../../parts/index.ts';
import { FIELDS, type FieldName, KINDS } from './import-words.ts';
import { fieldOf, isReadable, type Mapping, withField, wordsOf } from './mapping-edit.ts';

type Sample = NonNullable<ImportResult['sample']>;

const FIELD_OPTIONS = [
  { value: '', label: 'Not read' },
  ...Object.entries(FIELDS).map(([value, label]) => ({ value, label })),
];
const KIND_OPTIONS = [
  { value: '', label: 'Ask me' },
  ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
];
const NUMBERS = [
  { value: '', label: 'As the file shows' },
  { value: 'point', label: '1,234.56' },
  { value: 'comma', label: '1.234,56' },
] as const;
const DATES = [
  { value: '', label: 'As the file shows' },
  { value: 'dmy', label: 'Day first' },
  { value: 'mdy', label: 'Month first' },
] as const;

/** Says which column of a file is what, beside what stands in it. */
export function MappingEditor({
  sample,
  mapping,
  isChosen,
  onRead,
}: {
  readonly sample: Sample;
  /** As it was proposed, or as the file was read by. */
  readonly mapping: Mapping;
  /** Whether the file was read by it, not only proposed. */
  readonly isChosen: boolean;
  readonly onRead: (mapping: Mapping) => void;
}) {
  const [draft, setDraft] = useState(mapping);
  const words = wordsOf(draft, sample);
  const isNew = !isChosen || JSON.stringify(draft) !== JSON.stringify(mapping);
  return (
    <Card title="Which column is what">
      <p className="mb-4 text-faint">
        No known broker or program writes such a file. Check what each column means; with a name the choice is
        kept, and files with these columns are read by it from then on.
      </p>
      <section aria-label="Columns of the file" className="overflow-x-auto">
        <table className="w-full">
          <thead className="text-left text-sm text-faint">
            <tr>
              <th scope="col" className="pr-3 pb-2 font-normal">
                Column
              </th>
              <th scope="col" className="pr-3 pb-2 font-normal max-sm:hidden">
                For example
              </th>
              <th scope="col" className="pb-2 font-normal">
                Means
              </th>
            </tr>
          </thead>
          <tbody>
            {sample.header.map((column, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
              <tr key={at} className="border-t border-line">
                <th scope="row" className="max-w-40 truncate py-1.5 pr-3 text-left font-medium">
                  {column === '' ? '(no name)' : column}
                </th>
                <td className="max-w-56 truncate py-1.5 pr-3 text-faint max-sm:hidden">
                  {sample.rows
                    .map((row) => row[at])
                    .filter((cell) => cell)
                    .slice(0, 3)
                    .join(' · ')}
                </td>
                <td className="py-1.5">
                  <select
                    aria-label={`${column} means`}
                    value={fieldOf(draft, column) ?? ''}
                    disabled={column === ''}
                    onChange={({ target }) =>
                      setDraft(withField(draft, column, (target.value || null) as FieldName | null))
                    }
                    className="min-h-10 w-full rounded-lg border border-line bg-surface px-2"
                  >
                    {FIELD_OPTIONS.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {words.length > 0 && (
        <fieldset className="mt-5">
          <legend className="mb-2 font-medium">Words for what happened</legend>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {words.map((word) => (
              <Select
                key={word}
                label={word === '*' ? 'Every row' : word}
                options={KIND_OPTIONS}
                value={draft.types[word] ?? ''}
                onChoose={(kind) => {
                  const { [word]: _, ...others } = draft.types;
                  setDraft({ ...draft, types: kind === '' ? others : { ...others, [word]: kind } });
                }}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div className="mt-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Select
          label="Numbers"
          options={NUMBERS}
          value={draft.numbers ?? ''}
          onChoose={(numbers) => setDraft({ ...draft, numbers: numbers || undefined })}
        />
        <Select
          label="Dates"
          options={DATES}
          value={draft.dates ?? ''}
          onChoose={(dates) => setDraft({ ...draft, dates: dates || undefined })}
        />
        <Field
          label="Currency"
          placeholder="where no column says"
          value={draft.currency ?? ''}
          onChange={({ target }) => setDraft({ ...draft, currency: target.value.toUpperCase() || undefined })}
        />
        <Field
          label="Keep it as"
          placeholder="My broker"
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <Button kind="main" disabled={!isNew || !isReadable(draft)} onClick={() => onRead(draft)}>
          Read the file by this
        </Button>
        {!isReadable(draft) && (
          <p className="text-faint">A date, and an amount or a quantity, are needed at least.</p>
        )}
      </div>
    </Card>
  );
}
