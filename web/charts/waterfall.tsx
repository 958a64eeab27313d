import type { ReactNode } from 'react';

export interface Step {
  readonly name: string;
  /** What it adds; of a `total` the level itself. */
  readonly value: number;
  readonly isTotal?: boolean;
  /** Money that came or went, which is neither a gain nor a loss. */
  readonly isFlow?: boolean;
  /** The value as text, with its sign where it adds. */
  readonly shown: ReactNode;
}

/** From one total to another by steps that sum: each bar begins where the one before it ended. */
export function Waterfall({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  const spans = spansOf(steps);
  const low = Math.min(0, ...spans.flat());
  const width = Math.max(0, ...spans.flat()) - low || 1;
  const at = (level: number) => ((level - low) / width) * 100;
  return (
    <ul aria-label={label} className="space-y-2">
      {steps.map(({ name, value, isTotal, isFlow, shown }, index) => {
        const [from, to] = spans[index] ?? [0, 0];
        const colour = isTotal ? 'fill-tide' : isFlow ? 'fill-faint' : value < 0 ? 'fill-loss' : 'fill-gain';
        return (
          <li
            key={name}
            className="grid grid-cols-[7rem_1fr_auto] sm:grid-cols-[9rem_1fr_8rem] items-center gap-3"
          >
            <span className="truncate">{name}</span>
            <svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none" className="h-5 w-full">
              <rect
                x={at(Math.min(from, to))}
                width={Math.max(Math.abs(at(to) - at(from)), 0.4)}
                height="10"
                className={colour}
              />
            </svg>
            <span className="text-right">{shown}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Where each bar begins and ends. */
function spansOf(steps: readonly Step[]): [from: number, to: number][] {
  let level = 0;
  return steps.map(({ value, isTotal }) => {
    const from = isTotal ? 0 : level;
    level = isTotal ? value : level + value;
    return [from, level];
  });
}
