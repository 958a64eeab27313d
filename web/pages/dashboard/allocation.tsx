import { Bars } from '../../charts/index.ts';
import { usePortfolio, useRead } from '../../data/index.ts';
import { Card, Failure, Segments, SkeletonRows } from '../../parts/index.ts';
import { useAddress } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';

const BY = ['symbol', 'sector', 'currency', 'kind'] as const;
const NAMES = { symbol: 'Holding', sector: 'Sector', currency: 'Currency', kind: 'Kind' } as const;
const SHOWN_MAX = 10;

/** Fetches what the value lies in, and draws it by what is chosen. */
export function Allocation() {
  const [by, setBy] = useAddress('by', BY, 'symbol');
  const exposures = useRead('exposures', { params: { id: usePortfolio() } });
  const text = useText();
  const weights =
    by === 'symbol'
      ? exposures.data?.weights
      : exposures.data?.[`by_${by}` as 'by_sector' | 'by_currency' | 'by_kind'];
  return (
    <Card title="Allocation">
      <Segments label="By" names={BY} chosen={by} onChoose={setBy} textOf={(name) => NAMES[name]} />
      <div className="mt-4">
        {exposures.error ? (
          <Failure error={exposures.error} onRetry={() => void exposures.refetch()} />
        ) : weights === undefined ? (
          <SkeletonRows rows={5} />
        ) : (
          <Bars
            label={`Allocation by ${NAMES[by].toLowerCase()}`}
            bars={weights.slice(0, SHOWN_MAX).map(({ name, value, weight }) => ({
              name,
              value: weight ?? value,
              shown: text.ratio(weight, { digits: 1 }),
            }))}
          />
        )}
      </div>
    </Card>
  );
}
