import type { Returns } from '@tidemark/contract';
import { type HeatCell, HeatMap } from '../../charts/index.ts';
import { Card, SaveButton } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { monthPeriod, type Period } from './range-days.ts';

/** A month of this return or more has the full colour. */
const FULL = 0.1;

/** Returns month by month and year by year, the newest year first. */
export function MonthTable({
  calendar,
  onPeriod,
  onSave,
}: {
  readonly calendar: Returns['calendar'];
  /** A month or year is looked at. */
  readonly onPeriod: (period: Period) => void;
  readonly onSave: () => Promise<void>;
}) {
  const text = useText();
  const cell = (value: number | null, period: Period): HeatCell =>
    value === null
      ? { value, shown: '' }
      : {
          value,
          shown: text.ratio(value, { signed: true, digits: 1 }),
          onChoose: () => onPeriod(period),
        };
  const months = Array.from({ length: 12 }, (_, month) => text.monthName(month + 1));
  return (
    <Card
      title="Month by month"
      aside={
        <span className="flex items-center gap-2 text-sm text-faint">
          <span className="max-sm:hidden">time-weighted, over all time</span>
          <SaveButton label="returns by month" onSave={onSave} />
        </span>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section aria-label="Monthly returns" tabIndex={0} className="overflow-x-auto">
        <HeatMap
          label="Monthly returns"
          columns={[...months, 'Year']}
          full={FULL}
          rows={calendar.toReversed().map(({ year, months: values, total }) => ({
            name: String(year),
            cells: [
              ...values.map((value, at) => cell(value, monthPeriod(year, at + 1))),
              cell(total, { from: `${year}-01-01`, to: `${year}-12-31` }),
            ],
          }))}
        />
      </section>
    </Card>
  );
}
