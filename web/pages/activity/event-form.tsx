import { type Account, ApiProblem, type DryRun, type Transaction } from '@tidemark/contract';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { useForeseen, useWrite } from '../../data/index.ts';
import { EffectPanel } from '../../effect/index.ts';
import { Button, Dialog, Failure, Skeleton, toast } from '../../parts/index.ts';
import { useUndo } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';
import { type Draft, draftOf, inputOf, isComplete, newDraft, retyped, typed } from './draft.ts';
import { EventFields } from './event-fields.tsx';
import { EVENT_KINDS, type EventType } from './event-kinds.ts';
import { useSettled } from './use-settled.ts';

/** What a form is about: a new event of a type, or the correction of one. */
export type Subject = { readonly add: EventType } | { readonly correct: Transaction };

/** An event is stated; what it would do is drawn beside, before it is saved. */
export function EventForm({
  subject,
  accounts,
  account,
  today,
  currency,
  onClose,
}: {
  readonly subject: Subject;
  readonly accounts: readonly Account[];
  /** Of new events, by its id. */
  readonly account: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Base currency. */
  readonly currency: string;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { undo } = useUndo();
  const [draft, setDraft] = useState<Draft>(() =>
    'correct' in subject
      ? draftOf(subject.correct)
      : newDraft(subject.add, { date: today, account_id: account }),
  );
  const input = useMemo(() => (isComplete(draft) ? inputOf(draft, text.reader) : null), [draft, text.reader]);
  const settled = useSettled(input);
  const request = (body: object) =>
    'correct' in subject ? { params: { id: subject.correct.id }, body } : { body };
  const operation = 'correct' in subject ? 'correctTransaction' : 'createTransactions';
  const foreseen = useForeseen<DryRun>(operation, settled === null ? null : request(settled));
  const record = useWrite('createTransactions');
  const correct = useWrite('correctTransaction');
  const refusal = record.error ?? correct.error ?? foreseen.error;
  const errors = refusal instanceof ApiProblem ? fieldErrors(refusal) : new Map<string, string>();

  const kind = EVENT_KINDS[draft.type];
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (input === null) return;
    const onSuccess = () => {
      const done = 'correct' in subject ? 'corrected' : 'recorded';
      toast({ text: `${kind.name} ${done}.`, action: { label: 'Undo', run: undo } });
      onClose();
    };
    if ('correct' in subject)
      correct.mutate({ params: { id: subject.correct.id }, body: input }, { onSuccess });
    else record.mutate({ body: input }, { onSuccess });
  };
  const change = (next: Draft) => {
    record.reset();
    correct.reset();
    setDraft(next);
  };
  return (
    <Dialog
      open={true}
      onClose={onClose}
      isWide={true}
      title={'correct' in subject ? `Correct: ${kind.name}` : kind.name}
      lead={
        'correct' in subject
          ? 'The correction takes the place of what was recorded; nothing is overwritten.'
          : `${kind.about}.`
      }
    >
      <form onSubmit={save} className="grid gap-6 lg:grid-cols-2">
        <div className="min-w-0">
          <EventFields
            draft={draft}
            accounts={accounts}
            errors={errors}
            onType={(name, value) => change(typed(draft, name, value))}
            onKind={(type) => change(retyped(draft, type))}
          />
          <div className="mt-5 flex gap-2 max-lg:hidden">
            <Save isReady={input !== null} isBusy={record.isPending || correct.isPending} onClose={onClose} />
          </div>
        </div>
        <div className="min-w-0 space-y-4 lg:border-l lg:border-line lg:pl-6">
          {refusal && <Failure error={refusal} />}
          {!refusal && <Foreseen foreseen={foreseen} isOld={settled !== input} currency={currency} />}
        </div>
        <div className="sticky -bottom-5 -mx-5 -mb-5 flex gap-2 border-t border-line bg-surface px-5 py-3 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6 lg:hidden">
          <Save isReady={input !== null} isBusy={record.isPending || correct.isPending} onClose={onClose} />
        </div>
      </form>
    </Dialog>
  );
}

function Save({
  isReady,
  isBusy,
  onClose,
}: {
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <>
      <Button kind="main" type="submit" busy={isBusy} disabled={!isReady}>
        Save
      </Button>
      <Button onClick={onClose}>Cancel</Button>
    </>
  );
}

function Foreseen({
  foreseen,
  isOld,
  currency,
}: {
  readonly foreseen: { readonly data: DryRun | undefined; readonly isFetching: boolean };
  readonly isOld: boolean;
  readonly currency: string;
}) {
  if (foreseen.data !== undefined)
    return (
      <EffectPanel effect={foreseen.data.effect} currency={currency} isOld={isOld || foreseen.isFetching} />
    );
  if (foreseen.isFetching) return <Skeleton className="h-52 w-full" />;
  return <p className="text-faint">What it does to your figures is drawn here before it is saved.</p>;
}

/** What is wrong, by the column that it is about. */
function fieldErrors({ problems }: ApiProblem): Map<string, string> {
  return new Map(
    problems.flatMap(({ field, message }) =>
      field === null ? [] : [[field.replace(/^.*\./, ''), message] as const],
    ),
  );
}
