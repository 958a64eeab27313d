import type { LawCheck } from '@tidemark/engine';
import { grouped } from '../terminal/numbers.ts';
import { painter } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrapBehind } from '../terminal/text-width.ts';

/** A line for each law that was looked at, and the verdict; `atFault` says what to do where one is broken. */
export function lawsScreen(laws: readonly LawCheck[], atFault: string, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const count = (n: number): string => grouped(String(n));
  const sum = (of: (law: LawCheck) => number): number => laws.reduce((total, law) => total + of(law), 0);
  const entry = (verdict: string, law: string, checks: string): string[] =>
    wrapBehind(`${verdict}  `, `${law}  ${paint('faint', checks)}`, terminal.columns);
  const all = sum((law) => law.checked);
  const broken = sum((law) => law.failures);
  const lines = laws
    .filter((law) => law.checked > 0 || law.failures > 0)
    .flatMap(({ law, checked, failures, examples }) =>
      failures === 0
        ? entry(paint('gain', 'holds '), law, `(${count(checked)} checks)`)
        : [
            ...entry(paint('loss', 'BROKEN'), law, `(${count(failures)} of ${count(checked)} checks)`),
            ...examples.flatMap((example) => wrapBehind('        ', example, terminal.columns)),
          ],
    );
  const verdict =
    broken === 0
      ? `Every law holds: ${count(all)} checks.`
      : paint('error', `${count(broken)} of ${count(all)} checks do not hold. ${atFault}`);
  return `${[...lines, '', verdict].join('\n')}\n`;
}
