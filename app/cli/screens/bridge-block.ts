import type { ValueReport } from '@tidemark/engine';
import { amount, signedAmount } from '../terminal/numbers.ts';
import { type Meaning, type Paint, signMeaning } from '../terminal/style.ts';
import { padEnd, padStart, truncate } from '../terminal/text-width.ts';

interface Line {
  readonly name: string;
  readonly text: string;
  readonly meaning: Meaning | null;
}

/** How the value at the end came from the one at the start: what flowed, then what was gained. They add up. */
export function bridgeBlock(
  { summary, decimals, period }: ValueReport,
  width: number,
  paint: Paint,
): string[] {
  const plain = (name: string, value: number): Line => ({
    name,
    text: amount(value, decimals),
    meaning: null,
  });
  const part = (name: string, value: number, meaning: Meaning | null): Line[] =>
    value === 0 ? [] : [{ name, text: signedAmount(value, decimals), meaning }];
  const flow = (name: string, value: number): Line[] => part(name, value, 'deposits');
  const gain = (name: string, value: number): Line[] => part(name, value, signMeaning(value));
  const start = period.startsHistory ? 'opening' : 'value at the start';
  const lines = [
    ...(summary.opening === 0 && period.startsHistory ? [] : [plain(start, summary.opening)]),
    ...flow('deposits', summary.deposits),
    ...flow('withdrawals', -summary.withdrawals),
    ...flow('transfers in', summary.transfersIn),
    ...flow('transfers out', -summary.transfersOut),
    ...gain('realized', summary.realized),
    ...gain('unrealized', summary.unrealized - summary.unrealizedStart),
    ...gain('carried by units that came in', -summary.transferredGain),
    ...gain('income', summary.income),
    ...gain('fees', -summary.fees),
    ...gain('taxes', -summary.taxes),
    ...gain('exchange rates', summary.fx),
    ...gain('unexplained', summary.unexplained),
  ];
  const end = plain('value at the end', summary.equity);
  const room = Math.max(...[...lines, end].map(({ text }) => text.length));
  const label = Math.min(
    Math.max(...[...lines, end].map(({ name }) => name.length)),
    Math.max(8, width - 2 - room),
  );
  const drawn = ({ name, text, meaning }: Line): string => {
    const figure = padStart(text, room);
    return `${padEnd(truncate(name, label), label)}  ${meaning === null ? figure : paint(meaning, figure)}`;
  };
  return [...lines.map(drawn), paint('faint', '─'.repeat(label + 2 + room)), paint('strong', drawn(end))];
}
