import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './class-names.ts';

const BOX =
  'min-h-11 w-full rounded-lg border bg-surface px-3 text-base outline-offset-0 placeholder:text-faint sm:text-[0.9375rem]';
const edge = (error: string | undefined) =>
  error === undefined ? 'border-line hover:border-faint' : 'border-loss';

interface Around {
  readonly label: string;
  /** What helps before anything is wrong. */
  readonly hint?: string;
  /** What is wrong with what was entered, and what to do. */
  readonly error?: string | undefined;
}

function Labelled({
  label,
  hint,
  error,
  id,
  children,
}: Around & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {children}
      {(error ?? hint) !== undefined && (
        <p
          id={`${id}-note`}
          className={classes('mt-1 text-sm', error === undefined ? 'text-faint' : 'text-loss')}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

const described = (id: string, { hint, error }: Around) => ({
  id,
  'aria-invalid': error !== undefined,
  'aria-describedby': (error ?? hint) === undefined ? undefined : `${id}-note`,
});

/** A labelled input. Amounts: `inputMode="decimal"`, and kept as text: a number would lose digits. */
export function Field({ label, hint, error, className, ...rest }: Around & ComponentProps<'input'>) {
  const id = useId();
  const around = { label, ...(hint !== undefined && { hint }), error };
  return (
    <Labelled {...around} id={id}>
      <input {...rest} {...described(id, around)} className={classes(BOX, edge(error), className)} />
    </Labelled>
  );
}

/** A labelled text of several lines. */
export function TextArea({ label, hint, error, className, ...rest }: Around & ComponentProps<'textarea'>) {
  const id = useId();
  const around = { label, ...(hint !== undefined && { hint }), error };
  return (
    <Labelled {...around} id={id}>
      <textarea
        rows={4}
        {...rest}
        {...described(id, around)}
        className={classes(BOX, 'py-2', edge(error), className)}
      />
    </Labelled>
  );
}

/** A labelled choice of several: the browser's own, which every keyboard and phone knows. */
export function Select<Name extends string>({
  label,
  hint,
  error,
  options,
  value,
  onChoose,
}: Around & {
  readonly options: readonly { readonly value: Name; readonly label: string }[];
  readonly value: Name;
  readonly onChoose: (value: Name) => void;
}) {
  const id = useId();
  const around = { label, ...(hint !== undefined && { hint }), error };
  return (
    <Labelled {...around} id={id}>
      <select
        {...described(id, around)}
        value={value}
        onChange={(event) => onChoose(event.target.value as Name)}
        className={classes(BOX, edge(error))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
