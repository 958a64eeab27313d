export interface Bar {
  readonly name: string;
  readonly value: number;
  /** The value as text, by `useText`. */
  readonly shown: string;
}

/** Names with bars and figures, the longest bar full; below zero the figure has its sign and the bar another colour. */
export function Bars({ bars, label }: { readonly bars: readonly Bar[]; readonly label: string }) {
  const most = Math.max(...bars.map(({ value }) => Math.abs(value)), 0) || 1;
  return (
    <ul aria-label={label} className="space-y-2.5">
      {bars.map(({ name, value, shown }) => (
        <li key={name}>
          <div className="flex justify-between gap-4">
            <span className="truncate">{name}</span>
            <span>{shown}</span>
          </div>
          <svg
            aria-hidden="true"
            viewBox="0 0 100 2"
            preserveAspectRatio="none"
            className="mt-1 h-1.5 w-full"
          >
            <rect width="100" height="2" rx="1" className="fill-well" />
            <rect
              width={(Math.abs(value) / most) * 100}
              height="2"
              rx="1"
              className={value < 0 ? 'fill-loss' : 'fill-tide'}
            />
          </svg>
        </li>
      ))}
    </ul>
  );
}
