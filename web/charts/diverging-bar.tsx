/** A bar to the right of the middle for a gain, to the left for a loss; `most` fills its half. The figure stands beside. */
export function DivergingBar({ value, most }: { readonly value: number; readonly most: number }) {
  const width = (Math.abs(value) / (most || 1)) * 50;
  return (
    <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none" className="h-3 w-full min-w-40">
      <rect x="49.85" width="0.3" height="8" className="fill-line" />
      <rect
        x={value < 0 ? 50 - width : 50}
        y="1"
        width={width}
        height="6"
        className={value < 0 ? 'fill-loss' : 'fill-gain'}
      />
    </svg>
  );
}
