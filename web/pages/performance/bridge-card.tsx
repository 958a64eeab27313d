import type { Attribution } from '@tidemark/contract';
import { Waterfall } from '../../charts/index.ts';
import { Explained } from '../../explain/index.ts';
import { Card } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import { type BridgeStep, bridgeSteps } from './bridge-steps.ts';

/** From the value at the start to that at the end: what was paid in and out, and what the market did. */
export function BridgeCard({ bySource }: { readonly bySource: Attribution }) {
  const text = useText();
  const { base_currency: base, from, to } = bySource;
  const shown = ({ name, value, kind, figure }: BridgeStep) => {
    const amount = kind === 'total' ? text.money(value, base) : text.change(value, base);
    if (figure === undefined || from === null || to === null) return amount;
    const of = kind === 'total' ? { figure, date: to } : { figure, from, date: to };
    return (
      <Explained of={of} title={name}>
        {amount}
      </Explained>
    );
  };
  const steps = bridgeSteps(bySource).map((step) => ({
    ...{ name: step.name, value: step.value },
    ...{ isTotal: step.kind === 'total', isFlow: step.kind === 'flow' },
    shown: shown(step),
  }));
  return (
    <Card
      title="From start to end"
      aside={
        <span className="text-sm text-faint max-sm:hidden">{`${text.date(from)} – ${text.date(to)}`}</span>
      }
    >
      <Waterfall label="From the value at the start to that at the end" steps={steps} />
      <p className="mt-3 text-sm text-faint">The steps sum to the end exactly.</p>
    </Card>
  );
}
