import type { Day } from '../calendar/index.ts';
import { Fold } from '../lots/fold.ts';
import { foldRow } from '../lots/fold-events.ts';
import type { LotScales, OuterSplit } from '../lots/index.ts';
import { planUk } from '../lots/plan-uk.ts';
import { scalesOf } from '../lots/scales.ts';
import { outerSplit } from '../lots/splits.ts';
import type { GroupState } from '../valuation/group-state.ts';
import type { World } from '../valuation/world.ts';
import { TracedFold } from './traced-fold.ts';

/**
 * Folds a group anew up to the end of a day, noting the story of its lots. Scales and UK matching are those of all its
 * rows, as for the daily figures.
 */
export function traceGroup(world: World, { rows, splits, lots }: GroupState, through: Day): TracedFold {
  return trace(world, rows, outerOf(splits), lots.scales, through);
}

/** The same as if nothing after the day were known: how the cost of open lots in base is taken. */
export function traceOpenLots(world: World, state: GroupState, through: Day): TracedFold {
  const rows = state.rows.filter((row) => world.table.day.values[row] <= through);
  const splits = outerOf(state.splits).filter((split) => split.day <= through);
  return trace(world, rows, splits, scalesOf(world.lotSettings, rows, splits), through);
}

function outerOf(splits: GroupState['splits']): OuterSplit[] {
  return [...splits.values()].flatMap(({ outer }) => outer).sort((a, b) => a.day - b.day);
}

function trace(
  world: World,
  rows: Int32Array,
  splits: readonly OuterSplit[],
  scales: LotScales,
  through: Day,
): TracedFold {
  const { lotSettings: settings, links, table } = world;
  const usesUk = settings.accounts.some(({ method }) => method === 'uk');
  const uk = usesUk ? planUk(new Fold(settings, world, scales, null, links), rows, splits) : null;
  const fold = new TracedFold(settings, world, scales, uk, links);
  let next = 0;
  const splitUpTo = (day: Day): void => {
    for (; next < splits.length && splits[next].day <= day; next++) {
      fold.begin(-1, splits[next].day);
      outerSplit(fold, splits[next]);
      fold.end();
    }
  };
  for (const row of rows) {
    const day = table.day.values[row] as Day;
    if (day > through) break;
    splitUpTo(day);
    fold.begin(row, day);
    foldRow(fold, row);
    fold.end();
  }
  splitUpTo(through);
  return fold;
}
