import { TIMEFRAMES } from '@tidemark/contract';
import { useState } from 'react';
import { Button, Dialog, Field, Segments } from '../../parts/index.ts';
import { useCommand } from '../../shell/index.ts';

export const RANGES = [...TIMEFRAMES, 'Custom'] as const;
export type RangeName = (typeof RANGES)[number];

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The ranges, and a dialog for days of one's own. */
export function RangeChoice({
  range,
  days,
  onRange,
  onDays,
}: {
  readonly range: RangeName;
  readonly days: Days | null;
  readonly onRange: (range: RangeName) => void;
  readonly onDays: (days: Days) => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {TIMEFRAMES.map((name, at) => (
        <RangeKey key={name} name={name} at={at + 1} onRange={onRange} />
      ))}
      <Segments
        label="Range"
        names={RANGES}
        chosen={range}
        onChoose={(name) => (name === 'Custom' ? setIsAsking(true) : onRange(name))}
      />
      <Dialog open={isAsking} onClose={() => setIsAsking(false)} title="Days of your own">
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget);
            onDays({ from: String(typed.get('from')), to: String(typed.get('to')) });
            setIsAsking(false);
          }}
        >
          <div className="grid grid-cols-2 gap-3">
            <Field label="From" name="from" type="date" required defaultValue={days?.from} autoFocus />
            <Field label="To" name="to" type="date" required defaultValue={days?.to} />
          </div>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setIsAsking(false)}>Cancel</Button>
            <Button type="submit" kind="main">
              Show
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

/** The ranges by their number on the keyboard, and in the palette. */
function RangeKey({
  name,
  at,
  onRange,
}: {
  readonly name: RangeName;
  readonly at: number;
  readonly onRange: (range: RangeName) => void;
}) {
  useCommand({ id: `range ${name}`, title: `Show ${name}`, keys: String(at), run: () => onRange(name) });
  return null;
}
