import { type Explanation, formatDay, isIsoCurrency, RULES, valueText } from '@tidemark/engine';
import { grouped } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { padEnd, padStart, textWidth, truncate, wrap } from '../terminal/text-width.ts';

/** Of more parts than this the first are shown; `--json` has them all. */
const PARTS_SHOWN_MAX = 40;
/** Wider trees are harder to follow from the label to the amount. */
const WIDEST = 100;
const SOURCE_MIN = 18;
const LABEL_MIN = 4;

/** One line: what, how much, of what, from where. */
interface Row {
  readonly branch: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  readonly doubt: string;
}

/**
 * The tree of a figure: each part below what it is a part of, amounts in a column, sources beside them; the rule of
 * the figure first. Below it the other ways to the same number.
 */
export function explanationTree(explanation: Explanation, columns: number, paint: Paint): string[] {
  const { checks = [] } = explanation;
  const trees = [explanation, ...checks].map((node) => [rowOf(node, '', null), ...branches(node, '')]);
  const draw = drawer(trees.flat(), Math.min(columns, WIDEST), paint);
  const [[figure, ...parts], ...others] = trees.map((rows) => rows.map(draw));
  return [
    figure,
    ...wrap(RULES[explanation.rule], Math.min(columns, WIDEST)).map((line) => paint('faint', line)),
    ...parts,
    ...others.flatMap((lines) => ['', paint('faint', 'The same another way:'), ...lines]),
  ];
}

function branches(node: Explanation, indent: string): Row[] {
  const shown = node.children.slice(0, PARTS_SHOWN_MAX);
  const more = node.children.length - shown.length;
  const rows = shown.flatMap((child, i) => {
    const isLast = i === node.children.length - 1;
    const row = rowOf(child, `${indent}${isLast ? '└─ ' : '├─ '}`, node);
    return [row, ...branches(child, `${indent}${isLast ? '   ' : '│  '}`)];
  });
  if (more === 0) return rows;
  const label = `… and ${more} more; --json lists them all`;
  return [...rows, { branch: `${indent}└─ `, label, value: '', unit: '', source: '', doubt: '' }];
}

function rowOf(node: Explanation, branch: string, parent: Explanation | null): Row {
  const { text, unit } = amountOf(node);
  const source = node.source === undefined ? '' : sourceText(node.source);
  const ofParent = parent?.source === undefined ? '' : sourceText(parent.source);
  const isLeaf = node.children.length === 0;
  const folds = isLeaf && node.count !== undefined ? `, ${node.count} parts` : '';
  return {
    branch,
    label: `${SIGNS[node.as ?? 'plus'] ?? ''}${node.label}${folds}`,
    value: text,
    unit,
    source: source === ofParent ? '' : source,
    doubt: isLeaf && node.certainty !== 'exact' ? node.certainty : '',
  };
}

/** How a part is taken, where that is not by adding it. */
const SIGNS: Partial<Record<NonNullable<Explanation['as']>, string>> = {
  minus: '− ',
  times: '× ',
  over: '÷ ',
};

/** Lays the rows out in columns of one width. */
function drawer(rows: readonly Row[], width: number, paint: Paint): (row: Row) => string {
  const widest = (text: (row: Row) => string): number => Math.max(...rows.map((row) => textWidth(text(row))));
  const value = widest((row) => row.value);
  const unit = widest((row) => row.unit);
  const source = Math.min(
    Math.max(SOURCE_MIN, widest(besideOf)),
    Math.max(SOURCE_MIN, width - value - unit - 40),
  );
  const label = Math.min(
    widest((row) => row.branch + row.label),
    width - value - unit - source - 5,
  );
  return (row) => {
    const text = truncate(row.label, Math.max(LABEL_MIN, label - textWidth(row.branch)));
    const used = textWidth(row.branch) + textWidth(text);
    // A deep branch takes from the room before the amount; what is beyond it moves the amount, never the label away.
    const amount = padStart(row.value, Math.max(0, label - used) + 2 + value);
    const left = width - used - textWidth(amount) - 1 - unit - 2;
    const beside = paint(
      row.doubt === 'stale' || row.doubt === 'estimated' ? 'warning' : 'faint',
      truncate(besideOf(row), left),
    );
    return `${paint('faint', row.branch)}${text}${amount} ${padEnd(row.unit, unit)}  ${left < 4 ? '' : beside}`.trimEnd();
  };
}

function besideOf({ source, doubt }: Row): string {
  return [source, doubt].filter((text) => text !== '').join(', ');
}

function amountOf({ value, unit }: Explanation): { text: string; unit: string } {
  if (typeof value === 'number') return { text: String(Math.round(value * 1e6) / 1e6), unit: '' };
  const text = valueText(value, unit);
  if (unit === 'text') return { text, unit: '' };
  return { text: /^-?\d+(\.\d+)?$/.test(text) ? grouped(text) : text, unit: isIsoCurrency(unit) ? unit : '' };
}

function sourceText(source: NonNullable<Explanation['source']>): string {
  switch (source.kind) {
    case 'event':
      return source.file === null ? formatDay(source.day) : placeText(source.file, source.line);
    case 'price':
      return `${nameOf(source.source)} ${formatDay(source.quoted)}`;
    case 'rate':
      return [source.path.join(' '), source.quoted === null ? '' : formatDay(source.quoted)].join(' ').trim();
    case 'split':
      return source.file === null ? 'split' : placeText(source.file, source.line);
    case 'report':
      return `reported ${formatDay(source.day)}`;
  }
}

/** A file by its name alone: the folders stand on the command line. */
function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function placeText(file: string, line: number | null): string {
  return line === null ? nameOf(file) : `${nameOf(file)}:${line}`;
}
