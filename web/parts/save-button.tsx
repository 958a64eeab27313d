import { useState } from 'react';
import { Button } from './button.tsx';
import { toast } from './toast.tsx';

/** Saves what is shown as a file; says so where that fails. `label` says what of. */
export function SaveButton({
  label,
  onSave,
}: {
  readonly label: string;
  readonly onSave: () => Promise<void>;
}) {
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    setIsBusy(true);
    try {
      await onSave();
    } catch {
      toast({ text: 'It could not be saved: the server does not answer, or refuses.' });
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button kind="quiet" icon="import" busy={isBusy} aria-label={`CSV: ${label}`} onClick={() => void save()}>
      CSV
    </Button>
  );
}
