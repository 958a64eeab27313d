import type { Exposures } from '@tidemark/contract';
import { Bars } from '../../charts/index.ts';
import { usePortfolio, useRead } from '../../data/index.ts';
import { Card, Failure, Segments, SkeletonRows } from '../../parts/index.ts';
import { useAddress } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';

const BY = ['symbol', 'sector', 'currency', 'kind'] as const;
const NAMES = { symbol: 'Holding', sector: 'Sector', currency: 'Currency', kind: 'Kind' } as const;
const SHOWN_MAX = 10;

/** What the value lies in; by holding, cash is one of them. */
function partsOf(exposures: Exposures, by: (typeof BY)[number]): Exposures['weights'] {
  if (by !== 'symbol') return exposures[`by_${by}`];
  const { cash, equity, weights } = exposures;
  if (cash === null || cash === 0) return weights;
  const part = { name: 'cash', value: cash, weight: equity ? cash / equity : null, share: null };
  return [...weights, part].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

/** Fetches what the value lies in, and draws it by what is chosen. */
export function Allocation() {
  const [by, setBy] = useAddress('by', BY, 'symbol');
  const exposures = useRead('exposures', { params: { id: usePortfolio() } });
  const text = useText();
  const weights = exposures.data && partsOf(exposures.data, by);
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
