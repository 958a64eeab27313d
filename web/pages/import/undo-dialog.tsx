import type { DryRun } from '@tidemark/contract';
import { useForeseen, useWrite } from '../../data/index.ts';
import { EffectPanel } from '../../effect/index.ts';
import { Button, Dialog, Failure, Skeleton, toast } from '../../parts/index.ts';
import { useUndo } from '../../shell/index.ts';

/** Takes an import back whole, after its effect was seen. */
export function UndoDialog({
  id,
  currency,
  onClose,
}: {
  readonly id: string;
  /** Base currency. */
  readonly currency: string;
  readonly onClose: () => void;
}) {
  const request = { params: { id } };
  const remove = useWrite('undoImport');
  const foreseen = useForeseen<DryRun>('undoImport', remove.isSuccess ? null : request);
  const { undo } = useUndo();
  const error = remove.error ?? foreseen.error;
  const onSuccess = () => {
    toast({ text: 'The import is undone.', action: { label: 'Undo that', run: undo } });
    onClose();
  };
  return (
    <Dialog
      open={true}
      onClose={onClose}
      title="Undo the import"
      lead="What it added counts no more; everything else stays. The file can be imported again."
    >
      {error ? (
        <Failure error={error} />
      ) : foreseen.data === undefined ? (
        <Skeleton className="h-52 w-full" />
      ) : (
        <EffectPanel effect={foreseen.data.effect} currency={currency} />
      )}
      <div className="mt-5 flex gap-2">
        <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate(request, { onSuccess })}>
          Undo it whole
        </Button>
        <Button onClick={onClose}>Keep it</Button>
      </div>
    </Dialog>
  );
}
