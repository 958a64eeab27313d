/** `tidemark bench`: Tidemark, tuned baselines and peers on the same data in one run, with the budgets beside. */
import { cpus, totalmem } from 'node:os';
import { Verdicts } from './budgets.ts';
import { measureComputing } from './computing.ts';
import { ownDataset, sizedDataset } from './datasets.ts';
import { measureEdits } from './edits.ts';
import { measureGrowth } from './growth.ts';
import { type Options, readOptions, type Section } from './options.ts';
import { measureParts } from './parts.ts';
import { print, printTo } from './print.ts';
import { endProgress } from './progress.ts';
import { measureTotals } from './totals.ts';

/** What a user with a long life of trading has: the size that has a budget of its own. */
const GOAL = { name: 'goal', shape: { events: 10_000, symbols: 200, years: 20 } };
const MISSED = 1;

async function measure(options: Options): Promise<number> {
  const verdicts = new Verdicts();
  const results: Record<string, unknown[]> = {};
  const note = (section: Section, result: unknown): void => {
    const known = results[section] ?? [];
    results[section] = [...known, result];
  };
  const has = (section: Section): boolean => options.sections.includes(section);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`;
  if (options.json) printTo(process.stderr);
  print(machine, '');
  for (const size of options.sizes) {
    const dataset = sizedDataset(size);
    if (has('totals')) note('totals', await measureTotals(dataset, options, verdicts));
    if (has('compute')) note('compute', await measureComputing(dataset, options, verdicts));
  }
  if (has('goal')) {
    const dataset = ownDataset(GOAL.name, GOAL.shape);
    note('goal', await measureTotals(dataset, options, verdicts));
    note('goal', await measureComputing(dataset, options, verdicts));
  }
  const largest = sizedDataset(options.sizes[options.sizes.length - 1]);
  if (has('edit')) note('edit', await measureEdits(largest, options, verdicts));
  if (has('growth')) note('growth', await measureGrowth(options, verdicts));
  if (has('micro')) note('micro', await measureParts(largest, options));
  endProgress();
  if (verdicts.all.length > 0) print(...verdicts.lines());
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ machine, ...results, budgets: verdicts.all }, null, 1)}\n`);
  }
  return verdicts.all.every(({ met }) => met) ? 0 : MISSED;
}

process.exitCode = await measure(readOptions(process.argv.slice(2)));
