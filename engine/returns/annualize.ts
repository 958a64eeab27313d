/**
 * Annualized return: the constant yearly return that gives the same total.
 *
 *   (1 + total)^(1 / years) - 1
 *
 * Source: CFA Institute, GIPS Standards for Firms (2020): returns of periods of less than one year must
 * not be annualized. A year is 365 days (act/365).
 */
import { known, type Measure, unknown } from './measure.ts';

export type AnnualizeConvention = { readonly dayCount: 'act/365'; readonly shortestDays: number };

/** Annualized return of a total over `days` = to - from + 1; null under 365 days. */
export function annualize(total: number, days: number): Measure<AnnualizeConvention> {
  const convention: AnnualizeConvention = { dayCount: 'act/365', shortestDays: 365 };
  if (days < convention.shortestDays) return unknown(convention, 'history_too_short');
  const value = annualizeOver(total, days / 365);
  return value === null ? unknown(convention, 'return_undefined') : known(value, convention);
}

/** The same for any length, in years; null where there is no yearly rate (total below -1, no time). */
export function annualizeOver(total: number, years: number): number | null {
  if (!(total >= -1 && years > 0)) return null;
  const value = (1 + total) ** (1 / years) - 1;
  return Number.isFinite(value) ? value : null;
}
