import type { AnswerOf, Routes } from '@tidemark/contract';
import { HeatMap } from '../../charts/index.ts';
import { Card, ChangeMark, Figure, Figures } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

type Returns = AnswerOf<Routes['returns']>;

/** A month of this return or more has the full colour. */
const FULL = 0.1;

/** The returns of a period side by side, and month by month. */
export function ReturnFigures({ returns }: { readonly returns: Returns }) {
  const text = useText();
  const signed = (ratio: number | null, digits = 2) => text.ratio(ratio, { signed: true, digits });
  const marked = (ratio: number | null) => <ChangeMark figure={ratio}>{signed(ratio)}</ChangeMark>;
  const cell = (value: number | null) => ({ value, shown: value === null ? '' : signed(value, 1) });
  const months = Array.from({ length: 12 }, (_, month) => text.monthName(month + 1));
  return (
    <div className="space-y-5">
      <Card title="Since the beginning">
        <Figures>
          <Figure name="Time-weighted" note="what the holdings did">
            {marked(returns.twr)}
          </Figure>
          <Figure name="A year" note="time-weighted, from one year on">
            {marked(returns.twr_annualized)}
          </Figure>
          <Figure name="Money-weighted, a year" note="what your money did (XIRR)">
            {marked(returns.xirr)}
          </Figure>
          <Figure name="Months with a gain">{text.ratio(returns.win_rate, { digits: 0 })}</Figure>
        </Figures>
      </Card>
      <Card title="Month by month">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <section aria-label="Monthly returns" tabIndex={0} className="overflow-x-auto">
          <HeatMap
            label="Monthly returns"
            columns={[...months, 'Year']}
            full={FULL}
            rows={returns.calendar.map(({ year, months: values, total }) => ({
              name: String(year),
              cells: [...values.map(cell), cell(total)],
            }))}
          />
        </section>
      </Card>
    </div>
  );
}
