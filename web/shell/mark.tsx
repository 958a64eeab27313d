/** A tide line below the crest that it once reached. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width={size} height={size} fill="none" strokeLinecap="round">
      <path d="M2 9h28" strokeWidth="3" className="stroke-mark" />
      <path d="M2 21c5-7 9-7 14 0s9 7 14 0" strokeWidth="4" className="stroke-tide" />
    </svg>
  );
}
