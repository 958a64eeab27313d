import { TIMEFRAMES, type Timeframe } from '@tidemark/contract';
import { useMemo } from 'react';
import { toldSince, useList, useLive, usePortfolio, useRead } from '../../data/index.ts';
import { useAddress, useAddressText } from '../../shell/index.ts';
import { rangeOf, rangeOfDays, VIEWS, type View, withLive } from './chart-points.ts';
import { markersOf } from './markers.ts';
import { type Days, RANGES, type RangeName } from './range-choice.tsx';

const ON_OFF = ['off', 'on'] as const;
/** So many days before chosen ones are read, for the return to begin at the end of the day before the first. */
const BEFORE_DAYS = 10;
const DAY_MS = 86_400_000;

/** What is chosen for the chart, in the address. */
export function useChosen() {
  const [range, setRange] = useAddress<RangeName>('range', RANGES, '1M');
  const [view, setView] = useAddress<View>('view', VIEWS, 'value');
  const [drawdown, setDrawdown] = useAddress('drawdown', ON_OFF, 'off');
  const [marks, setMarks] = useAddress('marks', ON_OFF, 'on');
  const [benchmark, setBenchmark] = useAddressText('benchmark');
  const [text, setText] = useAddressText('days');
  const found = text?.match(/^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/);
  const days: Days | null = found ? { from: found[1] ?? '', to: found[2] ?? '' } : null;
  return {
    range: days === null ? (range === 'Custom' ? '1M' : range) : 'Custom',
    setRange: (name: RangeName) => {
      setText(null);
      setRange(name);
    },
    days,
    setDays: ({ from, to }: Days) => setText(`${from}..${to}`),
    ...{ view, setView, benchmark, setBenchmark },
    hasDrawdown: drawdown === 'on',
    setHasDrawdown: (on: boolean) => setDrawdown(on ? 'on' : 'off'),
    hasMarks: marks === 'on',
    setHasMarks: (on: boolean) => setMarks(on ? 'on' : 'off'),
  } as const;
}

export type Chosen = ReturnType<typeof useChosen>;

/** Reads what the chart of a choice shows. */
export function useRange(chosen: Chosen) {
  const { range: name, days, benchmark, hasMarks } = chosen;
  const params = { id: usePortfolio() };
  const live = useLive();
  const timeframe: Timeframe = TIMEFRAMES.find((one) => one === name) ?? '1M';
  const named = useRead(
    'performance',
    { params, query: { timeframe, ...(benchmark !== null && { benchmark }) } },
    { enabled: days === null },
  );
  const chosenDays = useRead(
    'equityHistory',
    {
      params,
      query: { start_date: earlier(days?.from ?? '2000-01-01'), end_date: days?.to ?? '2000-01-01' },
    },
    { enabled: days !== null },
  );
  const first = days?.from;
  const told = toldSince(live, named.dataUpdatedAt);
  const range = useMemo(
    () =>
      first === undefined
        ? named.data && withLive(rangeOf(named.data), told)
        : chosenDays.data && rangeOfDays(chosenDays.data, first),
    [first, named.data, chosenDays.data, told],
  );
  const from = range?.points[0]?.at.slice(0, 10);
  const to = range?.points.at(-1)?.at.slice(0, 10);
  const { items: events } = useList(
    'listTransactions',
    { query: { ...(from && { from }), ...(to && { to }), portfolio_id: params.id, limit: 1000 } },
    { enabled: hasMarks && from !== undefined },
  );
  const markers = useMemo(
    () => (hasMarks && range ? markersOf(range.points, events ?? []) : []),
    [hasMarks, range, events],
  );
  const read = days === null ? named : chosenDays;
  return {
    range,
    markers,
    error: read.error,
    refetch: read.refetch,
    isOld: read.isPlaceholderData,
  };
}

const earlier = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - BEFORE_DAYS * DAY_MS).toISOString().slice(0, 10);
