import { Link } from '@tanstack/react-router';
import type { Account, DryRun, Revision } from '@tidemark/contract';
import { useState } from 'react';
import { useForeseen, useList, useMe, useWrite } from '../../data/index.ts';
import { EffectPanel } from '../../effect/index.ts';
import { Button, Drawer, Failure, Skeleton, SkeletonRows, toast } from '../../parts/index.ts';
import { useUndo } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';
import { EVENT_KINDS } from './event-kinds.ts';
import { statedColumns } from './revision-changes.ts';
import { Revisions } from './revisions.tsx';

/** One event: what it says, what it ever said, and what can be done with it. */
export function EventDrawer({
  id,
  accounts,
  currency,
  onCorrect,
  onClose,
}: {
  readonly id: string;
  readonly accounts: readonly Account[];
  /** Base currency. */
  readonly currency: string;
  readonly onCorrect: (event: Revision) => void;
  readonly onClose: () => void;
}) {
  const revisions = useList('listRevisions', { params: { id } });
  const me = useMe();
  const last = revisions.items?.at(-1);
  const title = last === undefined ? 'Event' : `${EVENT_KINDS[last.type].name} ${last.symbol ?? ''}`.trim();
  return (
    <Drawer open={true} onClose={onClose} title={title}>
      {revisions.error ? (
        <Failure error={revisions.error} onRetry={() => void revisions.refetch()} />
      ) : last === undefined || revisions.items === undefined ? (
        <SkeletonRows rows={6} />
      ) : (
        <div className="space-y-6">
          <Stated event={last} accounts={accounts} />
          {last.kind === 'voided' ? (
            <p className="rounded-lg bg-warn-well p-3 text-warn">
              This event was voided: it counts no more. Undo brings it back, as long as it is the last change.
            </p>
          ) : (
            <Actions event={last} currency={currency} onCorrect={() => onCorrect(last)} onClose={onClose} />
          )}
          <Revisions revisions={revisions.items} me={me.data?.id} />
        </div>
      )}
    </Drawer>
  );
}

function Stated({ event, accounts }: { readonly event: Revision; readonly accounts: readonly Account[] }) {
  const text = useText();
  const account = accounts.find(({ id }) => id === event.account_id)?.name ?? event.account_id;
  const rows = [
    ...statedColumns(event, text),
    { name: 'Account', value: account },
    { name: 'Recorded', value: text.instant(event.recorded_at) },
    { name: 'Source', value: event.source },
  ];
  return (
    <dl className="grid grid-cols-[8.5rem_1fr] gap-y-2">
      {rows.map(({ name, value }) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-line pb-2">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
      {event.import_id !== null && (
        <div className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-faint">Import</dt>
          <dd>
            <Link
              to="/activity"
              search={{ import_id: event.import_id }}
              className="text-tide underline underline-offset-4"
            >
              What else the file brought
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Actions({
  event,
  currency,
  onCorrect,
  onClose,
}: {
  readonly event: Revision;
  readonly currency: string;
  readonly onCorrect: () => void;
  readonly onClose: () => void;
}) {
  const [isVoiding, setIsVoiding] = useState(false);
  const remove = useWrite('voidTransaction');
  const { undo } = useUndo();
  const request = { params: { id: event.id } };
  const foreseen = useForeseen<DryRun>('voidTransaction', isVoiding ? request : null);
  if (!isVoiding)
    return (
      <div className="flex flex-wrap gap-2">
        <Button kind="main" icon="pen" onClick={onCorrect}>
          Correct
        </Button>
        <Button icon="bin" onClick={() => setIsVoiding(true)}>
          Void…
        </Button>
      </div>
    );
  // By the promise: when the void is seen this part is gone already.
  const onSuccess = () => {
    const name = EVENT_KINDS[event.type].name;
    toast({ text: `${name} voided.`, action: { label: 'Undo', run: undo } });
    onClose();
  };
  const error = remove.error ?? foreseen.error;
  return (
    <section aria-label="Void" className="space-y-4 rounded-xl border border-line p-4">
      <p className="font-medium">This event will count no more. It stays in the record.</p>
      {error ? (
        <Failure error={error} />
      ) : foreseen.data === undefined ? (
        <Skeleton className="h-44 w-full" />
      ) : (
        <EffectPanel effect={foreseen.data.effect} currency={currency} />
      )}
      <div className="flex gap-2">
        <Button
          kind="danger"
          busy={remove.isPending}
          disabled={error !== null}
          onClick={() => void remove.mutateAsync(request).then(onSuccess, () => {})}
        >
          Void it
        </Button>
        <Button onClick={() => setIsVoiding(false)}>Keep it</Button>
      </div>
    </section>
  );
}
