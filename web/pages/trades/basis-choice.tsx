import { Segments } from '../../parts/index.ts';
import { BASES, type Basis } from './filters.ts';

const WORDS = { realized: 'Realized', market: 'Market' } as const;

/** What the account value at entry counts: closed gains alone, or open ones too. */
export function BasisChoice({
  basis,
  onBasis,
}: {
  readonly basis: Basis;
  readonly onBasis: (basis: Basis) => void;
}) {
  return (
    <div className="flex items-center gap-2">
      <span className="text-sm text-faint">Value at entry</span>
      <Segments
        label="Basis of the account value at entry"
        names={BASES}
        chosen={basis}
        onChoose={onBasis}
        textOf={(name) => WORDS[name]}
      />
    </div>
  );
}
