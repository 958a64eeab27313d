import type { TradeDetail } from '@tidemark/contract';
import { Button, Card } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

/** What its owner says of it: plan, strategy, tags and notes. */
export function WordsCard({ trade, onEdit }: { readonly trade: TradeDetail; readonly onEdit: () => void }) {
  const text = useText();
  const { currency, strategy, tags, note, stop, stop_exact, target, target_exact } = trade;
  const rows: readonly (readonly [string, string])[] = [
    ['Strategy', strategy ?? '—'],
    ['Stop', text.price(stop_exact ?? stop, currency)],
    ['Target', text.price(target_exact ?? target, currency)],
  ];
  return (
    <Card title="Plan and notes" aside={<Button onClick={onEdit}>Edit</Button>}>
      <dl className="space-y-1.5">
        {rows.map(([name, shown]) => (
          <div key={name} className="flex gap-4">
            <dt className="w-20 text-faint">{name}</dt>
            <dd className="font-medium">{shown}</dd>
          </div>
        ))}
        <div className="flex gap-4">
          <dt className="w-20 text-faint">Tags</dt>
          <dd className="flex flex-wrap gap-1.5">
            {tags.length === 0
              ? '—'
              : tags.map((tag) => (
                  <span key={tag} className="rounded bg-well px-2 py-0.5 text-sm">
                    {tag}
                  </span>
                ))}
          </dd>
        </div>
      </dl>
      <p className="mt-3 max-w-[75ch] border-t border-line pt-3 whitespace-pre-line">
        {note ?? <span className="text-faint">No notes yet.</span>}
      </p>
    </Card>
  );
}
