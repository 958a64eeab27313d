import type { ImportResult } from '@tidemark/contract';
import { Card } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

const SHOWN_MAX = 50;

/** Rows that cannot be taken, each with why and what to do; leaving them out is a choice. */
export function RefusedRows({
  preview: { refused, problems, new: fresh },
  isLeftOut,
  onLeaveOut,
}: {
  readonly preview: ImportResult;
  readonly isLeftOut: boolean;
  readonly onLeaveOut: (isLeftOut: boolean) => void;
}) {
  const text = useText();
  const errors = problems.filter(({ severity }) => severity === 'error');
  return (
    <Card title={refused === 1 ? 'One row is refused' : `${text.count(refused)} rows are refused`}>
      <ul className="max-h-64 space-y-2 overflow-y-auto">
        {errors.slice(0, SHOWN_MAX).map(({ code, line, field, message, remedy }) => (
          <li key={`${code} ${line} ${field} ${message}`} className="flex gap-3">
            <span className="w-16 shrink-0 text-faint">
              {line === null ? 'the file' : `line ${text.count(line)}`}
            </span>
            <span className="min-w-0">
              {message} <span className="text-faint">{remedy}</span>{' '}
              <a href={`/docs/problems/${code}`} className="text-tide underline underline-offset-4">
                {code}
              </a>
            </span>
          </li>
        ))}
      </ul>
      {errors.length > SHOWN_MAX && (
        <p className="mt-2 text-faint">The others stand in the table below, under Refused.</p>
      )}
      {fresh > 0 && (
        <label className="mt-4 flex min-h-11 items-center gap-3 rounded-lg border border-line px-3">
          <input
            type="checkbox"
            checked={isLeftOut}
            onChange={({ target }) => onLeaveOut(target.checked)}
            className="size-5 accent-current text-tide"
          />
          Leave them out, and import the rest
        </label>
      )}
    </Card>
  );
}
