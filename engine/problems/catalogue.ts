import type { Problem, ProblemSource, Severity } from './problem.ts';

interface CatalogueEntry {
  readonly severity: Severity;
  /** What is wrong, in one sentence; the page of the code in the docs says more. */
  readonly meaning: string;
  readonly remedy: string;
}

const error = (meaning: string, remedy: string): CatalogueEntry => ({ severity: 'error', meaning, remedy });
const warning = (meaning: string, remedy: string): CatalogueEntry => ({
  severity: 'warning',
  meaning,
  remedy,
});

/** Every code that any part of the engine or the command line can answer. One place; a test holds it against the docs. */
export const CATALOGUE = {
  // The command line
  command_unknown: error('There is no such command.', 'See tidemark --help.'),
  flag_unknown: error('The command has no such flag.', 'See the --help of the command.'),
  flag_required: error('A flag that the command needs is missing.', 'Give the flag.'),
  flag_value: error('A flag has no value, or one that it does not take.', 'See the --help of the command.'),
  operand_missing: error('A file that the command needs is not named.', 'Name the file.'),
  operand_unknown: error('The command does not take so many words.', 'See the --help of the command.'),
  // Files
  file_missing: error('The file is not there.', 'Check the path.'),
  file_unreadable: error('The file cannot be read.', 'Check its permissions and that it is a file.'),
  file_is_directory: error('A folder stands where a file is expected.', 'Name the file inside the folder.'),
  file_empty: error('The file has no header row.', 'Write at least the header row.'),
  file_binary: error('The file is not text.', 'Save it as UTF-8 CSV.'),
  encoding_unsupported: error('The file is not UTF-8.', 'Save it as UTF-8.'),
  line_too_long: error('A line is longer than a row can be.', 'Check the line ends and quotes of the file.'),
  quote_unclosed: error('A quoted field is not closed.', 'Close the quote or double the quotes inside it.'),
  header_missing_column: error('A required column is missing.', 'Add the column to the header row.'),
  header_unknown_column: error(
    'A column is not known.',
    'Rename it, or prefix it with x_ to have it ignored.',
  ),
  header_duplicate_column: error('A column appears twice.', 'Keep one of them.'),
  row_too_short: error('The row has fewer fields than the header.', 'Add the missing fields.'),
  format_unknown: error('The layout of the file is not known.', 'Say which columns are what, by a mapping.'),
  question_open: error(
    'The file does not prove something that its meaning depends on.',
    'Answer the question; the preview lists it with its choices.',
  ),
  leg_unpaired: error(
    'A row is half of an event, and the other half is not in the file.',
    'Export a longer period, or record the event by hand.',
  ),
  balance_differs: warning(
    'A balance that the file states is not what its rows lead to.',
    'Check whether the file is complete.',
  ),
  column_unread: {
    severity: 'info',
    meaning: 'Columns of the file are not read.',
    remedy: 'Nothing to do, unless they change the account.',
  } as CatalogueEntry,
  row_too_long: error(
    'The row has more fields than the header.',
    'Remove the extra fields or quote the commas.',
  ),
  problems_omitted: {
    severity: 'info',
    meaning: 'A file has more problems than are listed.',
    remedy: 'Correct those listed first.',
  } as CatalogueEntry,
  field_too_long: error('The field is longer than any value can be.', 'Shorten it.'),
  // Values
  date_invalid: error('The date is not a real day in the form YYYY-MM-DD.', 'Write it as YYYY-MM-DD.'),
  date_repeated: error('Two rows are of one day.', 'Keep one row for each day.'),
  time_invalid: error('The time is not HH:MM or HH:MM:SS.', 'Write it as HH:MM or HH:MM:SS.'),
  number_invalid: error(
    'The number is not a plain decimal.',
    'Use digits and a decimal point, no exponent or separators.',
  ),
  type_unknown: error('The event type is not known.', 'Use one of the types in the documentation.'),
  field_required: error('A field that this type needs is empty.', 'Fill it in.'),
  field_not_allowed: error('A field is filled that this type does not have.', 'Leave it empty.'),
  sign_wrong: error('The sign contradicts the type.', 'Correct the sign or the type.'),
  currency_invalid: error('The currency is not a currency code.', 'Use an ISO 4217 or crypto code.'),
  ratio_invalid: error('The ratio is not above zero.', 'Write new units per old unit, above zero.'),
  fraction_invalid: error('The cost fraction is not between 0 and 1.', 'Write a fraction between 0 and 1.'),
  setting_invalid: error(
    'A setting has a value that it cannot have.',
    'Use one of the values in the documentation.',
  ),
  // Ledger
  id_conflict: error('The id appears again with other content.', 'Give it another id, or correct the row.'),
  id_repeated: {
    severity: 'info',
    meaning: 'The id appears again with the same content; skipped.',
    remedy: 'Nothing to do.',
  } as CatalogueEntry,
  amount_differs: warning(
    'The amount differs from quantity × price; the amount wins.',
    'Check quantity, price, fee and tax.',
  ),
  oversold: error(
    'More is sold than is held, and the account allows no shorts.',
    'Add the missing purchase, or allow shorts for the account.',
  ),
  nothing_held: error(
    'The event needs a holding that is not there.',
    'Add the missing purchase or correct the date.',
  ),
  lot_unknown: error('The lot is not open.', 'Name the id of a buy that is still open.'),
  lot_insufficient: error('The lot holds less than is sold.', 'Name further lots or lower the quantity.'),
  symbol_cycle: error('Mergers or renames of one day lead back to where they began.', 'Correct the symbols.'),
  cost_fraction_unknown: error(
    'The cost of the spin-off cannot be shared out: no fraction and no market values.',
    'Give cost_fraction or prices of that day.',
  ),
  cost_unknown: error(
    'Units come in without a cost, and there is no market value of that day.',
    'Give the cost per unit as price.',
  ),
  account_unknown: error('The account is not in the accounts file.', 'Add it to the accounts file.'),
  event_unknown: error('The event to correct or void is not there.', 'Name an event that is in force.'),
  transfer_unpaired: warning(
    'A transfer has no counterpart among the accounts; it counts as an external flow.',
    'Give both rows the same link if they are one move.',
  ),
  transfer_estimated: warning(
    'Units came in without a cost; the market value of that day is used.',
    'Give the cost per unit as price.',
  ),
  multiplier_differs: error(
    'Rows of one instrument state different multipliers.',
    'Give the same one on every row, or once in the instruments file.',
  ),
  split_days_differ: warning(
    'Accounts have booked one split on different days.',
    'Book it on one day, or give it in the splits file, from which it applies to every account.',
  ),
  option_expired: warning(
    'A contract is held after its expiry.',
    'Record how it ended: option_expire, option_assign or option_exercise.',
  ),
  split_twice: warning(
    'The same split is in the ledger and in the splits file; applied once.',
    'Remove one of them.',
  ),
  value_too_large: error(
    'A figure is larger than can be kept exactly to the minor unit.',
    'Check the quantities, prices and amounts up to that day.',
  ),
  // Prices and rates
  price_missing: warning('The instrument has no price; the trade price is used.', 'Add prices for it.'),
  price_estimated: {
    severity: 'info',
    meaning: 'Before its first price the trade price is used.',
    remedy: 'Add earlier prices.',
  } as CatalogueEntry,
  price_stale: warning('The last price is old.', 'Add newer prices.'),
  price_invalid: error('The price is not a number, or negative where it cannot be.', 'Correct the price.'),
  price_duplicate: error('Two different prices of one source for one day.', 'Keep one of them.'),
  price_rounded: {
    severity: 'info',
    meaning: 'Prices have more digits than can be held exactly; they are rounded.',
    remedy: 'Nothing to do, or give prices with fewer digits.',
  } as CatalogueEntry,
  price_currency_mixed: error(
    'Prices of one instrument come in two currencies, or in another than its own.',
    'Use one currency for an instrument.',
  ),
  adjusted_without_splits: error('Adjusted prices need the splits to be undone.', 'Give --splits.'),
  currency_assumed: warning(
    'The currency of the instrument is not stated; the base currency is assumed.',
    'Give it in the instruments file or the price rows.',
  ),
  rate_missing: error('A currency has no rate to the base currency.', 'Add rates with --fx.'),
  rate_estimated: warning('Before its first rate, the first rate is used.', 'Add earlier rates.'),
  rate_stale: warning('The last rate of a currency that is held is old.', 'Add later rates.'),
  rate_invalid: error('The rate is not above zero.', 'Correct the rate.'),
  rate_duplicate: error('Two different rates of one pair for one day.', 'Keep one of them.'),
  pair_invalid: error('The pair is not two currency codes.', 'Write it as EURUSD.'),
  // Figures
  return_undefined: warning(
    'The return of a day is undefined: nothing was invested, yet the value moved.',
    'Check the deposits before that day.',
  ),
  wiped_out: warning(
    'Nothing was left of what was invested; the index stays at zero.',
    'Check the ledger; after a total loss start a new period.',
  ),
  xirr_no_root: warning('No rate discounts these flows to zero.', 'Use the time-weighted return.'),
  xirr_several_roots: warning(
    'Several rates discount these flows to zero; the one nearest 10 % is given.',
    'Use the time-weighted return.',
  ),
  xirr_one_sign: error('All flows have one sign.', 'Give at least one payment and one receipt.'),
  starting_balance_assumed: warning(
    'The ledger names no money at all; a starting balance of 10,000 is assumed for growth.',
    'Set a starting balance.',
  ),
  starting_balance_not_positive: warning(
    'The starting balance is not above zero; growth is undefined.',
    'Set a starting balance.',
  ),
  account_value_not_positive: warning(
    'The account value at entry is not above zero; risk % is undefined.',
    'Set a starting balance or add deposits.',
  ),
  from_before_history: warning(
    'The period was to begin before the first event; it begins with that.',
    'Give a later --from, or add the earlier events.',
  ),
  history_too_short: warning('There are too few days for this figure.', 'Ask for a longer period.'),
  divisor_zero: warning(
    'A figure divides by another one that is zero.',
    'Nothing to do: there is no such figure.',
  ),
  xirr_out_of_range: warning(
    'The yearly rate is beyond what can be written: too large, or a hair above -100 %.',
    'Ask for a longer period, or use the time-weighted return.',
  ),
  value_not_positive: warning(
    'A value that the figure is measured against is not above zero.',
    'Check equity and the ledger of that day.',
  ),
  duration_missing: warning(
    'A bond has no modified duration; what a change of yields does to it is unknown.',
    'Give its modified duration.',
  ),
  exposure_missing: warning(
    'An option or future has no exposure; what a price move does to it is unknown.',
    "Give delta times the underlying's value, or the notional.",
  ),
  factors_collinear: warning(
    'A factor is constant or a combination of the others; there are no betas.',
    'Leave one of them out.',
  ),
  benchmark_short: warning(
    'The benchmark does not cover the whole period.',
    'Give a benchmark with all its days.',
  ),
  value_not_finite: error('A series has a value that cannot be used.', 'Correct the row.'),
  // Work in the background
  provider_failed: warning(
    'A provider did not give what it was asked for; what is there stays.',
    'Wait, or put right what the message names; it is asked again.',
  ),
  job_failed: error(
    'Work in the background failed.',
    'Put right what the message names, and ask for it again.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof CATALOGUE;

/** A problem of the catalogue's severity; `remedy` is the catalogue's unless a better one is known. */
export function problem(
  code: ProblemCode,
  source: ProblemSource,
  message: string,
  more?: { remedy?: string; symbol?: string },
): Problem {
  const { severity, remedy } = CATALOGUE[code] as CatalogueEntry;
  const found: Problem = { code, severity, source, message, remedy: more?.remedy ?? remedy };
  return more?.symbol === undefined ? found : { ...found, symbol: more.symbol };
}

export function severityOf(code: ProblemCode): Severity {
  return CATALOGUE[code].severity;
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((p) => p.severity === 'error');
}
