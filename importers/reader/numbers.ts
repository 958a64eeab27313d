import { type Decimal, parseDecimal } from '@tidemark/engine';

/** What separates the whole from its parts in the numbers of a file. */
export type NumberLocale = 'point' | 'comma';

const NOTHING = /^(?:|-+|–|—|n\/a|na|null|none|nan|not available|not applicable|--)$/i;
const WRAPPED = /^=?"(.*)"$/;
const ORNAMENT =
  /[\s\u00a0\u202f\u2009\ufeff'’$€£¥₹₿@]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|(?<=\d)p$|\bkr\b|\bzł\b|\bFr\.|(?<=\d)S$/g;
const BARE = /^[+-]?[\d.,]*\d[\d.,]*(?:[eE][+-]?\d{1,3})?$/;
const PLAIN = /^-?\d+(?:\.(?:\d{1,2}|\d{4,}))?$/;

/**
 * Digits, separators and sign alone: currency signs and codes, blanks, `="…"`, accounting brackets and Unicode
 * minuses are undone. Empty where the cell says nothing, null where it is no number.
 */
export function bareNumber(text: string): string | null {
  if (PLAIN.test(text)) return text;
  const trimmed = text.trim();
  if (NOTHING.test(trimmed)) return '';
  let bare = (WRAPPED.exec(trimmed)?.[1] ?? trimmed)
    .replace(/[\u2212\u2010-\u2013]/g, '-')
    .replace(ORNAMENT, '');
  const bracketed = /^\((.*)\)$/.exec(bare);
  if (bracketed !== null) bare = `-${bracketed[1]}`;
  if (bare.endsWith('-')) bare = `-${bare.slice(0, -1)}`;
  bare = bare.replace(/^\+/, '');
  return bare.length <= 60 && BARE.test(bare) ? bare : null;
}

/** What one number shows of its file's locale; `either` where it can be read both ways, `plain` where it shows nothing. */
export type Shape = NumberLocale | 'either' | 'plain' | 'malformed';

/** The shape of a bare number: `1.234,5` proves a decimal comma, `0.123` a point, `1,234` neither. */
export function shapeOf(bare: string): Shape {
  const [marks, mark, at, end] = marksIn(bare);
  if (marks === 0) return 'plain';
  if (marks === 1) return shapeOfOne(bare, mark, at, end);
  return shapeOfSeveral(bare.slice(bare.startsWith('-') ? 1 : 0, end));
}

const POINT = 46;
const COMMA = 44;

/** How many points and commas there are, the last of them, where it stands, and where the digits end. */
function marksIn(bare: string): [marks: number, mark: number, at: number, end: number] {
  let marks = 0;
  let mark = 0;
  let at = -1;
  for (let k = 0; k < bare.length; k++) {
    const code = bare.charCodeAt(k);
    if (code === POINT || code === COMMA) {
      marks++;
      mark = code;
      at = k;
    } else if (code === 69 || code === 101) return [marks, mark, at, k];
  }
  return [marks, mark, at, bare.length];
}

/** One mark before three digits, and after one to three that begin no fraction, may be of thousands. */
function shapeOfOne(bare: string, mark: number, at: number, end: number): Shape {
  const from = bare.startsWith('-') ? 1 : 0;
  const isEither = end - at === 4 && at > from && at - from <= 3 && bare[from] !== '0';
  return isEither ? 'either' : mark === POINT ? 'point' : 'comma';
}

function shapeOfSeveral(digits: string): Shape {
  const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')];
  if (point >= 0 && comma >= 0) {
    const decimal = point > comma ? 'point' : 'comma';
    return isGrouped(digits, decimal) ? decimal : 'malformed';
  }
  const other: NumberLocale = point >= 0 ? 'comma' : 'point';
  return isGrouped(digits, other) ? other : 'malformed';
}

/** Whether the groups before the decimal mark are of three digits, or two as India writes them. */
function isGrouped(digits: string, decimal: NumberLocale): boolean {
  const [mark, group] = decimal === 'point' ? ['.', ','] : [',', '.'];
  const [whole, ...fractions] = digits.split(mark);
  if (fractions.length > 1 || fractions.some((fraction) => fraction.includes(group))) return false;
  const [first, ...groups] = whole.split(group);
  const last = groups.pop();
  return (
    /^\d{1,3}$/.test(first) &&
    last?.length === 3 &&
    groups.every(({ length }) => length === 3 || length === 2)
  );
}

/** The value of a bare number; the locale decides only what can be read both ways. Null where it is malformed. */
export function readNumber(bare: string, locale: NumberLocale): Decimal | null {
  if (PLAIN.test(bare)) return parseDecimal(bare);
  const shape = shapeOf(bare);
  if (shape === 'malformed') return null;
  const decimal = shape === 'either' || shape === 'plain' ? locale : shape;
  const pointed = decimal === 'point' ? bare.replaceAll(',', '') : bare.replaceAll('.', '').replace(',', '.');
  const [mantissa, exponent] = pointed.split(/[eE]/);
  const value = parseDecimal(mantissa);
  return value === null || exponent === undefined ? value : shifted(mantissa, Number(exponent));
}

/** Digits beyond this many are no amount of anything. */
const EXPONENT_MAX = 30;

function shifted(mantissa: string, exponent: number): Decimal | null {
  if (Math.abs(exponent) > EXPONENT_MAX) return null;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = mantissa.replace(/^-/, '').split('.');
  const point = whole.length + exponent;
  const digits = `${whole}${fraction}`;
  if (point <= 0) return parseDecimal(`${sign}0.${'0'.repeat(-point)}${digits}`);
  const padded = digits.padEnd(point, '0');
  return parseDecimal(`${sign}${padded.slice(0, point)}.${padded.slice(point)}`);
}
