import { useState } from 'react';
import { dryRun, useWrite } from '../../data/index.ts';
import { Button, Card, Failure, Field, toast } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

interface Counts {
  readonly format: string;
  readonly rows: number;
  readonly new: number;
  readonly known: number;
  readonly refused: number;
}

/** A file is shown as what it would bring before it is kept. */
export function FileDrop() {
  const text = useText();
  const write = useWrite('createImport');
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Counts | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setError(null);
    if (chosen === null) return;
    try {
      setPreview((await dryRun('createImport', { form: { file: chosen } })) as Counts);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  const keep = () => {
    if (file === null) return;
    const onSuccess = () => {
      toast({ text: `${file.name} is imported.` });
      void choose(null);
    };
    write.mutate({ form: { file } }, { onSuccess, onError: setError });
  };
  return (
    <Card title="A broker's file">
      <div className="space-y-4">
        <Field
          label="File"
          hint="CSV, OFX, QIF, XML and others are recognised by their content."
          type="file"
          className="py-2"
          onChange={(event) => void choose(event.target.files?.[0] ?? null)}
        />
        {preview !== null && (
          <p role="status">
            Read as {preview.format}: {text.count(preview.rows)} rows, {text.count(preview.new)} new,{' '}
            {text.count(preview.known)} known, {text.count(preview.refused)} refused.
          </p>
        )}
        {error !== null && <Failure error={error} />}
        <Button
          kind="main"
          icon="import"
          busy={write.isPending}
          disabled={!preview || preview.new === 0}
          onClick={keep}
        >
          Import
        </Button>
      </div>
    </Card>
  );
}
