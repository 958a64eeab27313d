import type { Attribution } from '@tidemark/contract';
import { Waterfall } from '../../charts/index.ts';
import { Card } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { bridgeSteps } from './bridge-steps.ts';

/** From the value at the start to that at the end: what was paid in and out, and what the market did. */
export function BridgeCard({ bySource }: { readonly bySource: Attribution }) {
  const text = useText();
  const { base_currency: base, from, to } = bySource;
  const steps = bridgeSteps(bySource).map(({ name, value, kind }) => ({
    ...{ name, value, isTotal: kind === 'total', isFlow: kind === 'flow' },
    shown: kind === 'total' ? text.money(value, base) : text.change(value, base),
  }));
  return (
    <Card
      title="From start to end"
      aside={<span className="text-sm text-faint">{`${text.date(from)} – ${text.date(to)}`}</span>}
    >
      <Waterfall label="From the value at the start to that at the end" steps={steps} />
      <p className="mt-3 text-sm text-faint">The steps sum to the end exactly.</p>
    </Card>
  );
}
