import type { Performance } from '@tidemark/contract';
import { ChangeMark, Unknown } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

/** The value of now, and what today did to it. */
export function Headline({
  value,
  currency,
  today,
  pricesFresh,
  updatedAt,
}: {
  readonly value: number | null;
  readonly currency: string;
  readonly today: Performance;
  readonly pricesFresh: boolean;
  readonly updatedAt: string;
}) {
  const text = useText();
  return (
    <div className="pt-1">
      <p className="text-sm text-faint">Account value</p>
      <p data-figure="value" className="text-figure font-semibold">
        {value === null ? <Unknown reason="A price or a rate is missing." /> : text.money(value, currency)}
      </p>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <ChangeMark figure={today.profit_loss} className="font-medium">
          {text.change(today.profit_loss, currency)} (
          {text.percent(today.profit_loss_percent, { signed: true })})
        </ChangeMark>
        <span className="text-faint">today, without money paid in or out</span>
        {!pricesFresh && <span className="text-sm text-faint">· prices of {text.instant(updatedAt)}</span>}
      </p>
    </div>
  );
}
