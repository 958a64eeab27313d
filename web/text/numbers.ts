import { type Figure, HIDDEN, type Reader, UNKNOWN } from './figures.ts';

type Options = Intl.NumberFormatOptions;

/** Exact decimals have more digits than any format shows by itself. */
const ALL_DIGITS = 40;
const CRYPTO_DIGITS = 8;

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs a hundred times what using it does. */
function formatOf(locale: string, options: Options): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

function written(figure: Figure, locale: string, options: Options): string {
  if (figure === null || figure === undefined) return UNKNOWN;
  // Decimal text is formatted exactly, digit by digit.
  return formatOf(locale, options).format(figure as Intl.StringNumericLiteral);
}

let known: ReadonlySet<string> | null = null;
function isIso(currency: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(currency);
}

/** With the currency's sign or, where it is none of ISO 4217, its code. */
function ofCurrency(figure: Figure, currency: string, locale: string, options: Options): string {
  if (figure === null || figure === undefined) return UNKNOWN;
  if (isIso(currency)) {
    const style: Options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options };
    return written(figure, locale, style);
  }
  const digits: Options = { maximumFractionDigits: CRYPTO_DIGITS, ...options };
  return `${written(figure, locale, digits)} ${currency}`;
}

/** An amount of money, to the minor unit of its currency. */
export function money(figure: Figure, currency: string, { locale, isHidden }: Reader): string {
  return isHidden ? HIDDEN : ofCurrency(figure, currency, locale, {});
}

/** A gain, a flow: an amount with its sign; zero has none. */
export function change(figure: Figure, currency: string, { locale, isHidden }: Reader): string {
  return isHidden ? HIDDEN : ofCurrency(figure, currency, locale, { signDisplay: 'exceptZero' });
}

/** An amount where there is little room, such as an axis: `$12.5K`. */
export function shortMoney(figure: Figure, currency: string, { locale, isHidden }: Reader): string {
  const options: Options = { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 };
  return isHidden ? HIDDEN : ofCurrency(figure, currency, locale, options);
}

/** A gain or a flow where there is little room, with its sign: `+$12.5K`. */
export function shortChange(figure: Figure, currency: string, { locale, isHidden }: Reader): string {
  const options: Options = {
    notation: 'compact',
    minimumSignificantDigits: 1,
    maximumSignificantDigits: 3,
    signDisplay: 'exceptZero',
  };
  return isHidden ? HIDDEN : ofCurrency(figure, currency, locale, options);
}

/** R, what was risked as the unit: `+2.50 R`. No secret. */
export function multiple(figure: Figure, { locale }: Reader): string {
  if (figure === null || figure === undefined) return UNKNOWN;
  const options: Options = {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  };
  return `${written(figure, locale, options)} R`;
}

/** A price of one unit, with every digit that it has. */
export function price(figure: Figure, currency: string, { locale }: Reader): string {
  return ofCurrency(figure, currency, locale, { maximumFractionDigits: ALL_DIGITS });
}

/** Units held or traded, with every digit that there is. */
export function quantity(figure: Figure, { locale, isHidden }: Reader): string {
  return isHidden ? HIDDEN : written(figure, locale, { maximumFractionDigits: ALL_DIGITS });
}

/** A plain number that is no secret, such as a Sharpe ratio or R. */
export function plain(figure: Figure, digits: number, { locale }: Reader): string {
  return written(figure, locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** How many of something. */
export function count(figure: Figure, { locale }: Reader): string {
  return written(figure, locale, { maximumFractionDigits: 0 });
}

export interface PercentOptions {
  /** With a sign: a return, a change. */
  readonly signed?: boolean;
  /** Behind the point; 2 where absent. */
  readonly digits?: number;
}

/** A number of percent: 25 is `25.00%`. Fields that end in `_percent` are such. */
export function percent(
  figure: number | null | undefined,
  { locale }: Reader,
  options: PercentOptions = {},
): string {
  const { signed = false, digits = 2 } = options;
  const fraction = figure === null || figure === undefined ? null : figure / 100;
  return written(fraction, locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(signed && { signDisplay: 'exceptZero' }),
  });
}

/** A plain fraction: 0.25 is `25.00%`. Ratios of the API whose names do not end in `_percent` are such. */
export function ratio(
  figure: number | null | undefined,
  reader: Reader,
  options: PercentOptions = {},
): string {
  return percent(figure === null || figure === undefined ? null : figure * 100, reader, options);
}
