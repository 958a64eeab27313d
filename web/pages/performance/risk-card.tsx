import type { Risk } from '@tidemark/contract';
import type { ReactNode } from 'react';
import { Explained } from '../../explain/index.ts';
import { Card, Figure, Figures } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { Known, reasonOf } from './known.tsx';

/** Figures of risk, with the conventions that they were made by. */
export function RiskCard({ risk }: { readonly risk: Risk }) {
  const text = useText();
  const { annualization, calendars, risk_free: free, returns } = risk.conventions;
  const known = (value: number | null, field: string, shown: (value: number) => ReactNode) => (
    <Known value={value} reason={reasonOf(risk.problems, field)}>
      {shown}
    </Known>
  );
  const stretch = {
    ...(risk.from !== null && { from: risk.from }),
    ...(risk.to !== null && { date: risk.to }),
  };
  const explained = (figure: string, title: string) => (value: number) => (
    <Explained of={{ figure, ...stretch }} title={title}>
      {text.ratio(value)}
    </Explained>
  );
  const ratio = (value: number) => text.ratio(value);
  const plain = (value: number) => text.plain(value);
  return (
    <Card title="Risk">
      <div data-figures="risk">
        <Figures>
          <Figure name="Volatility" note="a year">
            {known(risk.volatility, 'volatility', explained('volatility', 'Volatility'))}
          </Figure>
          <Figure name="Downside deviation" note="a year">
            {known(risk.downside_deviation, 'downside_deviation', ratio)}
          </Figure>
          <Figure name="Deepest drawdown" note={text.date(risk.max_drawdown.trough)}>
            {known(risk.max_drawdown.depth, 'max_drawdown', explained('max_drawdown', 'Deepest drawdown'))}
          </Figure>
          <Figure name="Drawdown now">{known(risk.current_drawdown, 'current_drawdown', ratio)}</Figure>
          <Figure name="Sharpe" note="return for its swings">
            {known(risk.sharpe, 'sharpe', plain)}
          </Figure>
          <Figure name="Sortino" note="return for its falls">
            {known(risk.sortino, 'sortino', plain)}
          </Figure>
          <Figure name="Calmar" note="return for its deepest fall">
            {known(risk.calmar, 'calmar', plain)}
          </Figure>
          <Figure
            name="Value at risk, a day"
            note={
              risk.expected_shortfall_95 === null
                ? 'the loss that 95 of 100 days stay above'
                : `beyond it on average ${text.ratio(risk.expected_shortfall_95)}`
            }
          >
            {known(risk.var_95, 'var_95', ratio)}
          </Figure>
        </Figures>
      </div>
      <p className="mt-4 border-t border-line pt-3 text-sm text-faint">
        {`Daily ${returns === 'log' ? 'logarithmic' : 'simple'} returns over ${calendars.join(' and ')}, ${text.count(annualization)} a year; risk-free rate ${text.ratio(free)} a year. Drawdowns are those of the time-weighted index; value at risk is the 5% quantile of the days of this range.`}
      </p>
    </Card>
  );
}
