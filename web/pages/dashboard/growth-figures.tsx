import type { Growth } from '@tidemark/contract';
import { Explained } from '../../explain/index.ts';
import { Card, Figure } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

/** What the growth is made of: the start, money paid in and taken out, what trading did. */
export function GrowthFigures({ growth }: { readonly growth: Growth }) {
  const text = useText();
  const { base_currency: currency, sources } = growth;
  return (
    <Card title="Since the start">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5">
        <Figure
          name="Starting balance"
          note={growth.starting_balance_assumed ? 'assumed until you set it' : undefined}
        >
          {text.money(growth.starting_balance, currency)}
        </Figure>
        <Figure name="Paid in" note={`taken out ${text.money(growth.withdrawals_total, currency)}`}>
          {text.money(growth.deposits_total, currency)}
        </Figure>
        <Figure name="Gains closed and open" note="before fees and taxes">
          {text.change(sources.trading, currency)}
        </Figure>
        <Figure
          name="Dividends, interest"
          note={`fees and taxes ${text.change(sum(sources.fees, sources.taxes), currency)}`}
        >
          <Explained of={{ figure: 'cumulative_pnl' }} title="Result since the start">
            {text.change(sources.income, currency)}
          </Explained>
        </Figure>
      </dl>
    </Card>
  );
}

const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
