import type { Revision } from '@tidemark/contract';
import { useText } from '../../text/index.ts';
import { revisionChanges } from './revision-changes.ts';

const KINDS = { created: 'Recorded', corrected: 'Corrected', voided: 'Voided' } as const;

/** All that an event ever was: who changed what, and when; the newest first. */
export function Revisions({
  revisions,
  me,
}: {
  /** The oldest first. */
  readonly revisions: readonly Revision[];
  /** The id of who reads. */
  readonly me: string | undefined;
}) {
  const text = useText();
  const steps = revisions.map((revision, at) => ({
    revision,
    changes: revisionChanges(revisions[at - 1], revision, text),
  }));
  return (
    <section aria-label="Revisions">
      <h3 className="mb-2 font-semibold tracking-tight">Revisions</h3>
      <ol className="space-y-3 border-l-2 border-line pl-4">
        {steps.toReversed().map(({ revision, changes }) => (
          <li key={revision.version_no}>
            <p>
              <span className="font-medium">{KINDS[revision.kind]}</span>{' '}
              <span className="text-sm text-faint">
                {text.instant(revision.recorded_at)}, by{' '}
                {revision.recorded_by === me ? 'you' : revision.recorded_by}
              </span>
            </p>
            <ul className="text-sm">
              {changes.map(({ name, before, after }) => (
                <li key={name} className="break-words">
                  <span className="text-faint">{name}: </span>
                  <del className="text-faint">{before === '' ? 'nothing' : before}</del>{' '}
                  <span aria-hidden="true">→</span>{' '}
                  <ins className="no-underline">{after === '' ? 'nothing' : after}</ins>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
