import { type Explanation, formatDay, isIsoCurrency, RULES, valueText } from '@tidemark/engine';
import { grouped } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { textWidth, truncate } from '../terminal/text-width.ts';

/** Of more parts than this the first are shown; `--json` has them all. */
const PARTS_SHOWN_MAX = 40;

/** The tree of a figure: each part below what it is a part of, with its source; the rule of the figure first. */
export function explanationTree(explanation: Explanation, width: number, paint: Paint): string[] {
  return [
    `${paint('strong', valueOf(explanation))}  ${explanation.label}`,
    paint('faint', RULES[explanation.rule]),
    ...branches(explanation, '', width, paint),
  ];
}

function branches({ children }: Explanation, indent: string, width: number, paint: Paint): string[] {
  const shown = children.slice(0, PARTS_SHOWN_MAX);
  const more = children.length - shown.length;
  const lines = shown.flatMap((child, i) => {
    const isLast = i === children.length - 1;
    const line = lineOf(child, `${indent}${isLast ? '└─ ' : '├─ '}`, width, paint);
    return [line, ...branches(child, `${indent}${isLast ? '   ' : '│  '}`, width, paint)];
  });
  return more === 0
    ? lines
    : [...lines, paint('faint', `${indent}└─ … and ${more} more; --json lists them all`)];
}

function lineOf(node: Explanation, branch: string, width: number, paint: Paint): string {
  const value = `${SIGNS[node.as ?? 'plus'] ?? ''}${valueOf(node)}`;
  const source = node.source === undefined ? '' : `  ${sourceText(node.source)}`;
  const doubt = node.certainty === 'exact' || node.children.length > 0 ? '' : `  (${node.certainty})`;
  const room = width - textWidth(branch) - textWidth(value) - 2;
  const label = truncate(node.label, Math.max(12, room));
  const rest = truncate(source + doubt, Math.max(0, room - textWidth(label)));
  return `${paint('faint', branch)}${value}  ${label}${textWidth(rest) > 4 ? paint('faint', rest) : ''}`;
}

/** How a part is taken, where that is not by adding it. */
const SIGNS: Partial<Record<NonNullable<Explanation['as']>, string>> = {
  minus: '− ',
  times: '× ',
  over: '÷ ',
};

function valueOf({ value, unit }: Explanation): string {
  if (typeof value === 'number') return String(Math.round(value * 1e6) / 1e6);
  const text = valueText(value, unit);
  if (unit === 'text') return text;
  const figure = /^-?\d+(\.\d+)?$/.test(text) ? grouped(text) : text;
  return isIsoCurrency(unit) ? `${figure} ${unit}` : figure;
}

function sourceText(source: NonNullable<Explanation['source']>): string {
  switch (source.kind) {
    case 'event':
      return source.file === null ? source.type : placeText(source.file, source.line);
    case 'price':
      return `${nameOf(source.source)}, quoted ${formatDay(source.quoted)}`;
    case 'rate':
      return `${source.path.join(', ')}${source.quoted === null ? '' : `, quoted ${formatDay(source.quoted)}`}`;
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
