import { Bars } from '../../charts/index.ts';
import { useText } from '../../text/index.ts';

const NAMES: Readonly<Record<string, string>> = {
  daily_eod: 'Official close',
  intraday: 'Taken during the session',
  reconstructed: "From the broker's history",
  computed: 'Computed from the ledger',
  estimated: 'Estimated',
  missing: 'Missing',
};

/** How many days are official, computed, estimated or missing. */
export function CoverageCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const text = useText();
  const bars = Object.entries(counts)
    .filter(([, value]) => value > 0)
    .map(([kind, value]) => ({ name: NAMES[kind] ?? kind, value, shown: text.count(value) }));
  if (bars.length === 0) return <p className="text-faint">There is no session yet that needs a value.</p>;
  return <Bars bars={bars} label="Days by kind" />;
}
