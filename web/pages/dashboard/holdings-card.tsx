import type { Current } from '@tidemark/contract';
import { useMemo, useState } from 'react';
import { useList, useLive, usePortfolio, useRead } from '../../data/index.ts';
import { Button, Card } from '../../parts/index.ts';
import { type Held, Holdings, heldOf, soldOf } from './holdings.tsx';

/** Of the small lines. */
const LINE_DAYS = 45;
const DAY_MS = 86_400_000;

/** Fetches what the table of holdings shows: the lines of the last weeks, and sold ones where they are asked for. */
export function HoldingsCard({ current }: { readonly current: Current }) {
  const params = { id: usePortfolio() };
  const [withSold, setWithSold] = useState(false);
  const live = useLive();
  const from = new Date(Date.parse(current.last_updated) - LINE_DAYS * DAY_MS).toISOString().slice(0, 10);
  const prices = useList('listPrices', { query: { from, limit: 1000 } });
  const closed = useRead(
    'positions',
    { params, query: { closed: true, limit: 1000 } },
    { enabled: withSold },
  );
  const lines = useMemo(() => {
    const bySymbol = new Map<string, number[]>();
    for (const { symbol, price } of prices.items ?? []) {
      const line = bySymbol.get(symbol) ?? [];
      if (price !== null) line.push(price);
      bySymbol.set(symbol, line);
    }
    return bySymbol;
  }, [prices.items]);
  const rows = useMemo((): Held[] => {
    const held = current.positions.map((one) => heldOf(one, current.total_value, live.prices));
    const sold = withSold ? (closed.data?.items ?? []).filter(({ quantity }) => quantity === 0) : [];
    return [...held, ...sold.map(soldOf)];
  }, [current, live.prices, withSold, closed.data]);
  return (
    <Card
      title="Holdings"
      aside={
        <Button kind="quiet" aria-pressed={withSold} onClick={() => setWithSold(!withSold)}>
          {withSold ? 'Hide sold' : 'Show sold'}
        </Button>
      }
    >
      <Holdings rows={rows} currency={current.base_currency} lines={lines} />
    </Card>
  );
}
