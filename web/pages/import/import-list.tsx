import { type ItemOf, useWrite } from '../../data/index.ts';
import { Button, Card, type Column, Empty, Table, toast } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Import = ItemOf<'listImports'>;

/** The imports so far; each can be taken back whole. */
export function ImportList({ imports }: { readonly imports: readonly Import[] }) {
  const text = useText();
  const undo = useWrite('undoImport');
  const takeBack = (one: Import) =>
    undo.mutate(
      { params: { id: one.id } },
      { onSuccess: () => toast({ text: 'The import is taken back.' }) },
    );
  return (
    <Card title="Imports">
      {imports.length === 0 ? (
        <Empty icon="import" title="No imports yet">
          Each file that is brought in stands here, and can be taken back whole.
        </Empty>
      ) : (
        <Table label="Imports" columns={columnsFor(text, takeBack)} rows={imports} keyOf={(one) => one.id} />
      )}
    </Card>
  );
}

function columnsFor(text: Text, takeBack: (one: Import) => void): Column<Import>[] {
  return [
    { id: 'file', header: 'File', cell: (one) => one.file_name },
    { id: 'at', header: 'When', from: 'sm', cell: (one) => text.instant(one.created_at) },
    { id: 'new', header: 'New', align: 'end', cell: (one) => text.count(one.new) },
    {
      id: 'undo',
      header: 'Undo',
      align: 'end',
      cell: (one) =>
        one.undone_at === null ? (
          <Button kind="quiet" onClick={() => takeBack(one)}>
            Take back
          </Button>
        ) : (
          'taken back'
        ),
    },
  ];
}
