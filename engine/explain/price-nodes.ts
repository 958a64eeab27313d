import { type Decimal, equals } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { type PriceColumn, priceAge, priceOn, quoteDay } from '../prices/index.ts';
import { DERIVED_PRICE_DIGITS } from '../valuation/build-mark.ts';
import type { GroupState } from '../valuation/group-state.ts';
import { type Mark, markPrice } from '../valuation/mark.ts';
import { tradePrices } from '../valuation/trade-prices.ts';
import { given, isAmount, made, taken } from './build.ts';
import {
  bookedLeaf,
  eventLabel,
  eventSource,
  exchanged,
  fieldFact,
  fieldSum,
  GROSS,
  unitValueNode,
} from './event-nodes.ts';
import type { Certainty, Explanation } from './explanation.ts';
import type { Workings } from './workings.ts';

/** A price before splits since restated it, and the day from which on they count. */
interface Origin {
  readonly node: Explanation;
  readonly since: Day;
}

/** The price that an instrument is valued at on a day index; null where none is known. */
export function priceNode(work: Workings, state: GroupState, symbol: number, at: number): Explanation | null {
  const mark = state.marks.get(symbol) ?? null;
  const price = markPrice(mark, at);
  if (mark === null || price === null) return null;
  const column = work.world.prices.find(work.symbol(symbol));
  const origin =
    at >= mark.quotedFrom && column !== undefined
      ? quote(work, column, mark, symbol, at)
      : lastTrade(work, state, symbol, at);
  if (origin === null) throw new Error(`${work.symbol(symbol)} has a price that nothing states`);
  const ratios = splitsSince(work, state, symbol, origin.since, at);
  const said = { label: `price of ${work.symbol(symbol)}`, unit: origin.node.unit };
  if (ratios.length === 0 && isAmount(origin.node, price)) return { ...origin.node, ...said };
  return made('restated', { ...said, digits: mark.scale }, [origin.node, ...ratios]);
}

function quote(work: Workings, column: PriceColumn, mark: Mark, symbol: number, at: number): Origin {
  const day = work.day(at);
  const quoted = quoteDay(column, day) as Day;
  const ageDays = priceAge(column, day) as number;
  const stale = isStale(mark, at);
  const certainty: Certainty = stale ? 'stale' : ageDays > 0 ? 'carried' : 'exact';
  const source = {
    kind: 'price',
    symbol: column.symbol,
    source: work.world.prices.sourceOn(column, day) ?? '',
    quoted,
    ageDays,
    stale,
  } as const;
  const said = { label: `quote of ${column.symbol}`, unit: work.currency(work.currencyOf(symbol)), source };
  return { node: given('fact', said, priceOn(column, day) as Decimal, certainty), since: quoted };
}

export function isStale({ stale }: Mark, at: number): boolean {
  for (let i = 0; i < stale.length; i += 2) if (stale[i] <= at && at <= stale[i + 1]) return true;
  return false;
}

/** Before the first quote: the last trade on or before the day. */
function lastTrade(work: Workings, state: GroupState, symbol: number, at: number): Origin | null {
  const day = work.day(at);
  for (let i = state.rows.length - 1; i >= 0; i--) {
    const row = state.rows[i];
    if (work.table.day.values[row] > day) continue;
    const [trade] = tradePrices(work.world, symbol, Int32Array.of(row));
    if (trade !== undefined) return { node: tradeNode(work, row, symbol, trade.price), since: trade.day };
  }
  return null;
}

function tradeNode(work: Workings, row: number, symbol: number, price: Decimal): Explanation {
  if (work.table.typeOf(row) === 'rename') {
    const unit = work.currency(work.currencyOf(symbol));
    const former = bookedLeaf(work, row, 'price under the former symbol', unit, price);
    return made('estimate', { label: `price of ${eventLabel(work, row)}`, unit }, [former]);
  }
  const node = tradePrice(work, row, symbol);
  const found = isAmount(node, price) ? node : bookedLeaf(work, row, 'trade price', node.unit, price);
  return made('estimate', { label: `price of ${eventLabel(work, row)}`, unit: found.unit }, [found]);
}

/** As stated, or what the amount comes to per unit; in the instrument's currency. */
function tradePrice(work: Workings, row: number, symbol: number): Explanation {
  const { table } = work;
  const at = table.day.values[row] - work.world.span.first;
  const to = work.currencyOf(symbol);
  if (table.price.has(row)) {
    return exchanged(
      work,
      fieldFact(work, row, 'price'),
      table.currency.values[row],
      to,
      at,
      DERIVED_PRICE_DIGITS,
    );
  }
  const gross = fieldSum(work, row, GROSS);
  const size =
    table.typeOf(row) === 'buy'
      ? made('sum', { label: gross.label, unit: gross.unit }, [taken('minus', gross)])
      : gross;
  const units = [fieldFact(work, row, 'quantity'), ...unitValueNode(work, symbol)].map((part) =>
    taken('over', part),
  );
  const said = { label: eventLabel(work, row), unit: gross.unit, digits: DERIVED_PRICE_DIGITS };
  return exchanged(
    work,
    made('product_rounded', said, [size, ...units]),
    table.settleCurrency.values[row],
    to,
    at,
    DERIVED_PRICE_DIGITS,
  );
}

/** Ratios of the splits after a day, up to a day index. */
function splitsSince(
  work: Workings,
  state: GroupState,
  symbol: number,
  since: Day,
  at: number,
): Explanation[] {
  const day = work.day(at);
  const splits = state.splits.get(symbol)?.ofPrices ?? [];
  return splits
    .filter((split) => split.day > since && split.day <= day)
    .map((split) => splitNode(work, symbol, split.day, split.ratio));
}

/** A split as the ledger states it, or the splits file. */
export function splitNode(work: Workings, symbol: number, day: Day, ratio: Decimal): Explanation {
  const said = { label: `split of ${work.symbol(symbol)}`, unit: 'ratio' };
  const isIt = (of: Decimal | undefined): boolean => of !== undefined && equals(of, ratio);
  const { table } = work;
  const row = work.derivation
    .rowsOf(symbol)
    .find(
      (one) =>
        table.typeOf(one) === 'split' && table.day.values[one] === day && isIt(table.rare.ratio.get(one)),
    );
  if (row !== undefined) return given('fact', { ...said, source: eventSource(work, row) }, ratio);
  const { file = null, line = null } =
    work.world.splitsOf(symbol).find((split) => split.day === day && isIt(split.ratio))?.source ?? {};
  return given(
    'fact',
    { ...said, source: { kind: 'split', symbol: work.symbol(symbol), day, file, line } },
    ratio,
  );
}
