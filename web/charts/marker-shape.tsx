import type { ValueMarker } from './value-chart.tsx';

const PATHS = {
  deposit: ['M6 2 10 7H7.500v3h-3V7H2Z', 'fill-gain'],
  withdrawal: ['M6 10 2 5h2.500V2h3v3H10Z', 'fill-loss'],
  trade: ['M6 2.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7Z', 'fill-tide'],
  dividend: ['M2.500 2.500h7v7h-7Z', 'fill-mark'],
} as const satisfies Record<ValueMarker['kind'], readonly [string, string]>;

/** A mark of the chart as its legend shows it: the same shape and colour. */
export function MarkerShape({ kind }: { readonly kind: ValueMarker['kind'] }) {
  const [path, colour] = PATHS[kind];
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className={`size-3 shrink-0 ${colour}`}>
      <path d={path} />
    </svg>
  );
}
