import { UNKNOWN } from '../text/index.ts';
import { Tip } from './tip.tsx';

/** In place of a figure that is not known: a dash that says why, by pointer, keyboard and screen reader. */
export function Unknown({ reason }: { readonly reason: string }) {
  return (
    <Tip text={reason}>
      <button
        type="button"
        aria-label={`not known: ${reason}`}
        className="cursor-help text-faint underline decoration-dotted underline-offset-4"
      >
        {UNKNOWN}
      </button>
    </Tip>
  );
}
