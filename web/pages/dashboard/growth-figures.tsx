import type { Growth } from '@tidemark/contract';
import { ChangeMark, Figure } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

/** Growth by trading beside growth with deposits: the two are never mixed up. */
export function GrowthFigures({ growth }: { readonly growth: Growth }) {
  const text = useText();
  const { base_currency: currency } = growth;
  const percent = (figure: number | null) => (
    <ChangeMark figure={figure}>{text.percent(figure, { signed: true })}</ChangeMark>
  );
  return (
    <>
      <Figure name="Trading growth" note="without money paid in or out">
        {percent(growth.trading_growth_percent)}
      </Figure>
      <Figure name="Total growth" note="with it">
        {percent(growth.total_growth_percent)}
      </Figure>
      <Figure name="Paid in, net" note="deposits less withdrawals">
        {text.change(netFlow(growth), currency)}
      </Figure>
      <Figure
        name="Starting balance"
        note={growth.starting_balance_assumed ? 'assumed until you set it' : undefined}
      >
        {text.money(growth.starting_balance, currency)}
      </Figure>
    </>
  );
}

const netFlow = ({ deposits_total: paid, withdrawals_total: taken }: Growth): number | null =>
  paid === null || taken === null ? null : paid - taken;
