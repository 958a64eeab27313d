import { useId, useState } from 'react';
import { classes, Icon } from '../../parts/index.ts';

/** Where files are dropped or chosen. */
export function FileDrop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    setIsOver(false);
    if (files !== null && files.length > 0) onFiles([...files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input inside is the first.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
      className={classes(
        'relative flex flex-col items-center rounded-2xl border-2 border-dashed bg-surface px-5 py-12 text-center transition-colors focus-within:border-tide',
        isOver ? 'border-tide bg-well' : 'border-line hover:border-faint',
      )}
    >
      <span className="mb-4 rounded-full bg-well p-4 text-tide">
        <Icon name="import" size={28} />
      </span>
      <label htmlFor={id} className="text-lg font-semibold tracking-tight">
        Drop a broker's file here, or choose one
      </label>
      <p id={`${id}-note`} className="mt-1 max-w-[46ch] text-faint">
        CSV, OFX, QIF, XML, JSON and others are recognised by what stands in them; several at once are taken
        one after another. Nothing is kept before you have seen what each row becomes.
      </p>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-note`}
        onChange={({ target }) => {
          take(target.files);
          target.value = '';
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </div>
  );
}
