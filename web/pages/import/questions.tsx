import type { ImportResult } from '@tidemark/contract';
import { useState } from 'react';
import { Button, Card, Field } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

type Question = ImportResult['questions'][number];

/** What a file does not prove, asked. */
export function Questions({
  questions,
  onAnswer,
}: {
  readonly questions: readonly Question[];
  readonly onAnswer: (id: string, answer: string) => void;
}) {
  return (
    <Card title={questions.length === 1 ? 'One question' : 'Some questions'}>
      <ul className="space-y-5">
        {questions.map((question) => (
          <li key={question.id}>
            <Asked question={question} onAnswer={(answer) => onAnswer(question.id, answer)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Asked({
  question: { text: asked, why, choices, proposed, lines },
  onAnswer,
}: {
  readonly question: Question;
  readonly onAnswer: (answer: string) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState(proposed ?? '');
  const where =
    lines.length === 0 ? '' : ` It is about line ${lines.map((line) => text.count(line)).join(', ')}.`;
  return (
    <fieldset>
      <legend className="font-medium">{asked}</legend>
      <p className="mt-0.5 mb-3 text-faint">
        {why}
        {where}
      </p>
      {choices.length > 0 ? (
        <div className="flex flex-wrap gap-2">
          {choices.map(({ value, label }) => (
            <Button
              key={value}
              kind={value === proposed || choices.length === 1 ? 'main' : 'plain'}
              onClick={() => onAnswer(value)}
            >
              {label}
            </Button>
          ))}
        </div>
      ) : (
        <div className="flex max-w-sm items-end gap-2">
          <div className="flex-1">
            <Field label="Answer" value={typed} onChange={({ target }) => setTyped(target.value)} />
          </div>
          <Button
            kind="main"
            className="min-h-11"
            disabled={typed.trim() === ''}
            onClick={() => onAnswer(typed.trim())}
          >
            Answer
          </Button>
        </div>
      )}
    </fieldset>
  );
}
