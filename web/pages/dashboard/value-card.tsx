import { type ReactNode, useMemo, useState } from 'react';
import { MarkerShape, ValueChart, type ValueMarker } from '../../charts/index.ts';
import { Explanation } from '../../explain/index.ts';
import { classes, Empty, Segments } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { drawn, type Range, VIEWS, type View } from './chart-points.ts';
import { Readout } from './readout.tsx';

const VIEW_NAMES: Readonly<Record<View, string>> = { value: 'Value', percent: '%', pnl: 'P&L' };
const MARKER_NAMES: Readonly<Record<ValueMarker['kind'], string>> = {
  deposit: 'paid in',
  withdrawal: 'paid out',
  trade: 'trades',
  dividend: 'dividends, interest',
};

export interface ValueCardProps {
  readonly range: Range;
  readonly markers: readonly ValueMarker[];
  readonly view: View;
  readonly onView: (view: View) => void;
  /** The symbol that is drawn beside; null for none. */
  readonly benchmark: string | null;
  readonly hasDrawdown: boolean;
  /** The choice of the range. */
  readonly choice: ReactNode;
  /** What else can be chosen. */
  readonly options: ReactNode;
  /** The range before, while the chosen one loads. */
  readonly isOld: boolean;
}

/** Value, return or result over a range; what is under the pointer is read out above. */
export function ValueCard(props: ValueCardProps) {
  const { range, markers, view, benchmark, hasDrawdown, isOld } = props;
  const text = useText();
  const [hovered, setHovered] = useState<number | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const points = useMemo(() => drawn(range, view), [range, view]);
  const { currency } = range;
  const axis = useMemo(
    () => (value: number) =>
      view === 'percent' ? text.percent(value, { digits: 1 }) : text.shortMoney(value, currency),
    [text, view, currency],
  );
  const kinds = (Object.keys(MARKER_NAMES) as ValueMarker['kind'][]).filter((kind) =>
    markers.some((one) => one.kind === kind),
  );
  return (
    <section
      aria-label="Value over time"
      className="rounded-2xl border border-line bg-surface p-3 shadow-lift sm:p-5"
    >
      <div className="flex items-start justify-between gap-3">
        <Readout range={range} index={hovered} />
        <div className="flex shrink-0 items-center gap-1">
          <Segments
            label="View"
            names={VIEWS}
            chosen={view}
            onChoose={props.onView}
            textOf={(name) => VIEW_NAMES[name]}
          />
          {props.options}
        </div>
      </div>
      <div className={classes('h-60 transition-opacity sm:h-[22rem]', isOld && 'opacity-60')}>
        {points.length > 0 ? (
          <ValueChart
            key={String(hasDrawdown)}
            points={points}
            markers={markers}
            hasDrawdown={hasDrawdown}
            text={text}
            axis={axis}
            isIntraday={range.isIntraday}
            onHover={setHovered}
            onPick={(index) => setPicked(range.points[index]?.at.slice(0, 10) ?? null)}
            label={`Account value, drawn as ${VIEW_NAMES[view]}: from ${text.money(range.start, currency)} to ${text.money(range.points.at(-1)?.value, currency)}.`}
          />
        ) : (
          <Empty icon="performance" title="Nothing to draw in this range">
            A longer range, such as ALL, begins earlier.
          </Empty>
        )}
      </div>
      <ul className="mt-1 flex h-5 flex-wrap gap-x-4 overflow-hidden text-xs text-faint">
        {view === 'value' && (
          <Key line="border-faint">{range.start === 0 ? 'net deposits' : 'start and net deposits'}</Key>
        )}
        {benchmark !== null && <Key line="border-mark">{benchmark}</Key>}
        {kinds.map((kind) => (
          <li key={kind} className="flex items-center gap-1.5">
            <MarkerShape kind={kind} />
            {MARKER_NAMES[kind]}
          </li>
        ))}
        {points.some(({ isEstimated }) => isEstimated) && (
          <Key line="border-tide border-dashed">estimated</Key>
        )}
      </ul>
      <div className="mt-2">{props.choice}</div>
      {picked !== null && (
        <Explanation
          of={{ figure: 'equity', date: picked, from: picked }}
          title={`Value of ${text.date(picked)}`}
          onClose={() => setPicked(null)}
        />
      )}
    </section>
  );
}

function Key({ line, children }: { readonly line: string; readonly children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span className={classes('w-4 border-t-2', line)} />
      {children}
    </li>
  );
}
