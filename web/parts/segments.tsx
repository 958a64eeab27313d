import { classes } from './class-names.ts';

/** One choice of a few, all visible: ranges, views. Each is a button by its own text; the chosen one is pressed. */
export function Segments<Name extends string>({
  label,
  names,
  chosen,
  onChoose,
  textOf = (name) => name,
}: {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly textOf?: (name: Name) => string;
}) {
  return (
    <fieldset className="flex max-w-full min-w-0 overflow-x-auto rounded-lg bg-well p-0.5">
      <legend className="sr-only">{label}</legend>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
          className={classes(
            'min-h-9 flex-1 rounded-md px-1.5 text-sm font-medium whitespace-nowrap transition-colors sm:px-3',
            name === chosen ? 'bg-surface text-ink shadow-lift' : 'text-faint hover:text-ink',
          )}
        >
          {textOf(name)}
        </button>
      ))}
    </fieldset>
  );
}
