import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ItemOf } from '../../data/index.ts';
import { Button, Card, type Column, Empty, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Import = ItemOf<'listImports'>;

/** The imports so far; each can be undone whole. */
export function ImportList({
  imports,
  onUndo,
}: {
  readonly imports: readonly Import[];
  readonly onUndo: (id: string) => void;
}) {
  const text = useText();
  const columns = useMemo(() => columnsFor(text, onUndo), [text, onUndo]);
  return (
    <Card title="Imports so far">
      {imports.length === 0 ? (
        <Empty icon="import" title="No imports yet">
          Each file that is brought in stands here, and can be undone whole.
        </Empty>
      ) : (
        <Table label="Imports" columns={columns} rows={imports} keyOf={({ id }) => id} />
      )}
    </Card>
  );
}

function columnsFor(text: Text, onUndo: (id: string) => void): Column<Import>[] {
  return [
    {
      id: 'file',
      header: 'File',
      cell: ({ id, file_name: name }) => (
        <Link
          to="/activity"
          search={{ import_id: id }}
          className="block max-w-48 truncate underline decoration-line underline-offset-4 hover:decoration-current sm:max-w-80"
        >
          {name}
        </Link>
      ),
    },
    { id: 'format', header: 'Format', from: 'md', cell: ({ format }) => format },
    { id: 'at', header: 'When', from: 'sm', cell: ({ created_at: at }) => text.instant(at) },
    { id: 'new', header: 'New', align: 'end', cell: (one) => text.count(one.new) },
    { id: 'known', header: 'Known', align: 'end', from: 'md', cell: ({ known }) => text.count(known) },
    {
      id: 'refused',
      header: 'Left out',
      align: 'end',
      from: 'md',
      cell: ({ refused }) => text.count(refused),
    },
    {
      id: 'undo',
      header: 'Undo',
      align: 'end',
      cell: ({ id, file_name: name, undone_at: at }) =>
        at === null ? (
          <Button
            kind="quiet"
            icon="undo"
            className="min-h-8"
            aria-label={`Undo the import of ${name}`}
            onClick={() => onUndo(id)}
          >
            Undo
          </Button>
        ) : (
          <span className="text-faint">undone</span>
        ),
    },
  ];
}
