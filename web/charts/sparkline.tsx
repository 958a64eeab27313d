/** A line without axes: which way something went. `label` says it in words. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const low = Math.min(...values);
  const height = Math.max(...values) - low || 1;
  const step = 100 / Math.max(values.length - 1, 1);
  const path = values.map(
    (value, at) => `${at === 0 ? 'M' : 'L'}${at * step} ${26 - ((value - low) / height) * 24}`,
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 28"
      preserveAspectRatio="none"
      className="h-7 w-24 text-tide"
    >
      <path
        d={path.join('')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
