import { add, type Decimal, decimal, multiply, negate, parseDecimal, signOf } from '@tidemark/engine';
import { ratioText, smallRatio } from './pairs.ts';
import type { Questions } from './questions.ts';
import type { Draft } from './reading.ts';

/** A split of which the file states only the units that it added. */
export interface AddedUnits {
  readonly draft: Draft;
  readonly added: Decimal;
}

const NONE = decimal(0, 0);

/**
 * The ratio of splits that state the units added, by what the file itself holds at that moment; asked where those
 * holdings make no ratio of small whole numbers, as in a file that begins later than the holding.
 */
export function resolveSplits(
  drafts: readonly Draft[],
  splits: readonly AddedUnits[],
  questions: Questions,
): Draft[] {
  if (splits.length === 0) return [...drafts];
  const added = new Map(splits.map((split) => [split.draft, split.added]));
  const held = new Map<string, Decimal>();
  const inOrder = drafts
    .map((draft, at) => ({ draft, at }))
    .sort((a, b) => compareDays(a.draft, b.draft) || a.at - b.at);
  const resolved = new Map<Draft, Draft>();
  for (const { draft } of inOrder) {
    const { symbol } = draft.event;
    const name = String(symbol ?? '');
    const units = added.get(draft);
    const before = held.get(name) ?? NONE;
    if (units !== undefined) {
      resolved.set(draft, withRatio(draft, before, units, questions));
      held.set(name, add(before, units));
    } else held.set(name, add(before, moved(draft)));
  }
  return drafts.map((draft) => resolved.get(draft) ?? draft);
}

const compareDays = (a: Draft, b: Draft): number =>
  a.event.date === b.event.date ? 0 : a.event.date < b.event.date ? -1 : 1;

function withRatio(draft: Draft, before: Decimal, units: Decimal, questions: Questions): Draft {
  const after = add(before, units);
  const isClear = signOf(before) > 0 && signOf(after) > 0 && smallRatio(before, after) !== null;
  if (isClear) return { ...draft, event: { ...draft.event, ratio: ratioText(before, after) } };
  const { symbol, date } = draft.event;
  const answer = questions.ask(
    {
      id: `split.${symbol}.${date}`,
      text: `How many new units of ${symbol} came for one old one in the split of ${date}?`,
      why: 'The file states the units added, and not all of the holding that they were added to.',
      choices: [],
      proposed: null,
    },
    draft.line,
  );
  const ratio = answer === null ? null : parseDecimal(answer);
  return { ...draft, event: { ...draft.event, ratio: ratio === null ? '' : answer } };
}

/** Units that an event brings or takes. */
function moved({ event }: Draft): Decimal {
  const units = parseDecimal(String(event.quantity ?? '')) ?? NONE;
  switch (event.type) {
    case 'buy':
    case 'opening':
    case 'transfer_in':
      return units;
    case 'dividend':
      return event.amount === undefined ? units : NONE;
    case 'sell':
    case 'transfer_out':
      return negate(units);
    default:
      return multiply(units, NONE);
  }
}
