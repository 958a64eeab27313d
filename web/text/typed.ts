import type { Reader } from './figures.ts';

/**
 * An amount as a reader types it, in their own way of writing, as a plain decimal: `1.234,56` of a German reader is
 * `1234.56`. What is no number comes back as it is, for the ledger to refuse in its own words.
 */
export function plainDecimal(typed: string, { locale }: Reader): string {
  const text = typed
    .trim()
    .replace(/[\s\u00a0\u202f'’_]/g, '')
    .replace(/^[−–]/, '-');
  const mark = decimalMark(locale);
  const group = mark === ',' ? '.' : ',';
  // A group has three digits: what has others is a decimal mark of another country.
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${mark}\\d*)?$`).test(text);
  if (isGrouped) return text.replaceAll(group, '').replace(mark, '.').replace(/^\+/, '');
  const isPlain = /^[+-]?\d*[.,]?\d*$/.test(text) && /\d/.test(text);
  return isPlain ? text.replace(',', '.').replace(/^\+/, '') : typed.trim();
}

function decimalMark(locale: string): '.' | ',' {
  const part = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal');
  return part?.value === ',' ? ',' : '.';
}

/** A number of the wire as plain decimal text, without an exponent. */
export function decimalText(figure: number | string | null): string {
  if (figure === null) return '';
  if (typeof figure === 'string' || !/e/i.test(String(figure))) return String(figure);
  return new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 40 }).format(figure);
}
