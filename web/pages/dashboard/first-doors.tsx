import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWrite } from '../../data/index.ts';
import { Failure, Icon, type IconName } from '../../parts/index.ts';

const DOOR =
  'group flex h-full w-full items-start gap-4 rounded-2xl border border-line bg-surface p-5 text-left shadow-lift transition-colors hover:border-tide disabled:opacity-70';

/** Where a portfolio without a fact can begin: each of the four ends on the dashboard with a chart. */
export function FirstDoors({ onOpen }: { readonly onOpen: (door: 'balance' | 'broker') => void }) {
  const demo = useWrite('fillDemo');
  return (
    <div className="mx-auto max-w-3xl pt-[4dvh]">
      <h2 className="text-2xl font-semibold tracking-tight">Where shall it begin?</h2>
      <p className="mt-1 mb-6 text-faint">
        Any of these ends on a chart. Nothing is final: every fact can be corrected.
      </p>
      {demo.error !== null && (
        <div className="mb-4">
          <Failure error={demo.error} onRetry={() => demo.mutate({})} />
        </div>
      )}
      <ul className="grid gap-3 sm:grid-cols-2">
        <li>
          <Link to="/import" className={DOOR}>
            <Inside icon="import" title="Drop in a broker's file">
              It is recognised, and shown row by row before anything is kept.
            </Inside>
          </Link>
        </li>
        <li>
          <button type="button" onClick={() => onOpen('broker')} className={DOOR}>
            <Inside icon="health" title="Connect a broker">
              What it knows comes in by itself, read only, again and again.
            </Inside>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => onOpen('balance')} className={DOOR}>
            <Inside icon="plus" title="Type a starting balance">
              What is on the account, and since when. The rest can follow.
            </Inside>
          </button>
        </li>
        <li>
          <button
            type="button"
            disabled={demo.isPending}
            aria-busy={demo.isPending}
            onClick={() => demo.mutate({})}
            className={DOOR}
          >
            <Inside icon="performance" title={demo.isPending ? 'Making ten years …' : 'Try the demo'}>
              Ten years of generated trades with prices that move; removed whole when you have seen enough.
            </Inside>
          </button>
        </li>
      </ul>
    </div>
  );
}

function Inside({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <span className="rounded-full bg-well p-2.5 text-tide">
        <Icon name={icon} />
      </span>
      <span>
        <span className="block font-semibold">{title}</span>
        <span className="mt-0.5 block text-faint">{children}</span>
      </span>
    </>
  );
}
