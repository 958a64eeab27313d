import type { ValueReport } from '@tidemark/engine';
import type { Paint } from '../terminal/style.ts';
import { wrap } from '../terminal/text-width.ts';

/** By which lot methods the figures were made, where accounts state others than the one of the call; else nothing. */
export function lotMethodsLine(
  { conventions, lotMethods }: ValueReport,
  width: number,
  paint: Paint,
): string[] {
  if (lotMethods.size === 0) return [];
  const others = Array.from(lotMethods, ([account, method]) => `in ${account} by ${method}`);
  const line = `Lots by ${conventions.lots}; ${others.join(', ')}`;
  return wrap(line, width).map((part) => paint('faint', part));
}
