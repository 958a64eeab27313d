import { Segments } from '../../parts/index.ts';
import { useCommand } from '../../shell/index.ts';
import { type Period, RANGES, type Range } from './range-days.ts';

/** Which stretch is looked at: one of the ranges, or any two days. */
export function RangeBar({
  range,
  period,
  last,
  onRange,
  onPeriod,
}: {
  /** Null for a stretch of its own. */
  readonly range: Range | null;
  /** What is shown. */
  readonly period: Period;
  /** The last day there is. */
  readonly last: string | undefined;
  readonly onRange: (range: Range) => void;
  readonly onPeriod: (period: Period) => void;
}) {
  return (
    <div className="flex max-w-full flex-wrap items-center gap-x-4 gap-y-2">
      {RANGES.map((name, at) => (
        <RangeCommand key={name} name={name} keys={String(at + 1)} onRange={onRange} />
      ))}
      <Segments label="Range" names={RANGES} chosen={range ?? ('' as Range)} onChoose={onRange} />
      <div className="flex items-center gap-1.5 text-sm">
        <DayInput
          label="From"
          value={period.from}
          max={period.to ?? last}
          onSet={(from) => onPeriod({ ...period, from })}
        />
        <span aria-hidden="true" className="text-faint">
          –
        </span>
        <DayInput
          label="To"
          value={period.to ?? last}
          min={period.from}
          max={last}
          onSet={(to) => onPeriod({ ...period, to })}
        />
      </div>
    </div>
  );
}

/** Chooses a range by a key, and in the palette; draws nothing. */
function RangeCommand({
  name,
  keys,
  onRange,
}: {
  readonly name: Range;
  readonly keys: string;
  readonly onRange: (range: Range) => void;
}) {
  useCommand({ id: `range-${name}`, title: `Range ${name}`, keys, run: () => onRange(name) });
  return null;
}

function DayInput({
  label,
  value,
  min,
  max,
  onSet,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onSet: (day: string) => void;
}) {
  return (
    <input
      type="date"
      aria-label={label}
      value={value ?? ''}
      min={min}
      max={max}
      onChange={({ target }) => {
        // While a date is being typed it is none, or lies before all time.
        if (target.value >= '1900') onSet(target.value);
      }}
      className="min-h-9 w-36 rounded-lg border border-line bg-surface px-2 hover:border-faint"
    />
  );
}
