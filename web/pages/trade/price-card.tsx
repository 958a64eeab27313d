import type { TradeDetail } from '@tidemark/contract';
import { useCallback, useMemo } from 'react';
import { PriceChart } from '../../charts/index.ts';
import type { ItemOf } from '../../data/index.ts';
import { Card, Empty, Skeleton } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { fillsOf, instantOf, levelsOf, marksOf } from './chart-signs.ts';

type Price = ItemOf<'listPrices'>;

/** The price around a trade: where it was entered and left, its stop and target, its worst and best. */
export function PriceCard({
  trade,
  prices,
}: {
  readonly trade: TradeDetail;
  /** Undefined while they load. */
  readonly prices: readonly Price[] | undefined;
}) {
  const text = useText();
  const points = useMemo(
    () => (prices ?? []).map(({ date, price }) => ({ at: instantOf(date), price })),
    [prices],
  );
  const fills = useMemo(() => fillsOf(trade), [trade]);
  const marks = useMemo(() => marksOf(trade, fills), [trade, fills]);
  const levels = useMemo(() => levelsOf(trade), [trade]);
  const { currency, symbol } = trade;
  const axis = useCallback(
    (value: number) => text.price(Math.round(value * 100) / 100, currency),
    [text, currency],
  );
  return (
    <Card title={`Price of ${symbol}`} aside={<Legend trade={trade} />}>
      <div className="h-72 sm:h-96">
        {prices === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : points.length === 0 ? (
          <Empty icon="trades" title="No price of these days is known">
            Set prices of your own, or name a source of prices in the settings: the chart and the excursions
            follow.
          </Empty>
        ) : (
          <PriceChart
            points={points}
            fills={fills}
            marks={marks}
            levels={levels}
            text={text}
            axis={axis}
            isIntraday={false}
            label={`Closes of ${symbol} with the entries and exits of the trade.`}
          />
        )}
      </div>
    </Card>
  );
}

/** What the signs in the chart mean. */
function Legend({ trade }: { readonly trade: TradeDetail }) {
  const isLong = trade.side === 'long';
  return (
    <p className="flex flex-wrap justify-end gap-x-3 text-sm text-faint">
      <span>
        <span aria-hidden="true" className="text-tide">
          {isLong ? '▲' : '▼'}
        </span>{' '}
        entry
      </span>
      <span>
        <span aria-hidden="true" className="text-mark">
          {isLong ? '▼' : '▲'}
        </span>{' '}
        exit
      </span>
    </p>
  );
}
