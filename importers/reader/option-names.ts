import { parseDecimal, round, unitsAt } from '@tidemark/engine';

/** The symbol of the Options Clearing Corporation, without blanks: AAPL, 2024-01-19, call, 150 is AAPL240119C00150000. Null for a strike that it cannot write. */
export function occSymbol(root: string, isoDate: string, right: string, strike: string): string | null {
  const value = parseDecimal(strike.replaceAll(',', ''));
  if (value === null || !/^\d{4}-\d{2}-\d{2}$/.test(isoDate)) return null;
  const thousandths = unitsAt(round(value, 3, 'half-away-from-zero'), 3)
    .toString()
    .padStart(8, '0');
  const date = isoDate.slice(2).replaceAll('-', '');
  return `${root.toUpperCase()}${date}${right.slice(0, 1).toUpperCase()}${thousandths}`;
}

/** An OCC symbol as brokers pad it, without the blanks; null for what is none. */
export function unpaddedOcc(text: string): string | null {
  const match = /^([A-Z][A-Z0-9]{0,5})\s*(\d{6}[CP]\d{8})$/.exec(text.trim());
  return match === null ? null : match[1] + match[2];
}
