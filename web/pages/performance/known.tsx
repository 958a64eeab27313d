import type { Finding } from '@tidemark/contract';
import type { ReactNode } from 'react';
import { Unknown } from '../../parts/index.ts';

/** A figure, or a dash that says why it is not known. */
export function Known({
  value,
  reason,
  children,
}: {
  readonly value: number | null;
  readonly reason: string;
  readonly children: (value: number) => ReactNode;
}) {
  return value === null ? <Unknown reason={reason} /> : children(value);
}

/** Why a figure of an answer is unknown, in the words of its problem. */
export function reasonOf(problems: readonly Finding[], field: string): string {
  const found = problems.find((one) => one.field === field);
  return found === undefined ? 'There is too little to say it from.' : `${found.message} ${found.remedy}`;
}
