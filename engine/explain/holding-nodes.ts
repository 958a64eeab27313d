import { type Decimal, decimal, isZero, ZERO } from '../amounts/index.ts';
import { given, ifAmount, made, minus, taken } from './build.ts';
import { bookedLeaf, eventSource, unitValueNode } from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import { lotCost, lotQuantity } from './lot-nodes.ts';
import type { LotState } from './lot-state.ts';
import { priceNode } from './price-nodes.ts';
import { inBase } from './rate-nodes.ts';
import { sameValue } from './recombine.ts';
import type { TracedLot } from './traced-fold.ts';
import type { Held, Workings } from './workings.ts';

/** `ACME in main`, or the symbol alone where there is one account. */
export function heldLabel(work: Workings, { holding }: Held): string {
  const symbol = work.symbol(holding.symbol);
  return work.derivation.accounts().length > 1 ? `${symbol} in ${work.account(holding.account)}` : symbol;
}

/** The open lots of a holding at the end of a day index. */
export function openLots(
  work: Workings,
  held: Held,
  at: number,
  fold = work.trace(held.state, at),
): TracedLot[] {
  const { account, symbol } = held.holding;
  const holding = fold.holdings.find((one) => one.account === account && one.symbol === symbol);
  if (holding === undefined) return [];
  return fold.lotsOf(holding).map((state: LotState) => ({ fold, symbol, state }));
}

/** Units held at the end of a day. */
export function quantityNode(work: Workings, held: Held, at: number): Explanation {
  const quantity = work.levelOf(held, at)?.quantity ?? ZERO;
  const said = { label: `quantity of ${heldLabel(work, held)}`, unit: 'units' };
  if (!work.showsLots) return levelLeaf(work, held, at, said, quantity, 'quantity');
  const lots = openLots(work, held, at).map((lot) => lotQuantity(work, lot));
  return withAhead(work, held, at, said, lots, quantity);
}

/** Cost of what is held at the end of a day, in the instrument's currency, unrounded. */
export function costNode(work: Workings, held: Held, at: number): Explanation {
  const cost = work.levelOf(held, at)?.cost ?? ZERO;
  const unit = work.currency(work.currencyOf(held.holding.symbol));
  const said = { label: `cost of ${heldLabel(work, held)}`, unit };
  if (!work.showsLots) return levelLeaf(work, held, at, said, cost, 'unrealized_pnl');
  const lots = openLots(work, held, at).map((lot) => lotCost(work, lot));
  return withAhead(work, held, at, said, lots, cost);
}

/** Rounded cost at the end of a day, by itself. */
export function costLeaf(work: Workings, held: Held, at: number): Explanation {
  const { account, symbol } = held.holding;
  const currency = work.currencyOf(symbol);
  const said = { label: `cost of ${heldLabel(work, held)}`, unit: work.currency(currency) };
  const cost = decimal(work.roundedCost(held, at), work.minorDigits(currency));
  return given('as_of', { ...said, ask: work.ask('unrealized_pnl', at, account, symbol) }, cost);
}

/** What is part of the position and of no lot names the last row. */
function withAhead(
  work: Workings,
  held: Held,
  at: number,
  said: { label: string; unit: string },
  lots: Explanation[],
  level: Decimal,
): Explanation {
  const node = made('sum', said, lots);
  if (ifAmount(node, level) !== null) return node;
  const lacking = made('sum', said, [
    bookedLeaf(work, lastRow(work, held, at), 'level', said.unit, level),
    ...lots.map(minus),
  ]).value as Decimal;
  return made('sum', said, [
    ...lots,
    bookedLeaf(work, lastRow(work, held, at), aheadLabel(work, held), said.unit, lacking),
  ]);
}

/** UK matching disposes of shares before they are bought; and units may arrive elsewhere before they leave. */
function aheadLabel({ world }: Workings, { holding: { account } }: Held): string {
  const { accounts, transitAccount } = world.lotSettings;
  if (account === transitAccount) return 'owed until it leaves';
  return accounts[account].method === 'uk'
    ? 'matched with other purchases'
    : 'arrived elsewhere before it leaves';
}

function levelLeaf(
  work: Workings,
  held: Held,
  at: number,
  said: { label: string; unit: string },
  level: Decimal,
  figure: 'quantity' | 'unrealized_pnl',
): Explanation {
  const { account, symbol } = held.holding;
  const ask = work.ask(figure, at, account, symbol);
  const row = lastRow(work, held, at);
  return given('as_of', { ...said, ask, ...(row >= 0 && { source: eventSource(work, row) }) }, level);
}

/** The last row that may have changed a holding. */
function lastRow(work: Workings, { state, holding }: Held, at: number): number {
  const { table } = work;
  const { account, symbol } = holding;
  const day = work.day(at);
  for (let i = state.rows.length - 1; i >= 0; i--) {
    const row = state.rows[i];
    if (table.day.values[row] > day) continue;
    const isSymbol = table.symbol.values[row] === symbol || table.toSymbol.get(row) === symbol;
    if (isSymbol && (table.account.values[row] === account || work.derivation.partnerOf(row) >= 0))
      return row;
  }
  return -1;
}

/** Market value in the instrument's currency: of a future its gain. */
function localValue(work: Workings, held: Held, at: number): Explanation {
  const { symbol } = held.holding;
  const market = marketValue(work, held, at);
  if (!work.isFuture(symbol)) return market;
  return made('sum', { label: `open gain of ${heldLabel(work, held)}`, unit: market.unit }, [
    market,
    minus(roundedCostNode(work, held, at)),
  ]);
}

function marketValue(work: Workings, held: Held, at: number): Explanation {
  const { symbol } = held.holding;
  const unit = work.currency(work.currencyOf(symbol));
  const said = {
    label: `value of ${heldLabel(work, held)}`,
    unit,
    digits: work.minorDigits(work.currencyOf(symbol)),
  };
  const quantity = work.levelOf(held, at)?.quantity ?? ZERO;
  if (isZero(quantity)) return made('sum_rounded', said, []);
  const price = priceNode(work, held.state, symbol, at);
  if (price === null) return made('at_cost', said, [costNode(work, held, at)]);
  return made('product_rounded', said, [
    quantityNode(work, held, at),
    taken('times', price),
    ...unitValueNode(work, symbol),
  ]);
}

export function roundedCostNode(work: Workings, held: Held, at: number): Explanation {
  const currency = work.currencyOf(held.holding.symbol);
  const cost = costNode(work, held, at);
  const node = made(
    'sum_rounded',
    { label: cost.label, unit: cost.unit, digits: work.minorDigits(currency) },
    [cost],
  );
  return sameValue(node.value, cost.value) ? cost : node;
}

/** Market value in base. */
export function valueNode(work: Workings, held: Held, at: number): Explanation {
  const local = localValue(work, held, at);
  return inBase(work, local, work.currencyOf(held.holding.symbol), at);
}

/** What closing at the day's price and rate would realize, in base. */
export function unrealizedNode(work: Workings, held: Held, at: number): Explanation {
  const { symbol } = held.holding;
  const said = { label: `open gain of ${heldLabel(work, held)}` };
  const local = localValue(work, held, at);
  const gain = work.isFuture(symbol)
    ? local
    : made('sum', { ...said, unit: local.unit }, [local, minus(roundedCostNode(work, held, at))]);
  return inBase(work, gain, work.currencyOf(symbol), at, said);
}

/** Whether a holding has units or cost at the end of a day. */
export function isHeld(work: Workings, held: Held, at: number): boolean {
  const level = work.levelOf(held, at);
  return level !== null && (!isZero(level.quantity) || !isZero(level.cost));
}
