import { type Day, formatDay } from '../../engine/calendar/day.ts';
import type { FlowTiming } from '../../engine/returns/flow-timing.ts';
import { timeWeighted } from '../../engine/returns/time-weighted.ts';
import { xirr } from '../../engine/returns/xirr.ts';
import { FIGURES, type FigureName } from '../naive/day.ts';
import { dayFrom } from '../naive/input.ts';
import type { Expectation } from './language.ts';
import type { Outcome, PositionText } from './outcome.ts';

/** What stands in the line, and the same line as the model would write it. */
export type Verdict = { readonly expected: string; readonly actual: string };

const LEVELS: readonly FigureName[] = [
  'equity',
  'cash',
  'longValue',
  'shortValue',
  'unrealized',
  'unreconciled',
  'stale',
  'estimated',
];
const FLOW_TIMINGS: readonly string[] = ['in-start-out-end', 'start', 'end', 'mid'];
const POSITION_AMOUNTS = ['cost', 'value', 'unrealized', 'realized'] as const;

/** Holds an expectation against a model; null where the model has no answer to give. */
export function verdictOn({ words }: Expectation, outcome: Outcome): Verdict | null {
  const [figure, ...rest] = words;
  const account = rest[0]?.startsWith('@') ? (rest.shift()?.slice(1) ?? null) : null;
  const head = [figure, ...(account === null ? [] : [`@${account}`])];
  const actual = answer(figure, rest, account, outcome);
  return actual === null ? null : { expected: words.join(' '), actual: [...head, ...actual].join(' ') };
}

function answer(figure: string, words: string[], account: string | null, outcome: Outcome): string[] | null {
  switch (figure) {
    case 'days':
      return [`${formatDay(outcome.first)}..${formatDay(outcome.last)}`];
    case 'problems': {
      const codes = outcome.problems();
      return codes === null ? null : codes.length === 0 ? ['none'] : codes;
    }
    case 'opening':
      return [money(outcome.opening(account), outcome), outcome.base];
    case 'twr':
      return twrAnswer(words, account, outcome);
    case 'xirr':
      return xirrAnswer(words, account, outcome);
    case 'position':
      return positionAnswer(words, account, outcome);
    case 'lots':
      return lotsAnswer(words, account, outcome);
    case 'closed':
      return closedAnswer(words, account, outcome);
    default:
      return amountAnswer(figure, words, account, outcome);
  }
}

const columnName = (word: string): FigureName => {
  const camel = word.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const found = FIGURES.find((name) => name === camel || name === `${camel}Value`);
  if (found === undefined) throw new SyntaxError(`no figure ${word}`);
  return found;
};

/** The figure on a day (a level) or over days (an amount). */
function amountAnswer(figure: string, [range]: string[], account: string | null, outcome: Outcome): string[] {
  const name = columnName(figure);
  const column = outcome.column(name, account);
  const [from, to] = daysOf(range);
  const value = LEVELS.includes(name) ? column[to - outcome.first] : sumOf(column, from, to, outcome.first);
  if (name === 'stale' || name === 'estimated') return [range, String(value)];
  return [range, money(value, outcome), outcome.base];
}

/** `2024-01-02..2024-01-31`, or one day. */
export function daysOf(range: string): [Day, Day] {
  const [from, to] = range.split('..');
  return [dayFrom(from), dayFrom(to ?? from)];
}

function sumOf(column: ArrayLike<number>, from: Day, to: Day, first: Day): number {
  let sum = 0;
  for (let day = from; day <= to; day++) sum += column[day - first];
  return sum;
}

