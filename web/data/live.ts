import type { StreamEvent } from '@tidemark/contract';
import { useEffect, useSyncExternalStore } from 'react';
import { queryClient } from './reading.ts';

type Value = Extract<StreamEvent, { event: 'value' }>['data'];
type Price = Extract<StreamEvent, { event: 'price' }>['data'];

/** What the stream of a portfolio has told. */
export interface Live {
  /** `live`: events come; `reconnecting`: the connection was lost and is tried again, what is shown may be old. */
  readonly state: 'off' | 'connecting' | 'live' | 'reconnecting';
  /** The value of now; null until the first is told. */
  readonly value: Value | null;
  /** When that was told, in milliseconds since 1970: figures that were read later know better. */
  readonly toldAt: number;
  /** The last price of each instrument that moved since the page was opened. */
  readonly prices: ReadonlyMap<string, Price>;
}

const NOTHING: Live = { state: 'off', value: null, toldAt: 0, prices: new Map() };
/** A browser gives up where the server refuses, as while it starts; it is then tried again after so long. */
const TRY_AGAIN_MS = 5_000;
/** Facts that move together are read again once. */
const GATHER_MS = 150;

let live = NOTHING;
const listeners = new Set<() => void>();

function set(change: Partial<Live>): void {
  live = { ...live, ...change };
  for (const listener of listeners) listener();
}

/** What the live stream has told of the chosen portfolio. */
export function useLive(): Live {
  return useSyncExternalStore(subscribe, () => live);
}

/** The value that was told after figures were read; null where they are newer. `readAt`: milliseconds since 1970. */
export const toldSince = ({ value, toldAt }: Live, readAt: number): Live['value'] =>
  toldAt > readAt ? value : null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps the stream of a portfolio open while the component is there. One place does: the frame of the app. */
export function useLiveStream(portfolio: string): void {
  useEffect(() => open(portfolio), [portfolio]);
}

/** After a lost connection the browser goes on from the last event it saw (Last-Event-ID). */
function open(portfolio: string): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const readAgain = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void queryClient.invalidateQueries();
    }, GATHER_MS);
  };
  const connect = () => {
    source = new EventSource(`/api/v1/portfolios/${encodeURIComponent(portfolio)}/stream`);
    source.onopen = () => {
      // What moved while a new source had no event to go on from is not told.
      if (live.state === 'reconnecting') readAgain();
      set({ state: 'live' });
    };
    source.onerror = () => {
      set({ state: 'reconnecting' });
      if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, TRY_AGAIN_MS);
    };
    source.addEventListener('value', ({ data }) =>
      set({ value: JSON.parse(data) as Value, toldAt: Date.now() }),
    );
    source.addEventListener('price', ({ data }) => {
      const price = JSON.parse(data) as Price;
      set({ prices: new Map(live.prices).set(price.symbol, price) });
    });
    source.addEventListener('stale', readAgain);
  };
  set({ ...NOTHING, state: 'connecting' });
  connect();
  return () => {
    clearTimeout(again);
    clearTimeout(gathering);
    source.close();
    set(NOTHING);
  };
}
