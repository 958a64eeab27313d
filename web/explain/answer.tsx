import { usePortfolio, useRead } from '../data/index.ts';
import { Failure, SkeletonRows } from '../parts/index.ts';
import { useText } from '../text/index.ts';
import type { Asked } from './asked.ts';
import { CERTAINTIES, treeOf, valueText } from './node-text.ts';
import { Tree } from './tree.tsx';

/** Fetches how a figure came about, and draws it: the value, its parts, the same another way. */
export function Answer({ asked, onAsk }: { readonly asked: Asked; readonly onAsk: (asked: Asked) => void }) {
  const text = useText();
  const { figure, date, from, symbol, account, basis } = asked;
  const accounts = useRead('listAccounts', {});
  const query = {
    figure,
    ...(date !== undefined && { date }),
    ...(from !== undefined && { from }),
    ...(basis !== undefined && { basis }),
    ...(symbol !== undefined && { symbol }),
    ...(account !== undefined && { account_id: account }),
  };
  const answer = useRead('explain', { params: { id: usePortfolio() }, query });
  if (answer.error) return <Failure error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined || answer.isPlaceholderData) return <SkeletonRows rows={6} />;
  const { date: day } = answer.data;
  const explanation = treeOf(answer.data.explanation);
  const names = new Map(accounts.data?.items.map(({ id, name }) => [id, name]));
  const doubt = CERTAINTIES[explanation.certainty];
  return (
    <>
      <p className="text-3xl font-semibold tracking-tight">{valueText(explanation, text)}</p>
      <p className="mt-1 mb-4 text-faint">
        {date === undefined ? 'Now' : `At the end of ${text.date(day)}`}
        {doubt !== null && `, ${doubt}`}. {explanation.rule_text}
      </p>
      <Tree nodes={explanation.children} names={names} onAsk={onAsk} />
      {explanation.checks?.map((check) => (
        <section key={check.label} className="mt-6">
          <h3 className="mb-1 font-semibold">The same another way: {check.label}</h3>
          <Tree nodes={check.children} names={names} onAsk={onAsk} />
        </section>
      ))}
    </>
  );
}
