import { type Problem, problemDocument } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';
import type { GrowthDocument } from './documents.ts';

export type FindingDocument = GrowthDocument['problems'][number];

/** Problems as answers have them: what the command line calls `--date` is the field `date` here. */
export function findings(problems: readonly Problem[]): FindingDocument[] {
  return problems.map((one) => ({
    ...problemDocument(one),
    severity: one.severity,
    ...fieldOf(one),
    ...(one.source.file === '' && NO_PLACE),
  }));
}

/** The stored ledger is read as a file without a name: its lines are nobody's. */
const NO_PLACE = { file: null, line: null } as const;

function fieldOf({ source: { field } }: Problem): { field: string | null } {
  return { field: field === undefined ? null : withoutDashes(field) };
}

/** A question that cannot be answered as it was asked. */
export function refusedQuestion(problems: readonly Problem[]): Refusal {
  return new Refusal(
    'invalid',
    problems.map((one) => ({
      ...one,
      remedy: one.remedy.replaceAll(/--(?=[a-z])/g, ''),
      source:
        one.source.field === undefined
          ? one.source
          : { ...one.source, field: withoutDashes(one.source.field) },
    })),
  );
}

const withoutDashes = (field: string): string => field.replace(/^--/, '');
