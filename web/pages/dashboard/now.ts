import type { Current, Growth, Performance } from '@tidemark/contract';
import type { Live } from '../../data/index.ts';

/** What it is worth at this moment. */
export interface Now {
  readonly value: number | null;
  readonly currency: string;
  readonly change: number | null;
  readonly changePercent: number | null;
  /** The day that the change is of, from its begin: that of the latest session. */
  readonly day: string;
  readonly isFresh: boolean;
  readonly updatedAt: string;
}

/** What was read, moved by what the stream has told since. */
export function nowOf(current: Current, today: Performance, live: Live['value']): Now {
  const isLive = live !== null && live.timestamp >= current.last_updated;
  const value = isLive ? live.value : current.total_value;
  const read = today.current_value;
  const moved = value === null || read === null ? 0 : value - read;
  const percent = today.profit_loss_percent;
  return {
    value,
    currency: current.base_currency,
    change: today.profit_loss === null ? null : today.profit_loss + moved,
    changePercent:
      percent === null || value === null || read === null || read <= 0
        ? percent
        : (1 + percent / 100) * (value / read) * 100 - 100,
    day: (today.from ?? current.last_updated).slice(0, 10),
    isFresh: isLive ? live.price_fresh : current.price_fresh,
    updatedAt: isLive ? live.timestamp : current.last_updated,
  };
}

/** Growth on the market basis, moved by the value of now: what a price does is trading, and none of it was paid in. */
export function grownBy(growth: Growth, value: number | null): Growth {
  const { current_value: read, starting_balance: start } = growth;
  if (value === null || read === null || start === null || start <= 0) return growth;
  const points = ((value - read) / start) * 100;
  const more = (percent: number | null) => (percent === null ? null : percent + points);
  return {
    ...growth,
    current_value: value,
    trading_growth_percent: more(growth.trading_growth_percent),
    total_growth_percent: more(growth.total_growth_percent),
  };
}
