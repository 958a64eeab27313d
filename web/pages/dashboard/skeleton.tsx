import { Skeleton } from '../../parts/index.ts';

/** In the shape of the dashboard, so that nothing moves when it comes. */
export function DashboardSkeleton() {
  return (
    <output aria-label="Loading" className="block space-y-4 sm:space-y-5">
      <div className="flex flex-col gap-4 pt-1 sm:flex-row sm:items-end sm:justify-between">
        <div>
          <Skeleton className="h-5 w-24" />
          <Skeleton className="mt-1.5 h-11 w-64" />
          <Skeleton className="mt-2 h-5 w-48" />
        </div>
        <div className="grid grid-cols-2 gap-3 sm:flex sm:gap-8">
          <Skeleton className="h-20 sm:w-36" />
          <Skeleton className="h-20 sm:w-36" />
        </div>
      </div>
      <Skeleton className="h-[23rem] w-full rounded-2xl sm:h-[31rem]" />
      <Skeleton className="h-36 w-full rounded-2xl" />
    </output>
  );
}
