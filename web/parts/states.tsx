import { ApiProblem } from '@tidemark/contract';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classes } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

/** In the shape of what is to come, so that nothing moves when it does. Size it by class names: `h-8 w-40`. */
export function Skeleton({ className }: { readonly className: string }) {
  return <div aria-hidden="true" className={classes('animate-pulse rounded-md bg-well', className)} />;
}

/** A table to come. */
export function SkeletonRows({ rows = 8 }: { readonly rows?: number }) {
  return (
    <output aria-label="Loading" className="block space-y-3 py-2">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key) => (
        <Skeleton key={key} className="h-6 w-full" />
      ))}
    </output>
  );
}

/** Nothing is here yet: what would be, and what to do for it. */
export function Empty({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      <span className="mb-3 rounded-full bg-well p-3 text-tide">
        <Icon name={icon} size={24} />
      </span>
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 max-w-[42ch] text-faint">{children}</p>
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** What went wrong, where it is said, and a way on. A refusal of the API is shown in its own words. */
export function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { title, detail, help, findings } = told(error);
  return (
    <div role="alert" className="rounded-xl border border-loss/40 bg-surface p-4">
      <div className="flex items-start gap-3">
        <span className="mt-0.5 text-loss">
          <Icon name="warning" />
        </span>
        <div className="min-w-0 flex-1">
          <p className="font-semibold">{title}</p>
          <p className="mt-0.5 text-faint">{detail}</p>
          {findings.length > 0 && (
            <ul className="mt-2 space-y-1.5">
              {findings.map((finding) => (
                <li key={`${finding.code} ${finding.field} ${finding.line} ${finding.message}`}>
                  {finding.message} <span className="text-faint">{finding.remedy}</span>
                </li>
              ))}
            </ul>
          )}
          <div className="mt-3 flex flex-wrap items-center gap-3">
            {onRetry && <Button onClick={onRetry}>Try again</Button>}
            {help !== null && (
              <a href={help} className="text-tide underline underline-offset-4">
                What this means
              </a>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

/** A refusal has its own words and page; everything else is a server that did not answer. */
function told(error: Error) {
  if (error instanceof ApiProblem)
    return {
      title: error.problem.title,
      detail: error.problem.detail,
      help: error.problem.type.startsWith('/') ? error.problem.type : null,
      findings: error.problems,
    };
  return {
    title: 'The server does not answer',
    detail: `What is shown may be old. Check that Tidemark runs, then try again. (${error.message})`,
    help: null,
    findings: [],
  };
}
