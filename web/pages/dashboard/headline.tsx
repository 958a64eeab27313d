import type { Growth } from '@tidemark/contract';
import type { ReactNode } from 'react';
import { Explained } from '../../explain/index.ts';
import { ChangeMark, Unknown } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import type { Now } from './now.ts';

/** The value of now, what today did to it, and both growths: what a person reads in two seconds. */
export function Headline({ now, growth }: { readonly now: Now; readonly growth: Growth }) {
  const text = useText();
  const { value, currency } = now;
  return (
    <section
      aria-label="Now"
      className="flex flex-col gap-4 pt-1 sm:flex-row sm:items-end sm:justify-between sm:gap-8"
    >
      <div className="min-w-0">
        <p className="text-sm text-faint">Account value</p>
        <p data-figure="value" className="text-figure font-semibold">
          {value === null ? (
            <Unknown reason="A price or a rate is missing." />
          ) : (
            <Explained of={{ figure: 'equity' }} title="Account value">
              {text.money(value, currency)}
            </Explained>
          )}
        </p>
        <p data-figure="today" className="mt-1.5 flex flex-wrap items-baseline gap-x-2.5">
          <Explained of={{ figure: 'change', from: now.day }} title="Today">
            <ChangeMark figure={now.change} className="font-medium">
              {text.change(now.change, currency)} ({text.percent(now.changePercent, { signed: true })})
            </ChangeMark>
          </Explained>
          <span className="text-faint">
            today{now.isFresh ? '' : ` · prices of ${text.instant(now.updatedAt)}`}
          </span>
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-3 sm:flex sm:gap-8 sm:text-right">
        <Growing figure="trading-growth" name="Trading growth" note="what the market and I did">
          <Explained
            of={{ figure: 'trading_growth_percent', basis: 'market' }}
            title="Trading growth"
            className="sm:text-right"
          >
            <ChangeMark figure={growth.trading_growth_percent}>
              {text.percent(growth.trading_growth_percent, { signed: true })}
            </ChangeMark>
          </Explained>
        </Growing>
        <Growing figure="total-growth" name="Total growth" note="with money paid in and out">
          <Explained
            of={{ figure: 'total_growth_percent', basis: 'market' }}
            title="Total growth"
            className="sm:text-right"
          >
            <ChangeMark figure={growth.total_growth_percent}>
              {text.percent(growth.total_growth_percent, { signed: true })}
            </ChangeMark>
          </Explained>
        </Growing>
      </dl>
    </section>
  );
}

function Growing({
  figure,
  name,
  note,
  children,
}: {
  readonly figure: string;
  readonly name: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="rounded-xl bg-well px-3 py-2 sm:rounded-none sm:bg-transparent sm:p-0">
      <dt className="text-sm text-faint">{name}</dt>
      <dd data-figure={figure} className="text-xl font-semibold tracking-tight">
        {children}
      </dd>
      <dd className="text-xs text-faint">{note}</dd>
    </div>
  );
}
