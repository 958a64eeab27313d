import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useList, usePortfolio, useRead } from '../../data/index.ts';
import { Failure, Skeleton } from '../../parts/index.ts';
import { PageHead, useAddressText } from '../../shell/index.ts';
import { chartSpan } from './chart-span.ts';
import { FiguresCard } from './figures-card.tsx';
import { FillsCard } from './fills-card.tsx';
import { PriceCard } from './price-card.tsx';
import { WordsCard } from './words-card.tsx';
import { WordsDialog } from './words-dialog.tsx';

/** One trade: its price with entries and exits, risk and result, what its owner says of it. */
export default function TradePage() {
  const { tradeId = '' } = useParams({ strict: false }) as { readonly tradeId?: string };
  const [basis] = useAddressText('basis');
  const known = basis === 'market' || basis === 'realized' ? { basis } : {};
  const [isEditing, setIsEditing] = useState(false);
  const trade = useRead('trade', {
    params: { id: usePortfolio(), trade_id: tradeId },
    query: known as { readonly basis?: 'market' | 'realized' },
  });
  const shown = trade.isPlaceholderData ? undefined : trade.data;
  const prices = useList(
    'listPrices',
    { query: { symbol: shown?.symbol ?? '', ...(shown && chartSpan(shown)) } },
    { enabled: shown !== undefined },
  );
  const { hasMore, isFetching, readOn } = prices;
  useEffect(() => {
    if (hasMore && !isFetching) readOn();
  }, [hasMore, isFetching, readOn]);
  const openedBy = shown?.fills.find(({ role }) => role === 'entry')?.transaction_id;
  const opening = useRead(
    'getTransaction',
    { params: { id: openedBy ?? '' } },
    { enabled: isEditing && openedBy !== undefined },
  );
  const error = trade.error ?? prices.error ?? opening.error;
  return (
    <>
      <Link
        to="/trades"
        search={true}
        className="inline-flex min-h-8 items-center text-sm text-faint hover:text-ink"
      >
        ← All trades
      </Link>
      {error !== null ? (
        <Failure error={error} onRetry={() => void trade.refetch()} />
      ) : shown === undefined ? (
        <output aria-label="Loading" className="block space-y-5">
          <Skeleton className="mt-2 h-9 w-56" />
          <Skeleton className="h-96 w-full rounded-2xl" />
          <Skeleton className="h-52 w-full rounded-2xl" />
        </output>
      ) : (
        <>
          <PageHead title={`${shown.symbol} ${shown.side}`}>
            <span className="rounded-full bg-well px-3 py-1 text-sm">{shown.status}</span>
          </PageHead>
          <div className="space-y-5">
            <FiguresCard trade={shown} />
            <PriceCard trade={shown} prices={prices.items} />
            <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
              <FillsCard trade={shown} />
              <WordsCard trade={shown} onEdit={() => setIsEditing(true)} />
            </div>
          </div>
          {isEditing && opening.data !== undefined && !opening.isPlaceholderData && (
            <WordsDialog opening={opening.data} onClose={() => setIsEditing(false)} />
          )}
        </>
      )}
    </>
  );
}
