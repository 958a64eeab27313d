import type { TradeDetail } from '@tidemark/contract';
import type { PriceChartProps, PriceFill, PriceMark } from '../../charts/index.ts';

/** A day as charts take it. */
export const instantOf = (day: string) => `${day}T00:00:00Z`;

/** What was bought and sold at a price. */
export function fillsOf({ fills, side }: Pick<TradeDetail, 'fills' | 'side'>): PriceFill[] {
  return fills.flatMap(({ date, role, price }) =>
    role === 'adjustment' || price === null
      ? []
      : [{ at: instantOf(date), role, price, isBuy: (role === 'entry') === (side === 'long') }],
  );
}

type Excursions = Pick<TradeDetail, 'side' | 'mae_date' | 'mae_price' | 'mfe_date' | 'mfe_price'>;

/**
 * The worst and the best of a trade: the worst lies below the entry of a long, above that of a short. Where an arrow of
 * that day stands on its side (below the price for a purchase), it stands on the other.
 */
export function marksOf(trade: Excursions, fills: readonly PriceFill[]): PriceMark[] {
  const isShort = trade.side === 'short';
  const mark = (
    name: string,
    day: string | null,
    price: number | null,
    colour: string,
    isAbove: boolean,
  ): PriceMark[] => {
    if (day === null || price === null) return [];
    const at = instantOf(day);
    const isTaken = fills.some((fill) => fill.at === at && fill.isBuy === !isAbove);
    return [{ at, name, price, colour, isAbove: isAbove !== isTaken }];
  };
  return [
    ...mark('MAE', trade.mae_date, trade.mae_price, 'loss', isShort),
    ...mark('MFE', trade.mfe_date, trade.mfe_price, 'gain', !isShort),
  ];
}

/** Stop and target, where they are known. */
export function levelsOf({
  stop,
  target,
}: Pick<TradeDetail, 'stop' | 'target'>): NonNullable<PriceChartProps['levels']> {
  return [
    ...(stop === null ? [] : [{ name: 'stop', price: stop, colour: 'loss' }]),
    ...(target === null ? [] : [{ name: 'target', price: target, colour: 'gain' }]),
  ];
}
