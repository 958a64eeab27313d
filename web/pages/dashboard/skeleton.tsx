import { Skeleton } from '../../parts/index.ts';

/** In the shape of the dashboard. */
export function DashboardSkeleton() {
  return (
    <output aria-label="Loading" className="block space-y-5">
      <div className="space-y-3 pt-1">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-12 w-64" />
        <Skeleton className="h-5 w-48" />
      </div>
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-36 w-full" />
    </output>
  );
}
