/** A figure as it comes over the wire: a number, exact decimal text, or null where it cannot be known. */
export type Figure = number | string | null | undefined;

/** What stands for a figure that is not known. Zero never does. */
export const UNKNOWN = '—';
/** What stands for a figure that is hidden; its length says nothing of the figure's. */
export const HIDDEN = '••••';

/** How text is written for a reader. */
export interface Reader {
  /** BCP 47. */
  readonly locale: string;
  /** IANA name; instants are shown in it. */
  readonly timeZone: string;
  /** Amounts and quantities are masked; percentages and prices of instruments are not private. */
  readonly isHidden: boolean;
}

/** Below zero, zero, above zero; null for an unknown figure. Exact for decimal text. */
export function signOf(figure: Figure): -1 | 0 | 1 | null {
  if (figure === null || figure === undefined) return null;
  const text = String(figure).trim();
  if (!/[1-9]/.test(text.replace(/e.*$/i, ''))) return 0;
  return text.startsWith('-') ? -1 : 1;
}
