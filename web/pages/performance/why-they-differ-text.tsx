import type { Returns } from '@tidemark/contract';
import { type Text, useText } from '../../text/index.ts';
import { type Difference, differenceOf, isSame, type Payment } from './why-they-differ.ts';

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
  if (!found.hasPayments)
    return 'Nothing was paid in or out after the start, so what the holdings did is what the money did.';
  if (isSame(found))
    return `Money came and went, and ${of} it made what the holdings made: the payments were well spread.`;
  const points = `${text.plain(Math.abs(found.gap) * 100)} points ${of}`;
  const gap = `Your money made ${points} ${found.gap < 0 ? 'less' : 'more'} than the holdings, because it was not all there all the time.`;
  return `${gap} ${found.cause === null ? 'No single payment did that: it is the sum of all of them.' : causeText(found.cause, found.gap > 0, base, text)}`;
}

function causeText(
  { from, netFlow, before, after }: Payment,
  isForBetter: boolean,
  base: string,
  text: Text,
): string {
  const isIn = netFlow > 0;
  const amount = text.money(Math.abs(netFlow), base);
  const signed = (ratio: number) => text.ratio(ratio, { signed: true, digits: 1 });
  const stretch = `the ${isIn === isForBetter ? 'better' : 'weaker'} stretch`;
  const meaning = isIn ? `it was there for ${stretch}` : `it missed ${stretch}`;
  return `What weighed most: ${amount} ${isIn ? 'paid in' : 'taken out'}, ${text.month(from)}. Before that month the holdings made ${signed(before)}, from it on ${signed(after)}, so ${meaning}.`;
}
