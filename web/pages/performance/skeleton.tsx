import { Skeleton } from '../../parts/index.ts';

/** In the shape of the page. */
export function PerformanceSkeleton() {
  return (
    <output aria-label="Loading" className="block space-y-5">
      <Skeleton className="h-52 w-full rounded-2xl" />
      <Skeleton className="h-80 w-full rounded-2xl" />
      <Skeleton className="h-72 w-full rounded-2xl" />
    </output>
  );
}
