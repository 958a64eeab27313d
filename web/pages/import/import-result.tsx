import { Link } from '@tanstack/react-router';
import type { ImportResult } from '@tidemark/contract';
import { Button, Card, Icon } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

/** What became of a file, and where to see it. */
export function ImportDone({
  fileName,
  result,
  onUndo,
}: {
  readonly fileName: string;
  readonly result: ImportResult;
  readonly onUndo: (id: string) => void;
}) {
  const text = useText();
  const { import_id: id, new: fresh, known, refused } = result;
  const rest = [
    ...(known > 0 ? [`${text.count(known)} known before`] : []),
    ...(refused > 0 ? [`${text.count(refused)} left out`] : []),
  ];
  return (
    <Card title={`${fileName} is imported`}>
      <p className="flex items-center gap-2">
        <span className="text-gain">
          <Icon name="check" />
        </span>
        {text.count(fresh)} events are in the ledger{rest.length > 0 && `; ${rest.join(', ')}`}.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Link
          to="/"
          search={{ range: 'ALL' }}
          className="inline-flex min-h-10 items-center rounded-lg bg-tide px-3.5 font-medium text-on-tide hover:brightness-110"
        >
          To the dashboard
        </Link>
        {id !== null && (
          <>
            <Link
              to="/activity"
              search={{ import_id: id }}
              className="inline-flex min-h-10 items-center rounded-lg border border-line bg-surface px-3.5 font-medium hover:border-faint"
            >
              See the events
            </Link>
            <Button icon="undo" onClick={() => onUndo(id)}>
              Undo the import
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}
