import type { Trades } from '@tidemark/contract';
import { ChangeMark, Figure, Figures, Unknown } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

type Statistics = NonNullable<Trades['statistics']>;

/** How the trades that are shown went, in six figures. */
export function TradeSummary({
  statistics,
  base,
}: {
  readonly statistics: Statistics;
  readonly base: string;
}) {
  const text = useText();
  const { closed, wins, losses, open, net_pnl: net, expectancy, expectancy_r: r } = statistics;
  const nothing = closed === 0 ? 'No trade is closed yet.' : 'Nothing was lost yet.';
  return (
    <div data-figures="trades">
      <Figures>
        <Figure name="Net result" note={`${text.count(closed)} closed, ${text.count(open)} open`}>
          <ChangeMark figure={net}>{text.change(net, base)}</ChangeMark>
        </Figure>
        <Figure name="Win rate" note={`${text.count(wins)} won, ${text.count(losses)} lost`}>
          {statistics.win_rate === null ? (
            <Unknown reason="No trade is closed yet." />
          ) : (
            text.ratio(statistics.win_rate, { digits: 1 })
          )}
        </Figure>
        <Figure name="Profit factor" note="won for each unit lost">
          {statistics.profit_factor === null ? (
            <Unknown reason={nothing} />
          ) : (
            text.plain(statistics.profit_factor)
          )}
        </Figure>
        <Figure name="Expectancy" note={r === null ? 'a trade' : `a trade, ${text.multiple(r)}`}>
          {expectancy === null ? (
            <Unknown reason="No trade is closed yet." />
          ) : (
            <ChangeMark figure={expectancy}>{text.change(expectancy, base)}</ChangeMark>
          )}
        </Figure>
      </Figures>
    </div>
  );
}
