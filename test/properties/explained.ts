import { addDays, type Day, formatDay } from '../../engine/calendar/day.ts';
import {
  COLUMN_OF,
  type Depth,
  type Explanation,
  type ExplanationValue,
  explain,
  LEAF_RULES,
  POSITION_FIGURES,
  type PositionFigure,
  recombine,
  sameValue,
} from '../../engine/explain/index.ts';
import { drawdowns, timeWeighted } from '../../engine/returns/index.ts';
import type { Position } from '../../engine/valuation/figures.ts';
import type { History } from '../../engine/valuation/history.ts';
import { IN_TRANSIT } from '../../engine/valuation/positions.ts';

/** Every figure of a day, of all accounts and each of them, that does not explain itself exactly. */
export function unexplainedFigures(history: History, day: Day, depth: Depth): string[] {
  const scopes = [undefined, ...history.accounts];
  return scopes.flatMap((account) =>
    Object.entries(figuresOn(history, day, account)).flatMap(([figure, value]) =>
      faults(
        `${formatDay(day)} ${account ?? 'portfolio'} ${figure} (${depth})`,
        value,
        () => explain(history, { figure, day, depth, ...(account !== undefined && { account }) }).explanation,
      ),
    ),
  );
}

/** Every figure of every position likewise. */
export function unexplainedPositions(history: History, day: Day, depth: Depth): string[] {
  const all = [...history.positions(day), ...history.positions(day, history.first, { by: 'account' })];
  return all
    .filter(({ account }) => account !== IN_TRANSIT)
    .flatMap((position) =>
      POSITION_FIGURES.flatMap((figure) => {
        const { symbol, account } = position;
        const who = `${formatDay(day)} ${account ?? 'portfolio'} ${symbol} ${figure} (${depth})`;
        const asked = { figure, day, symbol, depth, ...(account !== null && { account }) };
        return faults(
          who,
          positionValue(history, position, figure),
          () => explain(history, asked).explanation,
        );
      }),
    );
}

/** What the history says, as values of the tree. */
function figuresOn(
  history: History,
  day: Day,
  account: string | undefined,
): Record<string, ExplanationValue> {
  const columns = history.columns(account);
  const at = day - history.first;
  const amount = (units: number): ExplanationValue => ({ units, scale: history.decimals });
  const values: Record<string, ExplanationValue> = {};
  for (const [figure, column] of Object.entries(COLUMN_OF)) values[figure] = amount(columns[column][at]);
  values.stale = { units: columns.stale[at], scale: 0 };
  values.kind = columns.estimated[at] > 0 ? 'estimated' : 'computed';
  values.cumulative_pnl = amount(columns.pnl.subarray(0, at + 1).reduce((sum, one) => sum + one, 0));
  const flows = (into: Float64Array, moved: Float64Array) => into.map((one, i) => one + moved[i]);
  const { index } = timeWeighted(
    {
      values: columns.equity,
      inflows: flows(columns.deposits, columns.transfersIn),
      outflows: flows(columns.withdrawals, columns.transfersOut),
      opening: columns.opening,
    },
    'in-start-out-end',
  );
  values.twr_index = index[at];
  const days = Array.from(index, (_, i) => addDays(history.first, i));
  values.drawdown = drawdowns({
    days,
    levels: index,
    reference: { day: addDays(history.first, -1), level: 1 },
  }).series[at];
  return values;
}

function positionValue(
  history: History,
  position: Position,
  figure: PositionFigure,
): ExplanationValue | null {
  const amount = (units: number): ExplanationValue => ({ units, scale: history.decimals });
  switch (figure) {
    case 'quantity':
    case 'price':
      return position[figure];
    case 'average_cost':
      return position.averageCost;
    case 'cost_basis':
      return amount(position.costBasis);
    case 'unrealized_pnl':
      return amount(position.unrealized);
    case 'realized_pnl':
      return amount(position.realized);
    case 'fx_pnl':
      return amount(position.fx);
    default:
      return amount(position[figure]);
  }
}

export function faults(
  who: string,
  value: ExplanationValue | null,
  made: () => Explanation | null,
): string[] {
  let tree: Explanation | null;
  try {
    tree = made();
  } catch (error) {
    return [`${who}: ${error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1]}` : error}`];
  }
  if (tree === null || value === null)
    return tree === value ? [] : [`${who}: ${tree === null ? 'no tree' : 'a tree of nothing'}`];
  const found = sameValue(tree.value, value) ? [] : [`${who}: ${shown(tree.value)}, not ${shown(value)}`];
  const again = recombine(tree);
  found.push(...differing(who, tree, again));
  for (const check of again.checks ?? [])
    if (!sameValue(check.value, tree.value))
      found.push(`${who}: ${check.label} is ${shown(check.value)}, not ${shown(tree.value)}`);
  found.push(
    ...leavesFromNowhere(tree).map(({ label, rule }) => `${who}: ${label} (${rule}) comes from nowhere`),
  );
  return found;
}

/** Nodes, down to the last, whose value is not what their leaves make, or whose checks disagree. */
function differing(who: string, node: Explanation, again: Explanation): string[] {
  const here =
    sameValue(node.value, again.value) && node.certainty === again.certainty
      ? []
      : [`${who}: ${node.label} is ${shown(node.value)}, its leaves make ${shown(again.value)}`];
  const checks = (again.checks ?? [])
    .filter((check) => !sameValue(check.value, again.value))
    .map((check) => `${who}: ${check.label} is ${shown(check.value)}, ${node.label} ${shown(again.value)}`);
  return [
    ...here,
    ...checks,
    ...node.children.flatMap((child, i) => differing(who, child, again.children[i])),
    ...(node.checks ?? []).flatMap((check, i) => differing(who, check, (again.checks ?? [])[i])),
  ];
}

/** Leaves that say neither where they come from nor how to ask on. Conventions and terms come from nowhere. */
function leavesFromNowhere(node: Explanation): Explanation[] {
  const below = [...node.children, ...(node.checks ?? [])].flatMap(leavesFromNowhere);
  const isSaid = node.rule === 'constant' || node.source !== undefined || node.ask !== undefined;
  return LEAF_RULES.has(node.rule) && !isSaid ? [node, ...below] : below;
}

function shown(value: ExplanationValue): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
}
