import type { Returns } from '@tidemark/contract';
import { type Text, useText } from '../../text/index.ts';
import { type Difference, differenceOf, isSame } from './why-they-differ.ts';

/** In a sentence or three: what timing of payments did to the return on money. */
export function WhyTheyDiffer({ returns }: { readonly returns: Returns }) {
  const text = useText();
  const found = differenceOf(returns);
  if (found === null) return null;
  return (
    <p className="mt-4 max-w-[75ch] border-t border-line pt-3 text-faint">
      <strong className="font-medium text-ink">Why they differ. </strong>
      {wordsOf(found, returns.base_currency, text)}
    </p>
  );
}

function wordsOf(found: Difference, base: string, text: Text): string {
  const of = found.isYearly ? 'a year' : 'over the period';
  if (found.largest === null)
    return 'Nothing was paid in or out after the start, so what the holdings did is what the money did.';
  if (isSame(found))
    return `Money came and went, and ${of} it made what the holdings made: the payments were well spread.`;
  const points = `${text.plain(Math.abs(found.gap) * 100)} points ${of}`;
  const side = found.gap < 0 ? 'less' : 'more';
  const { largest } = found;
  const isIn = largest.netFlow > 0;
  const amount = text.money(Math.abs(largest.netFlow), base);
  const paid = `The largest sum ${isIn ? 'paid in' : 'taken out'} was ${amount}, in ${text.month(largest.from)}.`;
  const signed = (ratio: number) => text.ratio(ratio, { signed: true, digits: 1 });
  const around = `Before it the holdings made ${signed(largest.before)}, from then on ${signed(largest.after)}`;
  const isForBetter = isIn === found.gap > 0;
  const meaning = isIn
    ? `so the money was there for the ${isForBetter ? 'better' : 'weaker'} stretch`
    : `so the money missed the ${isForBetter ? 'better' : 'weaker'} stretch`;
  const cause = found.isExplained ? `${around}; ${meaning}.` : `${around}; smaller payments weighed more.`;
  return `Your money made ${points} ${side} than the holdings, because it was not all there all the time. ${paid} ${cause}`;
}
