import { type FormEvent, type ReactNode, useState } from 'react';
import { Button, Failure } from '../../parts/index.ts';
import { Mark, useTitle } from '../../shell/index.ts';

/** A form at the door of the app: `enter` gets what was typed; a refusal stands above the button. */
export function Door({
  title,
  lead,
  action,
  enter,
  children,
  below,
}: {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly enter: (typed: (name: string) => string) => Promise<void>;
  readonly children: ReactNode;
  readonly below: ReactNode;
}) {
  useTitle(title);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await enter((name) => String(typed.get(name) ?? ''));
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-8 flex items-center gap-3">
        <Mark size={36} />
        <span className="text-2xl font-semibold tracking-tight">Tidemark</span>
      </div>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 mb-6 text-faint">{lead}</p>
      <form onSubmit={(event) => void submit(event)} className="space-y-4">
        {children}
        {error !== null && <Failure error={error} />}
        <Button type="submit" kind="main" busy={busy} className="min-h-11 w-full">
          {action}
        </Button>
      </form>
      <p className="mt-6 text-faint">{below}</p>
    </main>
  );
}
