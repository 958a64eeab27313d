import type { Account, ImportResult } from '@tidemark/contract';
import type { ImportTerms } from '../../data/index.ts';
import { EffectPanel } from '../../effect/index.ts';
import { Button, Card, classes, Failure, Icon, Segments } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { AccountChoice } from './account-choice.tsx';
import { Balances } from './balances.tsx';
import { OUTCOMES, type Shown } from './import-words.ts';
import type { Mapping } from './mapping-edit.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { PreviewRows } from './preview-rows.tsx';
import { Questions } from './questions.tsx';
import { RefusedRows } from './refused-rows.tsx';

export interface PreviewViewProps {
  readonly fileName: string;
  readonly preview: ImportResult;
  /** Of the terms before, while the newest preview is on its way. */
  readonly isOld: boolean;
  readonly accounts: readonly Account[];
  readonly account: ImportTerms['account'];
  readonly onAccount: (account: ImportTerms['account']) => void;
  readonly onAnswer: (id: string, answer: string) => void;
  readonly isMapped: boolean;
  readonly onMapping: (mapping: Mapping) => void;
  readonly isLeftOut: boolean;
  readonly onLeaveOut: (isLeftOut: boolean) => void;
  readonly currency: string;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
  readonly rowAt: (at: number) => ImportResult['transactions'][number] | undefined;
  readonly onSight: (first: number, last: number) => void;
  readonly isImporting: boolean;
  readonly error: Error | null;
  readonly onImport: () => void;
  readonly onSkip: () => void;
}

/** What a file would bring, and what is to be said before it can. */
export function PreviewView(props: PreviewViewProps) {
  const { preview, isOld, onAnswer, isMapped, onMapping, error } = props;
  // That the mapping is to be looked at is what its editor is for.
  const questions = preview.questions.filter(({ id }) => id !== 'mapping');
  return (
    <div aria-busy={isOld} className={classes('space-y-5', isOld && 'opacity-60')}>
      <Recognised {...props} />
      {preview.sample !== null && preview.mapping !== null && (
        <MappingEditor
          key={JSON.stringify(preview.mapping)}
          sample={preview.sample}
          mapping={preview.mapping}
          isChosen={isMapped}
          onRead={onMapping}
        />
      )}
      {questions.length > 0 && <Questions questions={questions} onAnswer={onAnswer} />}
      {preview.refused > 0 && (
        <RefusedRows preview={preview} isLeftOut={props.isLeftOut} onLeaveOut={props.onLeaveOut} />
      )}
      {preview.effect !== undefined && preview.new > 0 && (
        <Card title="What the import does">
          <EffectPanel effect={preview.effect} currency={props.currency} />
        </Card>
      )}
      {preview.balances.length > 0 && <Balances balances={preview.balances} />}
      <Rows {...props} />
      {error !== null && <Failure error={error} />}
    </div>
  );
}

function Recognised(props: PreviewViewProps) {
  const text = useText();
  const { fileName, preview, accounts, account, onAccount, isImporting, isOld, onImport, onSkip } = props;
  const { title, format, rows, new_accounts: made, problems } = preview;
  const warnings = problems.filter(({ severity, line }) => severity !== 'error' && line === null);
  const isReady = preview.effect !== undefined && preview.new > 0;
  return (
    <Card title={fileName}>
      <p>
        {format === 'mapping' || format === 'unknown' ? (
          'No layout that is known: it is read by its columns, as you say below.'
        ) : (
          <>
            Recognised as <span className="font-semibold">{title}</span> by what stands in it:{' '}
            {text.count(rows)} rows read.
          </>
        )}
      </p>
      {warnings.map(({ code, message, remedy }) => (
        <p key={message} className="mt-2 flex gap-2 text-warn">
          <Icon name="warning" size={18} />
          <span>
            {message} {code === 'format_unknown' ? '' : remedy}
          </span>
        </p>
      ))}
      <div className="mt-4 max-w-xl">
        <AccountChoice accounts={accounts} account={account} onChoose={onAccount} />
      </div>
      {made.length > 0 && (
        <p className="mt-3 text-faint">
          Made on the way: <span className="font-medium text-ink">{made.join(', ')}</span>.
        </p>
      )}
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <Button kind="main" icon="import" busy={isImporting} disabled={!isReady || isOld} onClick={onImport}>
          {preview.new > 0 ? `Import ${text.count(preview.new)} new` : 'Import'}
        </Button>
        <Button onClick={onSkip}>Leave this file</Button>
        {isImporting ? <Progress /> : <Blocked preview={preview} />}
      </div>
    </Card>
  );
}

function Progress() {
  return (
    <span role="status" className="flex items-center gap-3 text-faint">
      <progress aria-label="Import" className="h-2 w-32 accent-current text-tide" /> Importing, all of it or
      nothing …
    </span>
  );
}

/** Why it cannot be imported yet. */
function Blocked({
  preview: { effect, questions, refused, new: fresh, known },
}: {
  readonly preview: ImportResult;
}) {
  if (fresh === 0 && known > 0) return <p className="text-faint">Every row is known already.</p>;
  if (effect !== undefined) return null;
  if (questions.length > 0) return <p className="text-faint">Answer what is asked below first.</p>;
  if (refused > 0)
    return <p className="text-faint">Rows are refused: correct the file, or leave them out.</p>;
  return null;
}

function Rows({ preview, shown, onShow, rowAt, onSight }: PreviewViewProps) {
  const text = useText();
  const counts = {
    all: preview.new + preview.known + preview.refused + preview.no_events,
    new: preview.new,
    known: preview.known,
    refused: preview.refused,
    no_event: preview.no_events,
  };
  const names = (Object.keys(OUTCOMES) as Shown[]).filter((name) => name === 'all' || counts[name] > 0);
  if (counts.all === 0) return null;
  return (
    <Card title="Row by row">
      <div className="mb-3">
        <Segments
          label="Rows"
          names={names}
          chosen={shown}
          onChoose={onShow}
          textOf={(name) => `${OUTCOMES[name]} ${text.count(counts[name])}`}
        />
      </div>
      <PreviewRows
        key={shown}
        count={counts[shown]}
        rowAt={rowAt}
        problems={preview.problems}
        onSight={onSight}
      />
    </Card>
  );
}