export function money(minor: number, { decimals }: Outcome): string {
  if (!Number.isFinite(minor)) return String(minor);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${minor < 0 ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
}

/** As many decimals as the expectation states. */
function percent(value: number | null, stated: string): string[] {
  if (value === null) return ['unknown'];
  return [(value * 100).toFixed(stated.split('.')[1]?.length ?? 0), '%'];
}

/** Daily inflows and outflows of a period, and the value that it begins with. */
function periodOf(outcome: Outcome, from: Day, to: Day, account: string | null) {
  const column = (name: FigureName) => Array.from(outcome.column(name, account));
  const [start, end] = [from - outcome.first, to - outcome.first + 1];
  const equity = column('equity');
  const add = (a: readonly number[], b: readonly number[]) =>
    Float64Array.from(a, (value, n) => value + b[n]).slice(start, end);
  return {
    opening: start === 0 ? outcome.opening(account) : equity[start - 1],
    values: Float64Array.from(equity.slice(start, end)),
    inflows: add(column('deposits'), column('transfersIn')),
    outflows: add(column('withdrawals'), column('transfersOut')),
  };
}

export function twrOf(
  outcome: Outcome,
  from: Day,
  to: Day,
  account: string | null,
  flows: FlowTiming = 'in-start-out-end',
): number {
  const { index } = timeWeighted(periodOf(outcome, from, to, account), flows);
  return index[index.length - 1] - 1;
}

function twrAnswer(words: string[], account: string | null, outcome: Outcome): string[] {
  const [range, ...rest] = words;
  const timing = FLOW_TIMINGS.includes(rest[0]) ? (rest.shift() as FlowTiming) : undefined;
  const [from, to] = daysOf(range);
  const twr = twrOf(outcome, from, to, account, timing);
  return [range, ...(timing === undefined ? [] : [timing]), ...percent(twr, rest[0])];
}

function xirrAnswer([range, stated]: string[], account: string | null, outcome: Outcome): string[] {
  const [from, to] = daysOf(range);
  const { opening, values, inflows, outflows } = periodOf(outcome, from, to, account);
  // The opening of a history counts on its first day; the value before a later period, on the day before.
  const days: number[] = [from === outcome.first ? from : from - 1];
  const amounts = [-opening];
  for (let n = 0; n < values.length; n++) {
    days.push(from + n);
    amounts.push(outflows[n] - inflows[n]);
  }
  days.push(to);
  amounts.push(values[values.length - 1]);
  return [range, ...percent(xirr({ days, amounts }).rate, stated)];
}

function positionAnswer(words: string[], account: string | null, outcome: Outcome): string[] {
  const [date, symbol, ...rest] = words;
  const found = outcome.position(dayFrom(date), symbol, account);
  if (found === null) return [date, symbol, 'none'];
  const stated = rest.filter((_, n) => n % 2 === 0);
  return [date, symbol, ...stated.flatMap((key) => [key, positionText(found, key, outcome)])];
}

function positionText(found: PositionText, key: string, outcome: Outcome): string {
  if (key === 'quantity') return found.quantity;
  if (key === 'average' || key === 'price') return atLeastCents(found[key]);
  const amount = POSITION_AMOUNTS.find((name) => name === key);
  return amount === undefined ? '?' : money(found[amount], outcome);
}

/** `5 from 2024-01-02 cost 500.00, …`, the oldest first. */
function lotsAnswer([date, symbol]: string[], account: string | null, outcome: Outcome): string[] {
  const lots = outcome.lots(dayFrom(date), symbol, account);
  if (lots.length === 0) return [date, symbol, 'none'];
  const texts = lots.map(
    (lot) => `${lot.quantity} from ${formatDay(lot.opened)} cost ${atLeastCents(lot.cost)}`,
  );
  return [date, symbol, texts.join(', ')];
}

/** `5 ACME from 2024-01-02 on 2024-02-01 proceeds 500.00 cost 400.00 pnl 100.00, …` in order of closing. */
function closedAnswer([range]: string[], account: string | null, outcome: Outcome): string[] {
  const [from, to] = daysOf(range);
  const rows = outcome.closed(from, to, account);
  if (rows.length === 0) return [range, 'none'];
  const texts = rows.map((row) => {
    const [opened, closed] = [formatDay(row.opened), formatDay(row.closed)];
    const amounts = `proceeds ${money(row.proceeds, outcome)} cost ${money(row.cost, outcome)}`;
    const units = `${row.quantity} ${row.symbol} from ${opened} on ${closed}`;
    return `${units} ${amounts} pnl ${money(row.pnl, outcome)}`;
  });
  return [range, texts.join(', ')];
}

/** At least two decimals, and no more zeros behind them than needed. */
function atLeastCents(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
}
