import type { DateOrder } from './dates.ts';
import { isOrderFree, orderShown } from './dates.ts';
import type { Delimited } from './delimited.ts';
import { NUMBER_FIELDS } from './format.ts';
import type { BoundTable } from './header.ts';
import { bareNumber, type NumberLocale, shapeOf } from './numbers.ts';
import { productFits } from './products.ts';
import type { Questions } from './questions.ts';

/** A record and the table that it stands in. */
export interface Placed {
  readonly record: Delimited;
  readonly table: BoundTable;
}

/** The number locale of a file, and whether every number that shows one shows this one. */
export interface DecidedNumbers {
  readonly locale: NumberLocale;
  readonly isUniform: boolean;
}

/** The number locale of a file, from every cell of its number columns; asked where they do not prove it. */
export function decideNumbers(rows: readonly Placed[], questions: Questions): DecidedNumbers {
  const shown = { point: 0, comma: 0 };
  const either: Placed[] = [];
  for (const row of rows) {
    const known = either.length;
    for (const field of NUMBER_FIELDS) {
      for (const at of row.table.places[field] ?? []) {
        const cell = row.record.cells[at] ?? '';
        if (cell === '') continue;
        const shape = shapeOf(bareNumber(cell) ?? '');
        if (shape === 'point' || shape === 'comma') shown[shape]++;
        else if (shape === 'either' && either.length === known) either.push(row);
      }
    }
  }
  const declared = rows[0]?.table.words.numbers;
  const mixed = (locale: NumberLocale): DecidedNumbers => ({ locale, isUniform: false });
  if (shown.point > 0 !== shown.comma > 0)
    return { locale: shown.point > 0 ? 'point' : 'comma', isUniform: true };
  const likelier = declared ?? (shown.comma > shown.point ? 'comma' : 'point');
  if (either.length === 0) return mixed(likelier);
  const byProduct = decideByProduct(either);
  if (byProduct !== null) return mixed(byProduct);
  if (declared !== undefined) return mixed(declared);
  const { cells, line } = either[0].record;
  const answer = questions.ask(
    {
      id: 'number_locale',
      text: 'What is the decimal mark of this file?',
      why: `Its numbers can be read both ways: ${cells.find((cell) => shapeOf(bareNumber(cell) ?? '') === 'either')}.`,
      choices: [
        { value: 'point', label: 'a point: 1,234.56' },
        { value: 'comma', label: 'a comma: 1.234,56' },
      ],
      proposed: likelier,
    },
    line,
  );
  return mixed((answer ?? likelier) as NumberLocale);
}

/** The locale in which quantity × price makes the amount, in rows where the locale matters; null where that tells nothing. */
function decideByProduct(rows: readonly Placed[]): NumberLocale | null {
  const fits = { point: 0, comma: 0 };
  for (const row of rows) {
    for (const locale of ['point', 'comma'] as const) if (rowFits(row, locale)) fits[locale]++;
  }
  if (fits.point > 0 === fits.comma > 0) return null;
  return fits.point > 0 ? 'point' : 'comma';
}

function rowFits({ record, table }: Placed, locale: NumberLocale): boolean {
  const bareOf = (field: 'quantity' | 'price' | 'amount'): string | null =>
    bareNumber(record.cells[table.places[field]?.[0] ?? -1] ?? '');
  return productFits(bareOf('quantity'), bareOf('price'), bareOf('amount'), locale);
}

/** The order of day and month in a file; asked where no date of it proves it. */
export function decideDates(rows: readonly Placed[], questions: Questions): DateOrder {
  const shown = { dmy: 0, mdy: 0 };
  let open: Placed | null = null;
  for (const row of rows) {
    const text = dateText(row);
    const order = orderShown(text);
    if (order !== null) shown[order]++;
    else if (open === null && !isOrderFree(text)) open = row;
  }
  const declared = rows[0]?.table.words.dates;
  if (declared !== undefined) return declared;
  if (shown.dmy > 0 !== shown.mdy > 0) return shown.dmy > 0 ? 'dmy' : 'mdy';
  if (open === null && shown.dmy === 0) return 'dmy';
  const why =
    shown.dmy > 0
      ? 'Some dates have a 13th month either way.'
      : `No date proves it: ${dateText(open as Placed)}.`;
  const answer = questions.ask(
    {
      id: 'date_order',
      text: 'Do the dates of this file begin with the day or with the month?',
      why,
      choices: [
        { value: 'dmy', label: 'day first: 31/12/2024' },
        { value: 'mdy', label: 'month first: 12/31/2024' },
      ],
      proposed: null,
    },
    (open ?? rows[0]).record.line,
  );
  return (answer ?? 'dmy') as DateOrder;
}

/** The date alone, without its time. */
function dateText({ record, table }: Placed): string {
  const text = record.cells[table.places.date?.[0] ?? -1]?.trim() ?? '';
  return text.split(/[ ,;T]/)[0];
}
