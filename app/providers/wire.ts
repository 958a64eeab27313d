import { type Day, decimal, formatDecimal, normalize, parseDay, parseDecimal } from '@tidemark/engine';
import { z } from 'zod';

/** A number of the wire, also one in quotes, as plain decimal text: 1.5e-7 becomes 0.00000015. */
export const wireDecimal = z.string().transform((text, context) => {
  const plain = plainDecimal(text);
  if (plain !== null) return plain;
  context.addIssue({ code: 'custom', message: 'expected a decimal number' });
  return z.NEVER;
});

/** The same, above zero. */
export const wirePositive = wireDecimal.refine((text) => !text.startsWith('-') && /[1-9]/.test(text), {
  error: 'expected a number above zero',
});

/** Whole seconds, milliseconds, counts. */
export const wireInteger = z
  .string()
  .regex(/^-?\d{1,15}$/, { error: 'expected an integer' })
  .transform(Number);

/** RFC 3339 with an offset or Z, of any precision, as milliseconds since 1970. */
export const wireInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/, {
    error: 'expected an instant as 2024-01-02T14:30:00Z',
  })
  // Date.parse reads three digits of a second at most in every runtime.
  .transform((text) => Date.parse(text.replace(/(\.\d{3})\d+/, '$1').replace(' ', 'T')));

/** YYYY-MM-DD as days since 1970. */
export const wireDay = z.string().transform((text, context): Day => {
  const day = parseDay(text);
  if (day !== null) return day;
  context.addIssue({ code: 'custom', message: 'expected a day as 2024-01-02' });
  return z.NEVER;
});

/** Null where the text is no number, or one beyond all use. */
export function plainDecimal(text: string): string | null {
  const match = /^([+-]?)(\d{1,40})(?:\.(\d{0,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = parseDecimal(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  if (digits === null) return null;
  const scale = fraction.length - Number(exponent);
  const zeros = '0'.repeat(Math.max(0, -scale));
  const units = zeros === '' ? digits : parseDecimal(`${formatDecimal(digits)}${zeros}`);
  return units === null ? null : formatDecimal(normalize(decimal(units.units, Math.max(0, scale))));
}

/** The first thing that is wrong with a value, and where: `trades.AAPL.p: expected a decimal number`. */
export function whatIsWrong(error: z.ZodError, at = ''): string {
  const [issue] = error.issues;
  const place = [at, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  return place === '' ? issue.message : `${place}: ${issue.message}`;
}
