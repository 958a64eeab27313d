import { grouped } from '../terminal/numbers.ts';

/** `1 user`, `5,000 users`. */
export function counted(count: number, noun: string): string {
  return `${grouped(String(count))} ${noun}${count === 1 ? '' : 's'}`;
}
