import type { Effect } from '@tidemark/contract';
import { useMemo } from 'react';
import { EffectChart } from '../charts/index.ts';
import { ChangeMark, classes, Icon } from '../parts/index.ts';
import { useText } from '../text/index.ts';
import { type MovedRow, movedRows } from './moved-figures.ts';

/** What a write would do: the value before and after as a chart, and every figure that moves. */
export function EffectPanel({
  effect,
  currency,
  isOld = false,
}: {
  readonly effect: Effect;
  /** Base currency. */
  readonly currency: string;
  /** Of what was asked before, while the newest is on its way. */
  readonly isOld?: boolean;
}) {
  const text = useText();
  const rows = movedRows(effect, currency, text);
  return (
    <section aria-label="Effect" aria-busy={isOld} className={classes('space-y-4', isOld && 'opacity-60')}>
      <p role="status">
        {effect.from === null ? (
          'No figure up to today changes.'
        ) : (
          <>
            <span className="font-medium">{text.count(effect.days_changed)} days</span>
            <span className="text-faint"> change, from {text.date(effect.from)} on.</span>
          </>
        )}
      </p>
      <Curve effect={effect} currency={currency} />
      {rows.length > 0 && <Moved rows={rows} />}
      {effect.problems.map(({ code, message, remedy, line }) => (
        <p
          key={`${code} ${line} ${message}`}
          className="flex gap-2 rounded-lg bg-warn-well p-3 text-sm text-warn"
        >
          <Icon name="warning" size={18} />
          <span>
            {message} {remedy}
          </span>
        </p>
      ))}
    </section>
  );
}

function Curve({ effect, currency }: { readonly effect: Effect; readonly currency: string }) {
  const text = useText();
  const axis = useMemo(() => (value: number) => text.shortMoney(value, currency), [text, currency]);
  const given = effect.moves?.points;
  const points = useMemo(
    () => (given ?? []).map(({ date, ...values }) => ({ at: `${date}T00:00:00Z`, ...values })),
    [given],
  );
  if (points.length < 2) return null;
  const said = (value: number | null) => text.money(value, currency);
  return (
    <figure>
      <div className="h-44 sm:h-52">
        <EffectChart
          points={points}
          text={text}
          axis={axis}
          isIntraday={false}
          label={`Account value before and after: today ${said(effect.equity_before)}, then ${said(effect.equity_after)}.`}
        />
      </div>
      <figcaption className="mt-1 flex gap-5 text-sm text-faint">
        <Key isDashed={true}>as it is</Key>
        <Key isDashed={false}>as it would be</Key>
      </figcaption>
    </figure>
  );
}

function Key({ isDashed, children }: { readonly isDashed: boolean; readonly children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg
        aria-hidden="true"
        viewBox="0 0 22 4"
        className={classes('h-1 w-5', isDashed ? 'text-faint' : 'text-tide')}
      >
        <path
          d="M0 2h22"
          stroke="currentColor"
          strokeWidth="3"
          {...(isDashed && { strokeDasharray: '5 3' })}
        />
      </svg>
      {children}
    </span>
  );
}

function Moved({ rows }: { readonly rows: readonly MovedRow[] }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Figures that move</caption>
      <thead>
        <tr className="text-faint">
          <th scope="col" className="pb-1 text-left font-normal">
            Moves
          </th>
          <th scope="col" className="pb-1 text-right font-normal max-sm:hidden">
            Now
          </th>
          <th scope="col" className="pb-1 text-right font-normal">
            Then
          </th>
          <th scope="col" className="pb-1 text-right font-normal">
            Change
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after, change }) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className="py-1.5 pr-2 text-left font-normal">
              {name}
            </th>
            <td className="py-1.5 pl-2 text-right text-faint max-sm:hidden">{before}</td>
            <td className="py-1.5 pl-2 text-right font-medium">{after}</td>
            <td className="py-1.5 pl-2 text-right">
              {change?.isResult === true && <ChangeMark figure={change.figure}>{change.text}</ChangeMark>}
              {change?.isResult === false && change.text}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
