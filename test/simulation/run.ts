/**
 * `npm run simulate -- --seeds 20`: so many runs one after another, each with the next seed. `--seed X` repeats one
 * run; `--months N` makes runs as long as that, `--users N` and
 * `--accounts N` say how many users there are, and how many accounts each has.
 */
import { parseArgs } from 'node:util';
import { planOf, planText } from './plan.ts';
import { type Counts, countsText, lacking, sumOf } from './report.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    months: { type: 'string' },
    users: { type: 'string' },
    accounts: { type: 'string' },
  },
});
const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no whole number`);
  return Number(text);
};
const first = wholeNumber(values.seed ?? '1');
const count = values.seed === undefined ? wholeNumber(values.seeds ?? '10') : 1;
const size = {
  months: wholeNumber(values.months ?? '3'),
  owners: wholeNumber(values.users ?? '3'),
  accountsEach: wholeNumber(values.accounts ?? '20'),
  instruments: 20,
};

const all: Counts[] = [];
let failed = 0;
for (let seed = first; seed < first + count; seed++) {
  const plan = planOf(seed, size);
  const { counts, findings } = await simulate(plan);
  all.push(counts);
  const wrong = [...findings, ...lacking(counts, size.instruments)];
  process.stdout.write(
    `seed ${seed}: ${wrong.length === 0 ? 'as it should be' : `${wrong.length} findings`}\n`,
  );
  if (wrong.length > 0 || values.seed !== undefined) process.stdout.write(`${planText(plan)}\n`);
  if (wrong.length > 0) process.stdout.write(`${wrong.join('\n')}\n`);
  failed += wrong.length > 0 ? 1 : 0;
}
process.stdout.write(`${countsText(sumOf(all))}; ${failed} runs failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
