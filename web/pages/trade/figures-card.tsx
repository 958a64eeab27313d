import type { TradeDetail } from '@tidemark/contract';
import { Card, ChangeMark, Figure, Figures, Unknown } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';

const NO_STOP = 'No entry states a stop: add one below, and risk and R are known.';
const NO_PRICE = 'No price of the days on which it was held is known.';

/** What was risked of what the account was worth, and what came of it. */
export function FiguresCard({ trade }: { readonly trade: TradeDetail }) {
  const text = useText();
  const { base_currency: base, currency } = trade;
  const stopless = (
    <Unknown reason={trade.stop === null ? NO_STOP : 'The account was worth nothing before it.'} />
  );
  const r = trade.status === 'open' ? <Unknown reason="It is still open." /> : <Unknown reason={NO_STOP} />;
  return (
    <Card title="Risk and result">
      <div data-figures="trade">
        <Figures>
          <Figure name="Account value at entry" note={`${trade.basis} basis, before it was opened`}>
            {text.money(trade.account_value_at_entry, base)}
          </Figure>
          <Figure
            name="Risked"
            note={
              trade.risk_amount_base === null
                ? 'at the stop'
                : `${text.money(trade.risk_amount_base, base)} at the stop`
            }
          >
            {trade.risk_percent === null ? stopless : text.percent(trade.risk_percent)}
          </Figure>
          <Figure name="Size" note={`${text.money(trade.position_size, currency)} at the entries`}>
            {text.percent(trade.position_size_percent, { digits: 1 })}
          </Figure>
          <Figure
            name="Held"
            note={`${text.dateOrInstant(trade.opened_at)} – ${trade.closed_at === null ? 'now' : text.dateOrInstant(trade.closed_at)}`}
          >
            {trade.holding_days === 1 ? '1 day' : `${text.count(trade.holding_days)} days`}
          </Figure>
          <Figure
            name={trade.status === 'open' ? 'Net result so far' : 'Net result'}
            note={`fees and taxes ${text.money((trade.fees ?? 0) + (trade.taxes ?? 0), currency)}`}
          >
            <ChangeMark figure={trade.net_pnl_base}>{text.change(trade.net_pnl_base, base)}</ChangeMark>
          </Figure>
          <Figure name="R" note="result in terms of what was risked">
            {trade.r_multiple === null ? (
              r
            ) : (
              <ChangeMark figure={trade.r_multiple}>{text.multiple(trade.r_multiple)}</ChangeMark>
            )}
          </Figure>
          <Figure name="Went against it by" note={excursionNote('MAE', trade.mae_r, trade.mae_date, text)}>
            {trade.mae === null ? <Unknown reason={NO_PRICE} /> : text.money(Math.abs(trade.mae), currency)}
          </Figure>
          <Figure name="Went for it by" note={excursionNote('MFE', trade.mfe_r, trade.mfe_date, text)}>
            {trade.mfe === null ? <Unknown reason={NO_PRICE} /> : text.money(trade.mfe, currency)}
          </Figure>
        </Figures>
      </div>
    </Card>
  );
}

function excursionNote(
  name: string,
  r: number | null,
  day: string | null,
  text: ReturnType<typeof useText>,
): string {
  return [name, ...(r === null ? [] : [text.multiple(r)]), ...(day === null ? [] : [text.date(day)])].join(
    ' · ',
  );
}
