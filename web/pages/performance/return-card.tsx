import type { Returns } from '@tidemark/contract';
import { Explained } from '../../explain/index.ts';
import { Card, ChangeMark, Figure, Figures } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { Known, reasonOf } from './known.tsx';
import { WhyTheyDiffer } from './why-they-differ-text.tsx';

/** The returns of a period side by side, and in words why they differ. */
export function ReturnCard({ returns, pnl }: { readonly returns: Returns; readonly pnl: number }) {
  const text = useText();
  const {
    from,
    to,
    twr,
    twr_annualized: yearly,
    xirr,
    modified_dietz: dietz,
    problems,
    base_currency: base,
  } = returns;
  const stretch = { ...(from !== null && { from }), ...(to !== null && { date: to }) };
  const marked = (ratio: number | null, field: string, title: string) => (
    <Known value={ratio} reason={reasonOf(problems, field)}>
      {(value) => (
        <Explained of={{ figure: field, ...stretch }} title={title}>
          <ChangeMark figure={value}>{text.ratio(value, { signed: true })}</ChangeMark>
        </Explained>
      )}
    </Known>
  );
  return (
    <Card title="What was earned">
      <div data-figures="returns">
        <Figures>
          <Figure name="Result" note="without money paid in or out">
            <Explained of={{ figure: 'change', ...stretch }} title="Result">
              <ChangeMark figure={pnl}>{text.change(pnl, base)}</ChangeMark>
            </Explained>
          </Figure>
          <Figure
            name="Time-weighted"
            note={
              yearly === null ? 'what the holdings did' : `${text.ratio(yearly, { signed: true })} a year`
            }
          >
            {marked(twr, 'twr', 'Time-weighted return')}
          </Figure>
          <Figure name="Money-weighted, a year" note={`${text.ratio(dietz, { signed: true })} of the period`}>
            {marked(xirr, 'xirr', 'Money-weighted return')}
          </Figure>
          <Figure
            name={`${{ day: 'Days', week: 'Weeks', month: 'Months', quarter: 'Quarters', year: 'Years' }[returns.by]} with a gain`}
            note={`of ${text.count(returns.rows.length)}`}
          >
            {text.ratio(returns.win_rate, { digits: 0 })}
          </Figure>
        </Figures>
      </div>
      <WhyTheyDiffer returns={returns} />
    </Card>
  );
}
