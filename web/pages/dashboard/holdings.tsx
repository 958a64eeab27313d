import type { Current, Position } from '@tidemark/contract';
import { Sparkline } from '../../charts/index.ts';
import type { Live } from '../../data/index.ts';
import { Explained } from '../../explain/index.ts';
import { ChangeMark, type Column, Empty, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

/** A row of the holdings; of a sold one the gain is what was closed. */
export interface Held {
  readonly symbol: string;
  readonly quantity: string | number;
  readonly units: number;
  readonly price: string | number | null;
  readonly currency: string;
  readonly value: number | null;
  readonly weight: number | null;
  readonly gain: number | null;
  readonly percent: number | null;
  readonly isSold: boolean;
}

/** With the price that came last; the value as it was read, which every other figure of the page agrees with. */
export function heldOf(
  position: Current['positions'][number],
  total: number | null,
  prices: Live['prices'],
): Held {
  const { ticker, shares, current_value: value, currency } = position;
  const live = prices.get(ticker);
  const read = position.price_per_share;
  const moved =
    live === undefined || read === null || read === 0 || value === null ? 0 : value * (live.price / read - 1);
  return {
    symbol: ticker,
    quantity: position.shares_exact ?? shares,
    units: shares,
    price: live?.price_exact ?? live?.price ?? position.price_per_share_exact ?? read,
    currency,
    value: value === null ? null : value + moved,
    weight: value === null || !total ? null : value / total,
    gain: position.unrealized_gain_loss === null ? null : position.unrealized_gain_loss + moved,
    percent: position.unrealized_gain_loss_percent,
    isSold: false,
  };
}

export const soldOf = ({ symbol, currency, realized_pnl: gain }: Position): Held => ({
  ...{ symbol, quantity: 0, units: 0, price: null, currency, value: 0, weight: null },
  ...{ gain, percent: null, isSold: true },
});

export interface HoldingsProps {
  readonly rows: readonly Held[];
  readonly currency: string;
  /** The last weeks' closes by symbol. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
}

/** What is held, and what was. */
export function Holdings({ rows, currency, lines }: HoldingsProps) {
  const text = useText();
  if (rows.length === 0)
    return (
      <Empty icon="trades" title="Nothing is held">
        All of the value is cash.
      </Empty>
    );
  return (
    <Table
      label="Holdings"
      columns={columnsFor(text, currency, lines)}
      rows={rows}
      keyOf={({ symbol, isSold }) => `${symbol} ${isSold}`}
      height="max-h-[32rem]"
    />
  );
}

function columnsFor(text: Text, base: string, lines: HoldingsProps['lines']): Column<Held>[] {
  return [
    {
      id: 'symbol',
      header: 'Symbol',
      cell: ({ symbol, isSold }) => (
        <span className={isSold ? 'text-faint' : 'font-medium'}>
          {symbol}
          {isSold && <span className="ml-2 text-xs">sold</span>}
        </span>
      ),
      sortBy: ({ symbol }) => symbol,
    },
    {
      id: 'line',
      header: 'Six weeks',
      from: 'md',
      cell: ({ symbol, isSold }) => {
        const values = lines.get(symbol) ?? [];
        if (isSold || values.length < 2) return null;
        return <Sparkline values={values} label={`${symbol}, the closes of six weeks`} />;
      },
    },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      from: 'md',
      cell: ({ quantity, isSold }) => (isSold ? '' : text.quantity(quantity)),
      sortBy: ({ units }) => units,
    },
    {
      id: 'price',
      header: 'Price',
      align: 'end',
      from: 'sm',
      cell: ({ symbol, price, currency, isSold }) =>
        isSold ? (
          ''
        ) : (
          <Explained of={{ figure: 'price', symbol }} title={`Price of ${symbol}`}>
            {text.price(price, currency)}
          </Explained>
        ),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'end',
      cell: ({ symbol, value, isSold }) =>
        isSold ? (
          ''
        ) : (
          <Explained of={{ figure: 'value', symbol }} title={`Value of ${symbol}`}>
            {text.money(value, base)}
          </Explained>
        ),
      sortBy: ({ value }) => value,
    },
    {
      id: 'weight',
      header: 'Weight',
      align: 'end',
      from: 'lg',
      cell: ({ weight, isSold }) => (isSold ? '' : text.ratio(weight, { digits: 1 })),
      sortBy: ({ weight }) => weight,
    },
    {
      id: 'gain',
      header: 'Gain',
      align: 'end',
      cell: ({ symbol, gain, percent, isSold }) => (
        <Explained
          of={{ figure: isSold ? 'realized_pnl' : 'unrealized_pnl', symbol }}
          title={`Gain of ${symbol}`}
        >
          <ChangeMark figure={gain}>
            {isSold ? (
              text.change(gain, base)
            ) : (
              <>
                <span className="max-sm:hidden">{text.change(gain, base)} · </span>
                {text.percent(percent, { signed: true })}
              </>
            )}
          </ChangeMark>
        </Explained>
      ),
      sortBy: ({ gain }) => gain,
    },
  ];
}
