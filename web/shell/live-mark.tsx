import { useLive } from '../data/index.ts';
import { Tip } from '../parts/index.ts';
import { useText } from '../text/index.ts';

const WORDS = {
  off: null,
  connecting: null,
  live: 'Live',
  reconnecting: 'Reconnecting …',
} as const;

/** Whether what is shown moves by itself; a lost connection is said. */
export function LiveMark() {
  const { state, value } = useLive();
  const text = useText();
  const words = WORDS[state];
  if (words === null) return null;
  const isLive = state === 'live';
  const about = isLive
    ? `Values move by themselves${value === null ? '' : `; the newest price is of ${text.instant(value.timestamp)}`}.`
    : 'The connection to the server was lost; what is shown may be old. It is tried again by itself.';
  return (
    <Tip text={about}>
      <button
        type="button"
        className="inline-flex min-h-8 items-center gap-1.5 rounded-lg px-1.5 text-sm text-faint"
      >
        <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
          {isLive ? (
            <circle cx="4" cy="4" r="4" className="fill-gain" />
          ) : (
            <circle cx="4" cy="4" r="3" fill="none" strokeWidth="2" className="stroke-warn" />
          )}
        </svg>
        <span role="status">{words}</span>
      </button>
    </Tip>
  );
}
